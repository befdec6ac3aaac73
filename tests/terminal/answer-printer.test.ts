import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, StreamedSentence } from '../../src/core/answer.ts';
import { type AnswerPrinter, answerPrinter } from '../../src/terminal/answer-printer.ts';
import { ANSI, PLAIN, renderAnswer } from '../../src/terminal/render-answer.ts';
import { wrap } from '../../src/terminal/wrap.ts';
import { answer, citation } from '../support/answer-fixture.ts';

const first: StreamedSentence = {
  text: 'Trade is 68 billion. [1]',
  citations: [citation()],
  interpreted: null,
};
const second: StreamedSentence = {
  text: 'It grew. [1][2]',
  citations: [citation({ marker: 2, file: 'b.txt' })],
  interpreted: null,
};
const whole: Answer = answer({
  text: `${first.text} ${second.text}`,
  citations: [...first.citations, ...second.citations],
  mode: 'chat',
  model: 'test-model',
});

function stage(layout: (text: string) => string = (text) => text): {
  printer: AnswerPrinter;
  out: () => string;
} {
  let out = '';
  const print = async (text: string): Promise<void> => {
    out += text;
  };
  return { printer: answerPrinter({ style: PLAIN, layout, print }), out: () => out };
}

describe('answerPrinter', () => {
  it('shows no sentence with anything that a terminal would obey', async () => {
    const { printer, out } = stage();
    await printer.onSentence({ ...first, text: 'Trade is \x1b[31m68\x07 billion\u202e. [1]' });
    expect(out()).toMatch(/^Trade is .*68.* billion.*\. \[1\]$/);
    expect(out()).not.toMatch(/[\x1b\x07\u202e]/);
  });

  it('says first what a follow-up was taken to mean', async () => {
    const { printer, out } = stage();
    const interpreted = 'How large was trade in 2023?';
    await printer.onSentence({ ...first, interpreted });
    expect(out()).toBe(`Understood as: ${interpreted}\n\n${first.text}`);
    await printer.finish({ ...whole, interpreted });
    expect(out()).not.toContain('changed');
    expect(out().split(interpreted)).toHaveLength(2);
  });

  it('prints each sentence at once and the rest at the end, as if it had come whole', async () => {
    const { printer, out } = stage();
    await printer.onSentence(first);
    expect(out()).toBe('Trade is 68 billion. [1]');
    await printer.onSentence(second);
    expect(out()).toBe('Trade is 68 billion. [1] It grew. [1][2]');
    await printer.finish(whole);
    expect(out()).toBe(renderAnswer(whole, PLAIN));
  });

  it('prints an answer that was not streamed', async () => {
    const { printer, out } = stage();
    await printer.finish(whole);
    expect(out()).toBe(renderAnswer(whole, PLAIN));
  });

  it('prints an answer that differs from what is shown again, and says why', async () => {
    const { printer, out } = stage();
    await printer.onSentence(first);
    const other = answer({ text: 'Oil fell. [1]' });
    await printer.finish(other);
    expect(out()).toBe(
      `Trade is 68 billion. [1]\n\nThe documents changed while this was written. The answer is now:\n\n${renderAnswer(other, PLAIN)}`,
    );
  });

  it('gives the shown sentences their sources when no answer follows', async () => {
    const { printer, out } = stage();
    await printer.onSentence(first);
    await printer.giveUp();
    expect(out()).toMatch(/^Trade is 68 billion\. \[1\]\n\nSources\n\[1\] a\.txt · line 2\n.*\n\n$/);
  });

  it('gives up without a word when nothing is shown', async () => {
    const { printer, out } = stage();
    await printer.giveUp();
    expect(out()).toBe('');
  });

  it('wraps a growing text as it would wrap the whole, whatever the sentences and the width', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string()), fc.integer({ min: 1, max: 60 }), async (texts, columns) => {
        let out = '';
        const layout = (text: string): string => wrap(text, columns);
        const print = async (text: string): Promise<void> => {
          out += text;
        };
        const printer = answerPrinter({ style: ANSI, layout, print });
        for (const text of texts) await printer.onSentence({ text, citations: [], interpreted: null });
        const final = answer({ text: texts.join(' ') });
        await printer.finish(final);
        expect(out).toBe(layout(renderAnswer(final, ANSI)));
      }),
      { examples: [[['      ', '     !', '', ''], 14]] },
    );
  });
});

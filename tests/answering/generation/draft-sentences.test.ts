import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createSentenceCutter,
  type DraftSentence,
} from '../../../src/answering/generation/draft-sentences.ts';
import { processorMs } from '../../support/processor-time.ts';

function cut(...deltas: string[]): DraftSentence[] {
  let sentences: DraftSentence[] = [];
  const cutter = createSentenceCutter({
    onUnopenedReasoning: () => {
      sentences = [];
    },
  });
  for (const delta of deltas) {
    const more = cutter.push(delta);
    sentences.push(...more);
  }
  return [...sentences, ...cutter.end()];
}

const one = (text: string, ...markers: number[]): DraftSentence => ({ text, markers });

describe('createSentenceCutter', () => {
  it.each<[string, DraftSentence[]]>([
    ['Trade grew. [1] It fell. [2]', [one('Trade grew.', 1), one('It fell.', 2)]],
    ['Trade grew [1]. It fell [2].', [one('Trade grew.', 1), one('It fell.', 2)]],
    ['Trade grew.[1][2] It fell.', [one('Trade grew.', 1, 2), one('It fell.')]],
    ['Trade grew [1, 3] and fell [2].', [one('Trade grew and fell.', 1, 3, 2)]],
    ['Trade grew [1-3].', [one('Trade grew.', 1, 2, 3)]],
    [
      'Trade grew [^1]. It fell 【2】. So 【3†source】.',
      [one('Trade grew.', 1), one('It fell.', 2), one('So.', 3)],
    ],
    ['Trade grew [Passage 2].', [one('Trade grew.', 2)]],
    ['Trade grew [1](https://example.org).', [one('Trade grew.', 1)]],
    ['Trade grew (1).', [one('Trade grew (1).')]],
    [
      'Dr. Arvind Gupta spoke in the U.S. about $64–65 billion. [1]',
      [one('Dr. Arvind Gupta spoke in the U.S. about $64–65 billion.', 1)],
    ],
    ['U.S. [1] exports grew [2].', [one('U.S. exports grew.', 1, 2)]],
    ['He said “No.” [1] Then he left. [2]', [one('He said “No.”', 1), one('Then he left.', 2)]],
    [
      '- **Trade** grew [1]\n* It *fell* [2]\n1. `Third` one [3]\n',
      [one('Trade grew', 1), one('It fell', 2), one('Third one', 3)],
    ],
    ['# Answer\n\nTrade grew. [1]\n\n---\n', [one('Trade grew.', 1)]],
    ['Here is what the passages say:\nTrade grew. [1]', [one('Trade grew.', 1)]],
    ['<think>Passage 1 says. [1]\n</think>Trade grew. [1]', [one('Trade grew.', 1)]],
    ['Perhaps trade\n</think>\nTrade grew. [1]', [one('Trade grew.', 1)]],
    ['[THINK]Passage 1 says. [1]\n[/THINK]Trade grew. [1]', [one('Trade grew.', 1)]],
    [
      '<|channel|>analysis<|message|>Passage 1 says so. [1] Good.<|end|><|start|>assistant<|channel|>final<|message|>Trade grew. [1]<|return|>',
      [one('Trade grew.', 1)],
    ],
    ['<|channel|>final<|message|>Trade grew. [1]', [one('Trade grew.', 1)]],
    ['<think>never closed. [1]', []],
    ['```js\ncode [1].\n```\nTrade grew. [1]', [one('Trade grew.', 1)]],
    ['Trade grew. [1]\n```\ncode [1].\n```\n', [one('Trade grew.', 1)]],
    ['```markdown\nTrade grew. [1]\n```', [one('Trade grew.', 1)]],
    [
      '```\nTrade grew. [1]\nIt fell. [2]\n```\nSo. [1]',
      [one('Trade grew.', 1), one('It fell.', 2), one('So.', 1)],
    ],
    ['Trade grew. ([1]) It fell. ([1], [2])', [one('Trade grew.', 1), one('It fell.', 1, 2)]],
    ['Trade grew [1, line 3]. It fell. [2, lines 3-5]', [one('Trade grew.', 1), one('It fell.', 2)]],
    ['Trade grew. [#1] It fell. [[2]]', [one('Trade grew.', 1), one('It fell.', 2)]],
    ['Trade grew. \\[1\\] \\[2\\] It fell.', [one('Trade grew.', 1, 2), one('It fell.')]],
    ['Trade grew (Passage 1). It fell. (Passages 1, 2)', [one('Trade grew.', 1), one('It fell.', 1, 2)]],
    ['Trade grew. [1]\n\nSources:\n[1] Economic Times', [one('Trade grew.', 1)]],
    ['贸易增长了[1]。它下降了。[2]', [one('贸易增长了。', 1), one('它下降了。', 2)]],
    ['व्यापार बढ़ा। [1] वह गिरा। [2]', [one('व्यापार बढ़ा।', 1), one('वह गिरा।', 2)]],
    ['Trade\u200b grew.\u2060 [1]', [one('Trade grew.', 1)]],
    ['Trade grew. [1] and an unfinished', [one('Trade grew. and an unfinished', 1)]],
    ['Trade grew. [1] An unfinished', [one('Trade grew.', 1), one('An unfinished')]],
    [
      'See https://example.org @everyone ![x](y) [1].',
      [one('See https://example.org @everyone ![x](y).', 1)],
    ],
    ['NO_ANSWER', [one('NO_ANSWER')]],
    ['', []],
    [' \n\n ** \n', []],
  ])('cuts %j', (draft, expected) => {
    expect(cut(draft)).toEqual(expected);
  });

  it('returns a sentence when the next one begins, not at the end of the stream', () => {
    const cutter = createSentenceCutter();
    expect(cutter.push('Trade grew. [1')).toEqual([]);
    expect(cutter.push(']')).toEqual([]);
    expect(cutter.push(' [2] I')).toEqual([one('Trade grew.', 1, 2)]);
    expect(cutter.push('t fell [3].\n')).toEqual([one('It fell.', 3)]);
    expect(cutter.end()).toEqual([]);
  });

  it.each<[string, DraftSentence[]]>([
    ['Trade grew. [1]', [one('Trade grew.', 1)]],
    ['Trade grew [1].', [one('Trade grew.', 1)]],
    ['It fell. [1] Trade grew. [1][2] ', [one('Trade grew.', 1, 2)]],
    ['Trade grew.', []],
    ['Trade grew. [1', []],
    ['Trade with the U.S. [1]', []],
    ['<think>Trade grew. [1]', []],
    ['', []],
  ])('can complete %j before the next sentence begins', (draft, complete) => {
    const cutter = createSentenceCutter();
    cutter.push(draft);
    expect(cutter.complete()).toEqual(complete);
  });

  it.each([
    [' [2] It fell. [3]', [one('It fell.', 3)]],
    ['[2].\nIt fell. [3]', [one('It fell.', 3)]],
    [' It fell. [3]', [one('It fell.', 3)]],
    ['', []],
  ])('goes on with %j after a sentence was taken out early', (rest, expected) => {
    const cutter = createSentenceCutter();
    cutter.push('Trade grew. [1]');
    cutter.drop();
    expect([...cutter.push(rest), ...cutter.end()]).toEqual(expected);
  });

  it('gives the same sentences however the stream is cut', () => {
    const piece = fc.constantFrom(
      'Trade grew',
      ' fell',
      '. ',
      '.',
      ' [1]',
      '[2]',
      ' [1, 2]',
      '\n',
      '- ',
      '**',
      '<think>',
      '</think>',
      '```\n',
      'Dr. ',
      'U.S. ',
      '“No.” ',
      '【1】',
      ' $64–65 billion',
      '# Head\n',
      'Sources:\n',
      '。',
      ' and',
      '\u200b',
      '[',
      ']',
      '<',
      '>',
      '😀',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 30 }),
        fc.array(fc.nat(6), { minLength: 1 }),
        (pieces, steps) => {
          const draft = pieces.join('');
          const deltas: string[] = [];
          for (let start = 0, turn = 0; start < draft.length; turn++) {
            const length = 1 + (steps[turn % steps.length] ?? 0);
            deltas.push(draft.slice(start, start + length));
            start += length;
          }
          expect(cut(...deltas)).toEqual(cut(draft));
        },
      ),
    );
  });

  it('holds everything back until the end of reasoning that may come without a beginning', () => {
    const holding = (): ReturnType<typeof createSentenceCutter> => createSentenceCutter({ mayReason: true });
    const cutter = holding();
    expect(cutter.push('Perhaps trade grew. [1] It')).toEqual([]);
    expect(cutter.complete()).toEqual([]);
    expect(cutter.push(' did.</think>Trade grew. [2] And')).toEqual([one('Trade grew.', 2)]);
    const plain = holding();
    expect(plain.push('Trade grew. [1] It fell. [2]')).toEqual([]);
    expect(plain.end()).toEqual([one('Trade grew.', 1), one('It fell.', 2)]);
  });

  it.each<[what: string, draft: string]>([
    ['full stops', `Trade${'.'.repeat(39_000)} [1]`],
    ['white space', `Trade${' '.repeat(39_000)}grew. [1]`],
    ['marks of emphasis', '**a '.repeat(10_000)],
    ['angle brackets', '>'.repeat(39_000)],
    ['links without an end', '[1]('.repeat(10_000)],
    ['abbreviations', 'U.S. '.repeat(8_000)],
  ])('takes a line of nothing but %s in linear time', (_, draft) => {
    const timeOf = (text: string): number => processorMs(() => cut(text));
    timeOf(draft.slice(0, 4_000));
    const [short, long] = [timeOf(draft.slice(0, 8_000)), timeOf(draft)];
    // Five times the text would take twenty-five times as long if the time grew with its square.
    expect(long).toBeLessThan(Math.max(1_500, short * 12));
  });

  it('takes a long answer without a full stop in linear time', () => {
    expect(processorMs(() => cut('word [1] '.repeat(5_000)))).toBeLessThan(2_000);
  });
});

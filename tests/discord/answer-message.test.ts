import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { oneLine } from '../../src/core/shown-text.ts';
import { renderAnswer } from '../../src/discord/answer-message.ts';
import { questionOfMessage } from '../../src/discord/shown-question.ts';
import { messageErrors } from '../support/discord-limits.ts';
import { abstention, answer, citation } from './fixtures.ts';

const context = { kind: 'ask', askerId: '900000000000000011', embeds: true, files: true } as const;

const nasty = fc.constantFrom(
  '@everyone',
  '**',
  '__',
  '`',
  '```',
  '\n',
  '\n# ',
  '](http://x)',
  '<@1>',
  '\\',
  '|| ',
  '\u202e',
  '😀',
  'a',
);
const text = (max: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: max }),
    fc.array(nasty, { maxLength: max / 2 }).map((parts) => parts.join('')),
    fc.lorem({ maxCount: max / 10 }),
  );
const place = {
  file: fc.oneof(fc.constant('a/b_c.txt'), text(300)),
  start: fc.nat(),
  end: fc.nat(),
  startLine: fc.nat(),
  endLine: fc.nat(),
};
const citations = fc
  .array(
    fc.record({
      ...place,
      title: text(50),
      date: fc.option(fc.constantFrom('2025-12-05', 'x'.repeat(99))),
      quote: text(600),
    }),
    {
      maxLength: 40,
    },
  )
  .map((list) => list.map((fields, index) => ({ ...fields, marker: index + 1 })));
const claim = fc.record({ value: text(100), marker: fc.nat(99) });
const answers: fc.Arbitrary<Answer> = fc.record({
  question: text(500),
  interpreted: fc.option(text(700)),
  kind: fc.constantFrom('answered', 'abstained'),
  reason: fc.constant(null),
  text: text(9000),
  citations,
  conflicts: fc.array(fc.record({ subject: text(100), claims: fc.array(claim, { maxLength: 6 }) }), {
    maxLength: 6,
  }),
  developments: fc.array(
    fc.record({
      subject: text(100),
      claims: fc.array(fc.record({ value: text(100), marker: fc.nat(99), when: fc.option(text(60)) }), {
        maxLength: 6,
      }),
    }),
    { maxLength: 6 },
  ),
  nearest: fc.array(
    fc.record({ file: text(200), startLine: fc.nat(), endLine: fc.nat(), quote: text(600) }),
    { maxLength: 3 },
  ),
  topics: fc.array(text(120), { maxLength: 5 }),
  mode: fc.constantFrom('extractive', 'chat'),
  model: fc.option(text(300)),
  removedSentences: fc.nat(50),
  notice: fc.option(text(900)),
  evidence: fc.array(fc.record({ ...place, score: fc.float() }), { maxLength: 30 }),
  elapsedMs: fc.nat(1e6),
});

describe('the rendered answer', () => {
  it('keeps every limit of Discord, pings nobody and has its components once, whatever the answer', () => {
    fc.assert(
      fc.property(answers, fc.boolean(), fc.boolean(), (given, embeds, files) => {
        const messages = renderAnswer(given, { ...context, embeds, files });
        for (const message of messages) {
          expect(messageErrors(message as unknown as Record<string, unknown>)).toEqual([]);
          expect(message.content !== '' || message.embeds.length > 0).toBe(true);
          expect(message.allowedMentions.parse).toEqual([]);
          expect(JSON.stringify([message.content, message.embeds])).not.toMatch(/@everyone|\u202e/);
          const shown = `${message.content}\n${message.embeds[0]?.description ?? ''}`;
          expect(shown.split(/^```/m).length % 2).toBe(1);
        }
        expect(messages.filter(({ components }) => components.length > 0)).toEqual([messages.at(-1)]);
        expect(messages.length).toBeLessThanOrEqual(6);
      }),
      { numRuns: 300 },
    );
  });

  it('shows the first citations with place and quote, and gives the question back', () => {
    const simple = fc.stringMatching(/^[a-z][a-z ]{0,80}[a-z]$/);
    fc.assert(
      fc.property(
        fc.array(simple, { minLength: 1, maxLength: 6 }),
        text(500),
        fc.boolean(),
        (quotes, question, embeds) => {
          const given = answer({
            question,
            citations: quotes.map((quote, index) => citation(index + 1, { quote })),
          });
          const last = renderAnswer(given, { ...context, embeds }).at(-1);
          const shown = `${last?.content}${last?.embeds[0]?.fields?.map(({ value }) => value).join('\n')}`;
          const normal = (value: string) => value.replace(/\s+/g, ' ');
          if (question.length < 100) {
            for (const [index, quote] of quotes.slice(0, 3).entries()) {
              expect(shown).toContain(
                `**[${index + 1}]** 000_ccbed369184ef90d.txt · lines 14–17 · 5 Dec 2025`,
              );
              expect(shown).toContain(`> "${normal(quote)}" ✓`);
            }
          }
          const read = questionOfMessage({ content: last?.content ?? '', embeds: last?.embeds ?? [] });
          expect(read ?? '').toBe(oneLine(question));
          const again = renderAnswer({ ...given, question: read ?? '' }, { ...context, embeds }).at(-1);
          expect(again).toEqual(last);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('says when sources differ, with title and date of each value, and colours a reduced answer amber', () => {
    const claims = [
      { value: '$64–65 billion', marker: 1 },
      { value: '$68 billion', marker: 2 },
    ];
    const given = answer({
      citations: [citation(1), citation(2, { title: 'Trade *up*', date: null })],
      conflicts: [{ subject: 'bilateral trade', claims }],
      developments: [
        {
          subject: 'exports',
          claims: [
            { value: '$5 billion', marker: 2, when: '2023' },
            { value: '$6 billion', marker: 1, when: '2025-12-05' },
          ],
        },
      ],
      removedSentences: 2,
      notice: 'The model was not reachable.',
    });
    const [embed] = renderAnswer(given, context)[0]!.embeds;
    expect(embed?.description).toContain(
      '⚖ **Sources differ** on bilateral trade:\n• $64–65 billion [1] · Putin Hails Close Working Contact · 5 Dec 2025\n• $68 billion [2] · Trade \\*up\\* · undated\n',
    );
    expect(embed?.description).toContain(
      '📅 **Values of different times** for exports:\n• $5 billion (2023) [2] · Trade \\*up\\* · undated\n• $6 billion [1] · Putin Hails Close Working Contact · 5 Dec 2025\n',
    );
    expect(embed?.description).toContain('⚠ 2 sentences were left out');
    expect(embed?.description).toContain('ℹ The model was not reachable.');
    expect(embed?.color).toBe(0xe0a100);
  });

  it('shows what to do about a failure, which stands at the end of a long notice', () => {
    const notice = `No generated answer: The endpoint rejected the request (400: ${'details '.repeat(28)}…). Check OPENAI_BASE_URL and SUMMIT_CHAT_MODEL. These are the documents' own sentences.`;
    const [embed] = renderAnswer(answer({ notice }), context)[0]!.embeds;
    expect(embed?.description).toContain('Check OPENAI_BASE_URL and SUMMIT_CHAT_MODEL.');
  });

  it('names the model, counts the quotes and cuts long ones', () => {
    const quote = 'word '.repeat(60).trim();
    const given = answer({
      citations: [citation(1, { quote })],
      mode: 'chat',
      model: 'llama3.1',
      elapsedMs: 3210,
    });
    const [embed] = renderAnswer(given, context)[0]!.embeds;
    expect(embed?.footer?.text).toBe('1 of 1 quote verified · llama3.1 · 3.2 s');
    const shown = /> "(.*)" ✓/.exec(embed?.fields?.[0]?.value ?? '')?.[1] ?? '';
    expect(shown.length).toBeLessThanOrEqual(160);
    expect(quote.startsWith(shown.replace(/…$/, ''))).toBe(true);
  });

  it('splits between code blocks or closes and opens a long one', () => {
    const code = `\`\`\`ts\n${'const trade = 68;\n'.repeat(150)}\`\`\``;
    const messages = renderAnswer(answer({ text: `Before. [1]\n\n${code}\n\nAfter. [1]` }), context);
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages) {
      expect(message.embeds[0]?.description?.match(/^```/gm)?.length ?? 0).toSatisfy(
        (count: number) => count % 2 === 0,
      );
    }
  });

  it('offers no sources where there are none', () => {
    const ids = JSON.stringify(renderAnswer(abstention(), context));
    expect(ids).not.toContain('summit:sources');
    expect(ids).toContain('summit:again');
  });
});

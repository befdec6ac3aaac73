import { describe, expect, it } from 'vitest';
import { ANSI, PLAIN, renderAnswer, renderSearch, renderTopics } from '../../src/terminal/render-answer.ts';
import { answer, citation } from '../support/answer-fixture.ts';

const HOSTILE = '\x1b[2J\x07\x9b31m\u202ekcatta\u200b';
const OBEYED = /[^\P{Cc}\n]|[\u200b-\u200f\u202a-\u202e]/u;

describe('renderAnswer', () => {
  it('shows the text, each source with its place and quote, and how it came about', () => {
    const second = citation({ marker: 2, file: 'b/c.md', date: '2023-12-05', startLine: 3, endLine: 4 });
    expect(
      renderAnswer(answer({ citations: [citation(), second], text: 'Trade is 68 billion. [1][2]' }), PLAIN),
    ).toBe(
      `Trade is 68 billion. [1][2]

Sources
[1] a.txt · line 2
    "Trade is 68 billion."
[2] b/c.md · lines 3–4 · 2023-12-05
    "Trade is 68 billion."

(2 quotes verified · offline · 2.5 ms)
`,
    );
  });

  it('shows the notice, conflicts, the model and the number of removed sentences', () => {
    const text = renderAnswer(
      answer({
        ...{ mode: 'chat', model: 'test-model', removedSentences: 1, notice: 'The index is old.' },
        conflicts: [
          {
            subject: 'trade',
            claims: [
              { value: '64', marker: 1 },
              { value: '68', marker: 2 },
            ],
          },
        ],
      }),
      PLAIN,
    );
    expect(text).toContain('Note: The index is old.');
    expect(text).toContain('Sources differ on trade:\n    64 [1] · A · undated\n    68 [2]\n');
    expect(text).toContain('(1 quote verified · 1 unverified sentence removed · test-model · 2.5 ms)');
  });

  it('gives the title and the date of each value that differs, and the times of a development', () => {
    const second = citation({ marker: 2, file: 'b.txt', title: 'B '.repeat(60), date: '2024-05-01' });
    const claims = [
      { value: '64', marker: 1 },
      { value: '68', marker: 2 },
    ];
    const text = renderAnswer(
      answer({
        citations: [citation(), second],
        conflicts: [{ subject: 'trade', claims }],
        developments: [
          {
            subject: 'exports',
            claims: [
              { value: '5', marker: 1, when: '2023' },
              { value: '6', marker: 2, when: '2024-05-01' },
            ],
          },
        ],
      }),
      PLAIN,
    );
    expect(text).toMatch(
      /Sources differ on trade:\n {4}64 \[1\] · A · undated\n {4}68 \[2\] · B B .*… · 2024-05-01\n/,
    );
    expect(text).toMatch(
      /Values of different times for exports:\n {4}5 \(2023\) \[1\] · A · undated\n {4}6 \[2\] · B B .*… · 2024-05-01\n/,
    );
  });

  it('shows the nearest passages of an abstention', () => {
    const nearest = [{ file: 'a.txt', startLine: 1, endLine: 1, quote: 'Harbours\nof the north' }];
    const text = renderAnswer(
      answer({ kind: 'abstained', reason: 'weak-evidence', text: 'Not said.', citations: [], nearest }),
      PLAIN,
    );
    expect(text).toBe('Not said.\n\na.txt · line 1\n    "Harbours of the north"\n\n(offline · 2.5 ms)\n');
  });

  it('says first what a follow-up was understood as, and for an abstention what could be asked about', () => {
    const given = { interpreted: 'How large was trade in 2023?', topics: ['trade', 'oil prices'] };
    const text = renderAnswer(
      answer({ kind: 'abstained', reason: 'no-evidence', text: 'Not said.', citations: [], ...given }),
      PLAIN,
    );
    expect(text).toBe(
      'Understood as: How large was trade in 2023?\n\nNot said.\n\nThe documents are about: trade · oil prices\n\n(offline · 2.5 ms)\n',
    );
  });

  it('cuts a long quote, and says so by an ellipsis', () => {
    const quote = 'word '.repeat(100).trim();
    const line = renderAnswer(answer({ citations: [citation({ quote })] }), PLAIN)
      .split('\n')
      .find((text) => text.startsWith('    "'));
    expect(line).toMatch(/^ {4}"word .*word…"$/);
    expect(line?.length).toBeLessThanOrEqual(250);
  });

  it('lets nothing through that a terminal would obey, and keeps a name of several lines on one', () => {
    const hostile = answer({
      text: HOSTILE,
      interpreted: HOSTILE,
      topics: [HOSTILE],
      notice: HOSTILE,
      citations: [citation({ file: `a\n${HOSTILE}`, title: HOSTILE, quote: HOSTILE })],
      conflicts: [{ subject: HOSTILE, claims: [{ value: HOSTILE, marker: 1 }] }],
      developments: [{ subject: HOSTILE, claims: [{ value: HOSTILE, marker: 1, when: HOSTILE }] }],
      nearest: [{ file: HOSTILE, startLine: 1, endLine: 1, quote: HOSTILE }],
    });
    expect(renderAnswer(hostile, PLAIN)).not.toMatch(OBEYED);
    expect(renderAnswer(hostile, PLAIN)).toMatch(/^\[1\] a \[2J/m);
    const hit = { file: HOSTILE, text: HOSTILE, start: 0, end: 1, startLine: 1, endLine: 1, score: 1 };
    expect(renderSearch({ query: HOSTILE, results: [hit], elapsedMs: 1 }, PLAIN)).not.toMatch(OBEYED);
    expect(renderTopics([{ topic: HOSTILE, documents: 1 }])).not.toMatch(OBEYED);
  });

  it('sets off names and quotes on a terminal', () => {
    expect(renderAnswer(answer(), ANSI)).toContain('\x1b[1ma.txt\x1b[22m');
  });
});

describe('renderSearch', () => {
  it('ranks the passages', () => {
    const hit = {
      file: 'a.txt',
      text: 'Trade\nis 68.',
      start: 0,
      end: 1,
      startLine: 1,
      endLine: 2,
      score: 1.234,
    };
    expect(renderSearch({ query: 'x', results: [hit], elapsedMs: 1 }, PLAIN)).toBe(
      '1. a.txt · lines 1–2 · score 1.23\n    "Trade is 68."\n\n(1 ms)\n',
    );
  });

  it('says when there is none', () => {
    expect(renderSearch({ query: 'x', results: [], elapsedMs: 1 }, PLAIN)).toBe('No passage was found.\n');
  });
});

import { describe, expect, it } from 'vitest';
import type { Answer, Assistant } from '../../src/core/answer.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import { reportTable } from '../../src/evaluation/quality-report.ts';
import type { JudgedQuestion } from '../../src/evaluation/question-file.ts';
import { answer, citation } from '../support/answer-fixture.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

function judged(question: string, changes: Partial<JudgedQuestion> = {}): JudgedQuestion {
  return {
    ...{ id: question, question, answerable: true, facts: [], files: [], grades: null, passages: [] },
    ...{ type: '', split: '' },
    ...changes,
  };
}

/** Answers from two tables; a question that is in neither throws. */
function assistantOf(
  answers: Readonly<Record<string, Answer>>,
  ranked: Readonly<Record<string, string[]>>,
): Pick<Assistant, 'ask' | 'search'> {
  const place = { start: 0, end: 1, startLine: 1, endLine: 1, score: 1, text: 'x' };
  const of = <T>(table: Readonly<Record<string, T>>, question: string): T =>
    table[question] ?? expect.fail(`${question} was not set up`);
  return {
    ask: async (question) => of(answers, question),
    search: async (query) => ({
      ...{ query, elapsedMs: 1, results: of(ranked, query).map((file) => ({ file, ...place })) },
    }),
  };
}

describe('evaluate', () => {
  it('measures retrieval, facts, citations, abstentions and quotes', async () => {
    const corpus = await temporaryFolder();
    await writeFiles(corpus, {
      'a.txt': 'Title\nTrade is 68 billion.\n',
      'b.txt': 'Another text, not this one.',
    });
    const abstained = answer({ kind: 'abstained', reason: 'weak-evidence', text: 'No.', citations: [] });
    const assistant = assistantOf(
      {
        right: answer({ elapsedMs: 1 }),
        wrong: answer({ citations: [citation({ file: 'b.txt' })], elapsedMs: 3 }),
        silent: abstained,
        unknown: abstained,
        guessed: answer({ elapsedMs: 2 }),
      },
      {
        // A file counts once, where its first passage stands.
        right: ['a.txt', 'a.txt', 'b.txt'],
        wrong: ['b.txt', 'b.txt', 'a.txt'],
        silent: ['b.txt'],
        unknown: [],
        guessed: [],
      },
    );
    const { report, outcomes } = await evaluate(assistant as Assistant, corpus, [
      judged('right', { facts: [['68 billion']], files: ['a.txt'] }),
      judged('wrong', { facts: [['70 billion']], files: ['a.txt'] }),
      judged('silent', { files: ['a.txt'] }),
      judged('unknown', { answerable: false }),
      judged('guessed', { answerable: false }),
    ]);
    expect(outcomes.map(({ ranked }) => ranked)).toEqual([
      ...[['a.txt', 'b.txt'], ['b.txt', 'a.txt'], ['b.txt'], [], []],
    ]);
    expect(report).toMatchObject({
      questions: 5,
      answerable: 3,
      abstainedOnUnanswerable: 0.5,
      answerRecall: 0.5,
    });
    expect(report.abstainedOnAnswerable).toBeCloseTo(1 / 3);
    expect(report.recallAt5).toBeCloseTo(2 / 3);
    expect(report.meanReciprocalRank).toBeCloseTo((1 + 1 / 2 + 0) / 3);
    expect(report.hitAt1).toBeCloseTo(1 / 3);
    expect(report.hitAt5).toBeCloseTo(2 / 3);
    expect(report.recallAt10).toBeCloseTo(2 / 3);
    expect(report.ndcgAt10).toBeCloseTo((1 + 1 / Math.log2(3) + 0) / 3);
    expect(report.citationPrecision).toBe(0.5);
    // "wrong" quotes something that does not stand in b.txt.
    expect(report.verbatimQuotes).toBeCloseTo(2 / 3);
    expect(report.meanAnswerLength).toBe('Trade is 68 billion.'.length);
    expect(report).toMatchObject({ latencyMedianMs: 2.5, latency95Ms: 3 });
  });

  it('weighs files by their grades where there are some', async () => {
    const assistant = assistantOf({ q: answer({ citations: [] }) }, { q: ['a.txt', 'b.txt'] });
    const grades = new Map([
      ['a.txt', 1],
      ['b.txt', 3],
    ]);
    const { report } = await evaluate(assistant as Assistant, '/nowhere', [
      judged('q', { files: ['a.txt'], grades }),
    ]);
    expect(report.ndcgAt10).toBeCloseTo((1 + 3 / Math.log2(3)) / (3 + 1 / Math.log2(3)));
    expect(report.hitAt1).toBe(1);
  });

  it('judges results by the passages that they hit, and counts a passage once', async () => {
    const passages = new Map([
      ['p', { file: 'a.txt', start: 0, end: 2 }],
      ['q', { file: 'b.txt', start: 0, end: 100 }],
    ]);
    // Every result of this assistant is the first character of its file: half of p, and nothing of q but all of itself.
    const assistant = assistantOf(
      { x: answer({ citations: [] }) },
      { x: ['c.txt', 'a.txt', 'a.txt', 'b.txt'] },
    );
    const { report, outcomes } = await evaluate(
      assistant as Assistant,
      '/nowhere',
      [judged('x', { passages: ['p', 'q'] })],
      { passages },
    );
    expect(outcomes[0]?.ranked).toEqual(['', 'p', '', 'q']);
    expect(report).toMatchObject({ recallAt5: 1, hitAt1: 0, meanReciprocalRank: 0.5 });
  });

  it('says nothing where the questions say nothing', async () => {
    const { report } = await evaluate(
      assistantOf({ q: answer({ kind: 'abstained', citations: [] }) }, { q: [] }) as Assistant,
      '/nowhere',
      [judged('q')],
    );
    expect(report).toMatchObject({
      ...{ recallAt5: null, ndcgAt10: null, answerRecall: null, citationPrecision: null },
      ...{
        verbatimQuotes: null,
        abstainedOnUnanswerable: null,
        abstainedOnAnswerable: 1,
        meanAnswerLength: null,
      },
    });
    expect(reportTable({ report })).toMatch(/^nDCG@10 +–$/m);
  });

  it('tells how many questions are done', async () => {
    const seen: number[][] = [];
    const assistant = assistantOf({ a: answer({ citations: [] }) }, { a: [] }) as Assistant;
    await evaluate(assistant, '/nowhere', [judged('a'), judged('a')], {
      onProgress: (...counts) => seen.push(counts),
    });
    expect(seen).toEqual([
      [1, 2],
      [2, 2],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Answer, Assistant } from '../../src/core/answer.ts';
import { evaluate } from '../../src/evaluation/evaluate.ts';
import type { JudgedQuestion } from '../../src/evaluation/question-file.ts';
import { answer, citation } from '../support/answer-fixture.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

function judged(question: string, changes: Partial<JudgedQuestion> = {}): JudgedQuestion {
  return { id: question, question, answerable: true, facts: [], files: [], type: '', split: '', ...changes };
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
    expect(outcomes.map(({ rankedFiles }) => rankedFiles)).toEqual([
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
    expect(report.ndcgAt10).toBeCloseTo((1 + 1 / Math.log2(3) + 0) / 3);
    expect(report.citationPrecision).toBe(0.5);
    // "wrong" quotes something that does not stand in b.txt.
    expect(report.verbatimQuotes).toBeCloseTo(2 / 3);
    expect(report.meanAnswerLength).toBe('Trade is 68 billion.'.length);
    expect(report).toMatchObject({ latencyMedianMs: 2.5, latency95Ms: 3 });
  });
});

import { readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer, SearchResult, Topic } from '../../src/core/answer.ts';
import { expectProven } from '../support/citations.ts';
import { CORPUS, indexedFolder, runCommand } from '../support/command.ts';
import { runHere } from '../support/run-here.ts';

let folder: string;

beforeAll(async () => {
  folder = await indexedFolder();
});
afterAll(() => rm(folder, { recursive: true }));

async function json<T>(...args: string[]): Promise<T> {
  const { status, stdout, stderr } = await runHere([...args, '--json'], { folder });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^\{.*\}\n$/);
  return JSON.parse(stdout) as T;
}

const number = expect.any(Number) as number;
const text = expect.any(String) as string;

describe('summit ask', () => {
  it('prints the published JSON shape with citations that stand in the files', async () => {
    const answer = await json<Answer>('ask', 'What is the trade target for 2030?');
    expect(Object.keys(answer)).toEqual([
      ...['question', 'interpreted', 'kind', 'reason', 'text', 'citations', 'conflicts', 'developments'],
      ...['nearest', 'topics', 'mode', 'model', 'removedSentences', 'notice', 'evidence', 'elapsedMs'],
    ]);
    expect(answer).toMatchObject({
      question: 'What is the trade target for 2030?',
      kind: 'answered',
      reason: null,
      interpreted: null,
      nearest: [],
      topics: [],
      mode: 'extractive',
      model: null,
      removedSentences: 0,
      notice: null,
      elapsedMs: number,
    });
    expect(answer.text).toMatch(/100 billion/);
    for (const citation of answer.citations) {
      expect(citation).toEqual({
        ...{ marker: number, file: text, title: text, startLine: number, endLine: number },
        ...{ start: number, end: number, quote: text },
        date: citation.date === null ? null : expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      });
    }
    for (const evidence of answer.evidence) {
      expect(evidence).toEqual({
        ...{ file: text, start: number, end: number, startLine: number, endLine: number, score: number },
      });
    }
    expectProven(answer, CORPUS);
  });

  it('prints the same shape for an abstention, which is a result', async () => {
    const answer = await json<Answer>('ask', 'Who won the football world cup in 1954?');
    expect(answer).toMatchObject({ kind: 'abstained', reason: text, citations: [], mode: 'extractive' });
    expect(answer.nearest.length).toBeLessThanOrEqual(3);
    for (const passage of answer.nearest) {
      expect(passage).toEqual({ file: text, startLine: number, endLine: number, quote: text });
    }
    expectProven(answer, CORPUS);
  });

  it('shows people every source with its file and line', async () => {
    const { stdout } = await runCommand(['ask', 'What', 'is', 'the', 'trade', 'target', 'for', '2030?'], {
      folder,
    });
    const [, file = '', line = ''] = /^\[1\] (\S+\.txt) · line (\d+)$/m.exec(stdout) ?? [];
    const written = readFileSync(join(CORPUS, file), 'utf8').split('\n')[Number(line) - 1];
    expect(written).toContain('100 billion');
    expect(stdout).toContain('quotes verified');
  });

  it('retrieves as many passages as -k says', async () => {
    expect((await json<Answer>('ask', '-k', '2', 'trade')).evidence).toHaveLength(2);
  });
});

describe('summit search', () => {
  it('prints the published JSON shape, best first, with text that stands in the files', async () => {
    const result = await json<SearchResult>('search', 'nuclear power plant', '-k', '3');
    expect(Object.keys(result)).toEqual(['query', 'results', 'elapsedMs']);
    expect(result.results).toHaveLength(3);
    for (const hit of result.results) {
      expect(Object.keys(hit)).toEqual(['file', 'start', 'end', 'startLine', 'endLine', 'score', 'text']);
      const file = readFileSync(join(CORPUS, hit.file), 'utf8');
      expect(file.slice(hit.start, hit.end)).toBe(hit.text);
      expect(
        file
          .split('\n')
          .slice(hit.startLine - 1, hit.endLine)
          .join('\n'),
      ).toContain(hit.text);
    }
    const scores = result.results.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(result.results[0]?.text).toContain('Kudankulam');
  });

  it('answers every line of standard input', async () => {
    const { stdout } = await runHere(['search', '-', '--json'], { folder, input: 'oil\narms\n' });
    const results = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as SearchResult);
    expect(results.map(({ query }) => query)).toEqual(['oil', 'arms']);
  });
});

describe('summit summary', () => {
  it('cites several files, and each quote stands in its file', async () => {
    const summary = await json<Answer>('summary', 'trade between India and Russia');
    expect(new Set(summary.citations.map(({ file }) => file)).size).toBeGreaterThan(1);
    expectProven(summary, CORPUS);
  });
});

describe('summit topics', () => {
  it('prints topics with the number of their documents', async () => {
    const { topics } = await json<{ topics: Topic[] }>('topics');
    expect(topics.length).toBeGreaterThan(10);
    for (const topic of topics) expect(topic).toEqual({ topic: text, documents: number });
  });

  it('prints one topic a line for people', async () => {
    const { stdout } = await runHere(['topics'], { folder });
    expect(stdout).toMatch(/^(?:.+ \(\d+ documents?\)\n)+$/);
  });
});

describe('summit eval', () => {
  it('prints the figures of a question file', async () => {
    const questions = [
      {
        question: 'What is the trade target for 2030?',
        facts: [['100 billion']],
        files: ['no-such-file.txt'],
      },
      { question: 'Who won the football world cup in 1954?', answerable: false },
    ];
    await writeFile(
      join(folder, 'questions.jsonl'),
      questions.map((line) => JSON.stringify(line)).join('\n'),
    );
    const report = await json<Record<string, number>>('eval', '--queries', 'questions.jsonl');
    expect(report).toMatchObject({
      ...{ questions: 2, answerable: 1, recallAt5: 0, ndcgAt10: 0, answerRecall: 1, verbatimQuotes: 1 },
      ...{ citationPrecision: 0, abstainedOnUnanswerable: 1, abstainedOnAnswerable: 0 },
    });
  });
});

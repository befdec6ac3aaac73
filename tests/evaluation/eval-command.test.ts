import { access, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workingFolder } from '../support/command.ts';
import { runHere } from '../support/run-here.ts';
import { writeFiles } from '../support/temporary-folder.ts';

const FILES = {
  'beir/corpus.jsonl': [
    {
      _id: 'b1',
      title: 'Harbour bridge opens',
      text: 'The bridge over the harbour opened on Monday. It cost 64 million.',
    },
    {
      _id: 'b2',
      title: 'Ferry line to close',
      text: 'The ferry stops in spring. Its captain retires after nine years.',
    },
    {
      _id: 'b3',
      title: 'Tea prices',
      text: 'Tea became dearer in 2023. Traders blame the rain in the hills.',
    },
  ],
  'beir/queries.jsonl': [
    { _id: 'q1', text: 'What did the harbour bridge cost?' },
    { _id: 'q2', text: 'Why did tea become dearer?' },
    { _id: 'unjudged', text: 'Who?' },
  ],
  'own/questions.jsonl': [
    {
      question: 'What did the bridge cost?',
      facts: [['64 million']],
      files: ['bridge.txt'],
      relevant_passages: ['p'],
    },
  ],
  'own/passages.jsonl': [{ id: 'p', doc: 'bridge.txt', start: 0, end: 70 }],
};

let folder: string;
beforeAll(async () => {
  folder = await workingFolder();
  const lines = Object.entries(FILES).map(([file, records]) => [
    file,
    records.map((record) => `${JSON.stringify(record)}\n`).join(''),
  ]);
  await writeFiles(folder, {
    ...Object.fromEntries(lines),
    'beir/qrels/test.tsv': 'query-id\tcorpus-id\tscore\nq1\tb1\t2\nq1\tb2\t1\nq2\tb3\t1\n',
    'own/corpus/bridge.txt':
      'Harbour bridge opens\n\nThe bridge over the harbour opened on Monday. It cost 64 million crowns.\n',
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('summit eval', () => {
  it('measures a BEIR collection over its own documents and leaves nothing behind', async () => {
    const { status, stdout, stderr } = await runHere(['eval', '--queries', 'beir', '--json'], {
      folder,
      env: { TMPDIR: folder },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ questions: 2, answerable: 2, hitAt1: 1, recallAt5: 1, meanReciprocalRank: 1, verbatimQuotes: 1 },
      ...{ answerRecall: null, abstainedOnUnanswerable: null, ndcgAt10: expect.any(Number) },
    });
    expect(JSON.parse(stdout).ndcgAt10).toBeGreaterThan(0.9);
    // The index that commands use by default is not touched.
    await expect(access(join(folder, 'index'))).rejects.toThrow(/ENOENT/);
  });

  it('prints a table for people', async () => {
    const { stdout } = await runHere(['eval', '--queries', 'beir'], { folder });
    expect(stdout).toMatch(/^questions \(answerable\) +2 \(2\)\n/);
    expect(stdout).toMatch(/^hit@1 +100\.0 %$/m);
    expect(stdout).toMatch(/^answers with every fact +–$/m);
  });

  it('judges passages when a passage file is given', async () => {
    const args = ['eval', '--corpus', 'own/corpus', '--queries', 'own/questions.jsonl', '--json'];
    const judged = await runHere([...args, '--passages', 'own/passages.jsonl'], { folder });
    expect(JSON.parse(judged.stdout)).toMatchObject({
      hitAt1: 1,
      ndcgAt10: 1,
      citationPrecision: 1,
      answerRecall: 1,
    });
    await writeFile(
      join(folder, 'own/elsewhere.jsonl'),
      '{"id":"p","doc":"bridge.txt","start":900,"end":950}\n',
    );
    const missed = await runHere([...args, '--passages', 'own/elsewhere.jsonl'], { folder });
    expect(JSON.parse(missed.stdout)).toMatchObject({ hitAt5: 0, ndcgAt10: 0, citationPrecision: 1 });
  });

  it.each([
    [['--queries', 'beir', '--corpus', 'own/corpus'], /--corpus does not go with a BEIR collection/],
    [['--queries', 'beir', '--passages', 'own/passages.jsonl'], /--passages does not go with/],
    [['--queries', 'own'], /corpus\.jsonl cannot be read \(ENOENT/],
    [['--queries', 'own/questions.jsonl', '--passages', 'none.jsonl'], /none\.jsonl cannot be read/],
  ])('explains what is wrong with %j', async (args, message) => {
    const { status, stdout, stderr } = await runHere(['eval', ...args], { folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

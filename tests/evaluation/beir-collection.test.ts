import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFolder, unpackBeir } from '../../src/evaluation/beir-collection.ts';
import type { JudgedQuestion } from '../../src/evaluation/question-file.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const COLLECTION = {
  'corpus.jsonl': [
    '{"_id": "d/1", "title": "Bridges", "text": "The bridge opened.", "metadata": {}}',
    '{"_id": "../2", "title": "", "text": "The ferry\\u2028stops."}',
    '{"_id": "3", "text": "Tea."}',
  ].join('\n'),
  'queries.jsonl':
    '{"_id": "q1", "text": "bridge?"}\r\n{"_id": "q2", "text": "ferry?"}\n{"_id": "q3", "text": "?"}',
  'qrels/test.tsv':
    'query-id\tcorpus-id\tscore\nq1\td/1\t2\nq1\t../2\t1\nq1\t3\t0\nq2\tgone\t1\nq2\t../2\t1\n',
};

async function unpack(
  changes: Readonly<Record<string, string>> = {},
): Promise<{ readonly questions: JudgedQuestion[]; readonly corpus: string }> {
  const folder = await temporaryFolder();
  await writeFiles(folder, { ...COLLECTION, ...changes });
  const corpus = join(folder, 'unpacked');
  return { questions: await unpackBeir(folder, corpus), corpus };
}

describe('unpackBeir', () => {
  it('writes each document as a text file, whatever its id', async () => {
    const { corpus } = await unpack();
    const files = (await readdir(corpus, { recursive: true })).filter((file) => file.endsWith('.txt')).sort();
    expect(await Promise.all(files.map((file) => readFile(join(corpus, file), 'utf8')))).toEqual([
      'Bridges\n\nThe bridge opened.\n',
      'The ferry\u2028stops.\n',
      'Tea.\n',
    ]);
  });

  it('gives the questions that have a relevant document, with the grades of their files', async () => {
    const { questions, corpus } = await unpack();
    expect(questions.map(({ id, question, split }) => [id, question, split])).toEqual([
      ['q1', 'bridge?', 'test'],
      ['q2', 'ferry?', 'test'],
    ]);
    const [first, second] = questions.map(({ grades }) => [...(grades ?? [])]);
    expect(first?.map(([, grade]) => grade)).toEqual([2, 1]);
    expect(await readFile(join(corpus, first?.[0]?.[0] ?? ''), 'utf8')).toContain('bridge');
    // A document that the collection lacks stays in what could be found.
    expect(second?.map(([file]) => file)).toEqual(['missing/gone', first?.[1]?.[0]]);
    expect(questions[0]?.files).toEqual(first?.map(([file]) => file));
  });

  it('takes test.tsv alone where there is one, else every judgement file', async () => {
    const train = { 'qrels/train.tsv': 'query-id\tcorpus-id\tscore\nq3\t3\t1\n' };
    expect((await unpack(train)).questions.map(({ id }) => id)).toEqual(['q1', 'q2']);
    const dev = { 'qrels/test.tsv': 'query-id\tcorpus-id\tscore\n', ...train };
    await expect(unpack(dev)).rejects.toThrow(/no question with a relevant document/);
  });

  it.each([
    ['corpus.jsonl', '{"_id": "1"}', /corpus\.jsonl:1 has no "text"/],
    ['queries.jsonl', '{"text": "?"}', /queries\.jsonl:1 has no "_id"/],
    ['qrels/test.tsv', 'header\nq1 d1 1\n', /test\.tsv:2 is not "query-id, corpus-id, score"/],
    ['qrels/test.tsv', 'header\nq1\td1\t\n', /test\.tsv:2 /],
  ])('names the place of what is wrong in %s', async (file, content, message) => {
    await expect(unpack({ [file]: content })).rejects.toMatchObject({
      ...{ code: 'input', message: expect.stringMatching(message) },
    });
  });

  it('says when the judgements are missing', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'corpus.jsonl': '{"_id":"1","text":"x"}', 'queries.jsonl': '' });
    await expect(unpackBeir(folder, join(folder, 'c'))).rejects.toThrow(/qrels cannot be read \(ENOENT/);
    expect(await isFolder(folder)).toBe(true);
    expect(await isFolder(join(folder, 'corpus.jsonl'))).toBe(false);
    expect(await isFolder(join(folder, 'none'))).toBe(false);
  });
});

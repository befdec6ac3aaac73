import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type JudgedQuestion, readQuestions } from '../../src/evaluation/question-file.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

async function read(content: string): Promise<JudgedQuestion[]> {
  const folder = await temporaryFolder();
  await writeFiles(folder, { 'questions.jsonl': content });
  return readQuestions(join(folder, 'questions.jsonl'));
}

describe('readQuestions', () => {
  it('fills in what a line does not say', async () => {
    const empty = { answerable: true, facts: [], files: [], grades: null, passages: [], type: '', split: '' };
    expect(await read('\uFEFF{"question": "Who?"}\n\n{"question": "Why?", "id": "q7"}')).toEqual([
      { id: '1', question: 'Who?', ...empty },
      { id: 'q7', question: 'Why?', ...empty },
    ]);
    expect(await read('\n\n{"question": "Where\u2028exactly?"}')).toEqual([
      { id: '3', question: 'Where\u2028exactly?', ...empty },
    ]);
  });

  it('reads facts and files, or answers and relevant', async () => {
    const lines = [
      { question: 'A?', facts: [['x', 'y'], ['z']], files: ['a.txt'], type: 'fact', split: 'fit' },
      {
        question: 'B?',
        answers: ['x', 'y'],
        relevant: ['b.txt'],
        relevant_passages: ['b#1'],
        answerable: false,
      },
    ];
    expect(await read(lines.map((line) => JSON.stringify(line)).join('\r\n'))).toMatchObject([
      { facts: [['x', 'y'], ['z']], files: ['a.txt'], type: 'fact', split: 'fit' },
      { facts: [['x', 'y']], files: ['b.txt'], passages: ['b#1'], answerable: false },
    ]);
  });

  it.each([
    [
      'a line that is not JSON',
      '{"question": "Who?"}\n{question}\n',
      /questions\.jsonl:2 is not a JSON object/,
    ],
    ['a line without a question', '\n{"query": "Who?"}\n', /questions\.jsonl:2 has no "question"/],
    ['a line with a number', '7\n', /questions\.jsonl:1 is not a JSON object/],
    ['a line with null', '{"question": "Who?"}\n\nnull\n', /questions\.jsonl:3 is not a JSON object/],
    ['a line with a list', '[]\n', /questions\.jsonl:1 is not a JSON object/],
    ['a file without questions', '\n \n', /questions\.jsonl has no questions/],
  ])('names the file and the line of %s', async (_, content, message) => {
    await expect(read(content)).rejects.toMatchObject({
      ...{ name: 'SummitError', code: 'input', message: expect.stringMatching(message) },
    });
  });

  it('names a file that is not there', async () => {
    await expect(readQuestions('/no/such/file')).rejects.toMatchObject({
      ...{ code: 'input', message: expect.stringMatching(/\/no\/such\/file cannot be read \(ENOENT/) },
    });
  });

  it('reads the golden set', async () => {
    const questions = await readQuestions(join(import.meta.dirname, 'golden.jsonl'));
    expect(questions.length).toBeGreaterThanOrEqual(120);
    expect(questions.filter(({ answerable }) => !answerable).length).toBeGreaterThanOrEqual(40);
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { expectProven } from '../support/citations.ts';
import { CORPUS, indexedFolder, runCommand, startCommand } from '../support/command.ts';
import { runHere } from '../support/run-here.ts';

let folder: string;

beforeAll(async () => {
  folder = await indexedFolder();
});
afterAll(() => rm(folder, { recursive: true }));

/** Questions in the corpus' own words: a few neighbouring words of every file, after a question word. */
function questionsFromCorpus(): string[] {
  const words = readdirSync(CORPUS).flatMap((file) =>
    (readFileSync(join(CORPUS, file), 'utf8').match(/[\p{L}\p{N}$%–-]+/gu) ?? []).slice(0, 900),
  );
  const openings = ['What about', 'Who said', 'When was', 'Why', 'How much'];
  return Array.from({ length: 120 }, (_, index) => {
    const from = Math.floor((index * (words.length - 5)) / 120);
    return `${openings[index % openings.length]} ${words.slice(from, from + 2 + (index % 4)).join(' ')}?`;
  });
}

function answersOf(stdout: string): Answer[] {
  expect(stdout.endsWith('\n')).toBe(true);
  return stdout
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

describe('ask - --json', () => {
  it('answers 120 questions, one object a line in their order, each quote verbatim in its file', async () => {
    const questions = questionsFromCorpus();
    const result = await runCommand(['ask', '-', '--json'], { folder, input: `${questions.join('\n')}\n` });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    const answers = answersOf(result.stdout);
    expect(answers.map(({ question }) => question)).toEqual(questions);
    expect(answers.filter(({ kind }) => kind === 'answered').length).toBeGreaterThan(50);
    for (const answer of answers) expectProven(answer, CORPUS);
  });

  it.each([
    ['blank lines', 'trade?\n\n   \noil?\n', ['trade?', '', '   ', 'oil?']],
    ['CRLF', 'trade?\r\noil?\r\n', ['trade?', 'oil?']],
    ['a last line without a line break', 'trade?\noil?', ['trade?', 'oil?']],
    [
      'a carriage return or U+2028 within a line',
      'trade\rtarget?\nand\u2028oil?\n',
      ['trade\rtarget?', 'and\u2028oil?'],
    ],
    ['characters of several bytes', '“व्यापार” – 贸易 🚀?\n', ['“व्यापार” – 贸易 🚀?']],
  ])('keeps one answer a line with %s', async (_, input, questions) => {
    const { status, stdout } = await runHere(['ask', '-', '--json'], { folder, input });
    expect(status).toBe(0);
    expect(answersOf(stdout).map(({ question }) => question)).toEqual(questions);
  });

  it('takes every line for itself: a follow-up finds no line before it', async () => {
    const input = 'By how much did trade grow in 2023?\nand in 2022?\nwho said that?\n';
    const { stdout } = await runHere(['ask', '-', '--json'], { folder, input });
    const answers = answersOf(stdout);
    expect(answers.map(({ interpreted }) => interpreted)).toEqual([null, null, null]);
    expect(answers[2]).toMatchObject({ kind: 'abstained', reason: 'no-evidence' });
  });

  it('writes nothing for empty input', async () => {
    expect(await runCommand(['ask', '-', '--json'], { folder })).toMatchObject({ status: 0, stdout: '' });
  });

  it('writes each answer before the next question is sent', async () => {
    const command = await startCommand(['ask', '-', '--json'], { folder });
    for (const question of ['How large is trade?', 'Who is Anvar Azimov?', 'What about oil?']) {
      command.write(`${question}\n`);
      expect(JSON.parse(await command.nextLine())).toMatchObject({ question });
    }
    command.endInput();
    expect(await command.ended).toMatchObject({ status: 0 });
  });

  it('answers a long line that arrives in pieces', async () => {
    const command = await startCommand(['ask', '-', '--json'], { folder });
    command.write('How large is ');
    command.write('trade?\nWhat');
    expect(JSON.parse(await command.nextLine())).toMatchObject({ question: 'How large is trade?' });
    command.write(' about oil?\n');
    expect(JSON.parse(await command.nextLine())).toMatchObject({ question: 'What about oil?' });
  });

  it('ends quietly when its reader has gone, though more questions wait', async () => {
    const command = await startCommand(['ask', '-', '--json'], { folder });
    command.write('How large is trade?\n');
    await command.nextLine();
    command.closeOutput();
    command.write('What about oil?\n'.repeat(50));
    expect(await command.ended).toMatchObject({ status: 0, signal: null, stderr: '' });
  });
});

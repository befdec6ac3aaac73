import { chmod, cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { expectProven } from '../support/citations.ts';
import { CORPUS, indexedFolder, isRoot, NOBODY, runCommand } from '../support/command.ts';
import { runHere } from '../support/run-here.ts';

let folder: string;

beforeAll(async () => {
  folder = await indexedFolder();
});
afterAll(() => rm(folder, { recursive: true }));

/** Anything that a terminal would obey, and invisible marks of direction. */
const OBEYED = /[^\P{Cc}\n\t]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
const ESCAPES = '\x1b[31mred\x1b[0m \x1b]0;owned\x07 \x9b2J \x08\x08 \u202eback\u200b';

describe('an odd question', () => {
  async function ask(question: string): Promise<Answer> {
    const { status, stdout, stderr } = await runHere(['ask', '-', '--json'], {
      folder,
      input: `${question}\n`,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const answer = JSON.parse(stdout) as Answer;
    expect(answer.question).toBe(question);
    expectProven(answer, CORPUS);
    return answer;
  }

  it('of 10,000 characters is answered from its beginning, and says so', async () => {
    const question = `What is the trade target for 2030? ${'Tell me more about it please. '.repeat(400)}`;
    const answer = await ask(question.slice(0, 10_000));
    expect(answer.notice).toMatch(/10000 characters; the first 2000 were read/);
  });

  it.each([
    ['only punctuation', '?!… — “”, ;)'],
    ['only stop-words', 'What is it that they would have been?'],
    ['only control characters', '\x00\x01\x1b\x7f'],
    ['only emoji', '🚀🚀🎉'],
  ])('of %s finds nothing to search for', async (_, question) => {
    expect(await ask(question)).toMatchObject({ kind: 'abstained', reason: 'no-evidence', nearest: [] });
  });

  it('between control characters is answered like the plain one', async () => {
    const plain = await ask('What is the trade target for 2030?');
    const odd = await ask('\x1bWhat\x00 is\t the \u202etrade\x07 target for 2030?');
    expect(odd.citations.map(({ quote }) => quote)).toEqual(
      expect.arrayContaining(plain.citations.slice(0, 1).map(({ quote }) => quote)),
    );
  });

  it.each([
    ['Hindi', 'भारत और रूस के बीच व्यापार का लक्ष्य क्या है?'],
    ['Chinese', '印度和俄罗斯的贸易目标是多少?'],
    ['Arabic', 'ما هو هدف التجارة؟'],
  ])('in %s abstains instead of guessing', async (_, question) => {
    expect(await ask(question)).toMatchObject({ kind: 'abstained' });
  });

  it('with a lone surrogate or a huge word does no harm', async () => {
    await ask('What is the \ud83d trade target for 2030?');
    await ask('x'.repeat(9_999));
    await ask('trade '.repeat(1_600));
  });
});

describe('a hostile terminal text', () => {
  it.each(['ask', 'search', 'summary'])(
    'in a question never reaches the terminal through %s',
    async (name) => {
      const { status, stdout, stderr } = await runHere([name, `trade ${ESCAPES}`], { folder });
      expect(status).toBe(0);
      expect(`${stdout}${stderr}`).not.toMatch(OBEYED);
    },
  );

  it('in a document, its title or its name never reaches the terminal', async () => {
    const corpus = join(folder, 'hostile');
    await mkdir(corpus);
    await writeFile(
      join(corpus, 'name\x1b[31m.txt'),
      `Title ${ESCAPES}\n\nThe harbour ${ESCAPES} of Odessa opened in 1794 for trade by sea.\n`,
    );
    await writeFile(join(corpus, 'binary\x1b[32m.txt'), Buffer.from([0, 1, 2, 3]));
    const options = { folder, env: { SUMMIT_CORPUS: corpus, SUMMIT_INDEX: join(folder, 'hostile-index') } };
    const results = [
      await runHere(['ask', 'When did the harbour of Odessa open?'], options),
      await runHere(['search', 'harbour'], options),
      await runHere(['topics'], options),
      await runHere(['doctor'], options),
      await runHere(['ask', 'x', '--corpus', '\x1b[31mnowhere'], options),
      await runHere(['\x1b[31mcommand'], options),
    ];
    expect(results.map(({ status }) => status)).toEqual([0, 0, 0, 0, 1, 2]);
    expect(results[0]?.stdout).toContain('1794');
    expect(results[0]?.stderr).toContain('binary');
    for (const { stdout, stderr } of results) expect(`${stdout}${stderr}`).not.toMatch(OBEYED);
  });
});

describe('an odd corpus', () => {
  async function corpusOf(name: string, files: Readonly<Record<string, string | Buffer>>): Promise<string> {
    const corpus = join(folder, name);
    await mkdir(corpus);
    for (const [file, content] of Object.entries(files)) await writeFile(join(corpus, file), content);
    return corpus;
  }
  const harbour = 'The harbour of Odessa opened in 1794 for trade by sea.\n';
  const question = 'When did the harbour of Odessa open?';

  it('of binary files alone is refused with a reason', async () => {
    const corpus = await corpusOf('binary', {
      'a.txt': Buffer.from([0, 1]),
      'b.md': Buffer.from([0xff, 0xfe, 65, 0]),
    });
    const { status, stdout, stderr } = await runHere(
      ['ask', question, '--corpus', corpus, '--index', join(folder, 'binary-index')],
      { folder },
    );
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/No document .* can be read.*a\.txt is a binary file.*b\.md is UTF-16/);
  });

  it('of empty files alone is refused with a reason', async () => {
    const corpus = await corpusOf('blank', { 'a.txt': '', 'b.txt': ' \n\n' });
    const { status, stderr } = await runHere(
      ['ask', question, '--corpus', corpus, '--index', join(folder, 'blank-index')],
      { folder },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/No document in .* has text/);
  });

  it('is indexed but for the files that are no text, which are named', async () => {
    const corpus = await corpusOf('mixed', { 'good.txt': harbour, 'bad.txt': Buffer.from([0xc3, 0x28]) });
    const { status, stdout, stderr } = await runHere(
      ['ask', question, '--json', '--corpus', corpus, '--index', join(folder, 'mixed-index')],
      { folder },
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(/Not indexed: bad\.txt is not valid UTF-8/);
    expectProven(JSON.parse(stdout), corpus);
  });

  it('is indexed but for a file without read permission, which is named', async () => {
    const corpus = await corpusOf('forbidden', { 'good.txt': harbour, 'secret.txt': harbour });
    await chmod(join(corpus, 'secret.txt'), 0);
    const { status, stdout, stderr } = await runCommand(
      ['ask', question, '--json', '--corpus', corpus, '--index', join(folder, 'forbidden-index')],
      { folder, ...(isRoot ? { uid: NOBODY } : {}) },
    );
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringMatching(/Not indexed: secret\.txt cannot be read \(permission denied\)/),
    });
    expect((JSON.parse(stdout) as Answer).citations.map(({ file }) => file)).toEqual(['good.txt']);
  });

  it('of one short sentence is enough', async () => {
    const corpus = await corpusOf('one', { 'a.txt': harbour.trim() });
    const { stdout } = await runHere(
      ['ask', question, '--json', '--corpus', corpus, '--index', join(folder, 'one-index')],
      { folder },
    );
    const answer = JSON.parse(stdout) as Answer;
    expect(answer.citations.map(({ quote }) => quote)).toEqual([harbour.trim()]);
  });
});

describe('an index folder that cannot be written', () => {
  const question = 'What is the trade target for 2030?';

  it('does not stop an answer; the index is kept elsewhere for the time', async () => {
    await writeFile(join(folder, 'file'), '');
    const { status, stdout, stderr } = await runHere(
      ['ask', question, '--json', '--index', join(folder, 'file/index')],
      { folder },
    );
    expect(status).toBe(0);
    expect(stderr).toMatch(/cannot be written.*--index DIR or SUMMIT_INDEX.*temporary folder/);
    expectProven(JSON.parse(stdout), CORPUS);
  });

  it('is read as it is when the index is there already', async () => {
    const index = join(folder, 'read-only');
    await cp(join(folder, 'index'), index, { recursive: true });
    await chmod(index, 0o555);
    const { status, stdout, stderr } = await runCommand(['ask', question, '--json', '--index', index], {
      folder,
      ...(isRoot ? { uid: NOBODY } : {}),
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expectProven(JSON.parse(stdout), CORPUS);
  });

  it('is named by ingest, which cannot do its work', async () => {
    const { status, stdout, stderr } = await runCommand(['ingest', '--index', join(folder, 'read-only')], {
      folder,
      ...(isRoot ? { uid: NOBODY } : {}),
    });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/read-only cannot be written \(EACCES.*--index DIR/);
  });
});

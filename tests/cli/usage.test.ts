import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CORPUS, indexedFolder, runCommand, startCommand } from '../support/command.ts';
import { runHere } from '../support/run-here.ts';

let folder: string;

beforeAll(async () => {
  folder = await indexedFolder();
});
afterAll(() => rm(folder, { recursive: true }));

const COMMANDS = ['ingest', 'ask', 'search', 'summary', 'topics', 'repl', 'discord', 'eval', 'doctor'];

describe('wrong usage ends with 2 and says how it is used', () => {
  it.each([
    ['an unknown flag', ['ask', '--jsno', 'trade?'], /unknown option '--jsno'/],
    ['an unknown flag before any command', ['--verbose'], /unknown option '--verbose'/],
    ['a missing question', ['ask'], /missing required argument 'question'/],
    ['a missing query', ['search', '--json'], /missing required argument 'query'/],
    ['a missing topic', ['summary'], /missing required argument 'topic'/],
    ['a missing question file', ['eval'], /--queries/],
    ['an argument too many', ['topics', 'energy'], /too many arguments/],
    ['an option without its value', ['ask', 'trade?', '--corpus'], /--corpus <dir>' argument missing/],
    ['-k that is no number', ['ask', 'trade?', '-k', 'ten'], /whole number from 1 to 1000/],
    ['-k of nothing', ['search', 'trade', '-k', '0'], /whole number from 1 to 1000/],
    ['-k with a fraction', ['search', 'trade', '-k', '2.5'], /whole number from 1 to 1000/],
    ['-k without bounds', ['search', 'trade', '-k', '1e9'], /whole number from 1 to 1000/],
    [
      'an empty index folder',
      ['ingest', '--index', ''],
      /--index <dir>' argument '' is invalid.*name a folder/,
    ],
    ['a corpus folder of white space', ['ask', 'trade?', '--corpus= '], /--corpus <dir>.*must name a folder/],
    [
      'an empty index folder before the command',
      ['--index', '', 'topics'],
      /--index <dir>.*must name a folder/,
    ],
    ['an empty question', ['ask', ''], /question is empty.*in quotes/],
    ['a question of white space', ['ask', ' \n\t '], /question is empty/],
    ['an empty query', ['search', ''], /query is empty/],
    ['an empty topic', ['summary', ' '], /topic is empty/],
  ])('%s', async (_, args, message) => {
    const result = await runHere(args, { folder });
    expect(result).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(message) });
    expect(result.stderr).not.toMatch(/^\s+at /m);
  });

  it('an unknown command, in a process of its own', async () => {
    expect(await runCommand(['aks', 'trade?'], { folder })).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/unknown command 'aks'/),
    });
  });
});

describe('what cannot be done ends with 1 and says what to do', () => {
  it('names a corpus folder that does not exist', async () => {
    const { status, stdout, stderr } = await runHere(['ask', 'trade?', '--corpus', 'nowhere'], { folder });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/corpus folder .*nowhere does not exist\. .*--corpus DIR or SUMMIT_CORPUS/);
  });

  it('names a corpus that is a file', async () => {
    await writeFile(join(folder, 'file.txt'), 'text');
    const { status, stderr } = await runHere(['ingest', '--corpus', 'file.txt'], { folder });
    expect(status).toBe(1);
    expect(stderr).toMatch(/is a file, not a folder/);
  });

  it('names an empty corpus folder and the kinds of documents that it looks for', async () => {
    await mkdir(join(folder, 'empty'));
    const { status, stderr } = await runHere(['ask', 'trade?', '--corpus', 'empty'], { folder });
    expect(status).toBe(1);
    expect(stderr).toMatch(/empty has no documents \(\.txt.*--corpus DIR/);
  });

  it('lists all wrong settings together', async () => {
    const env = { SUMMIT_MODE: 'cleverly', SUMMIT_STORE: 'shelf', OPENAI_BASE_URL: 'localhost:11434' };
    const { status, stdout, stderr } = await runHere(['ask', 'trade?'], { folder, env });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    for (const name of Object.keys(env)) expect(stderr).toContain(name);
    expect(stderr).toMatch(/Correct them/);
  });

  it('names the line of a question file that cannot be read', async () => {
    await writeFile(join(folder, 'questions.jsonl'), '{"question": "Who?"}\n{"question": \n');
    const { status, stderr } = await runHere(['eval', '--queries', 'questions.jsonl'], { folder });
    expect(status).not.toBe(0);
    expect(stderr).toContain('questions.jsonl:2');
  });
});

describe('help', () => {
  it('lists every command', async () => {
    const { status, stdout, stderr } = await runCommand(['--help'], { folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
  });

  it.each(COMMANDS)('shows the options of %s', async (command) => {
    const { status, stdout } = await runHere([command, '--help'], { folder });
    expect(status).toBe(0);
    expect(stdout).toMatch(/--corpus <dir>[\s\S]*--index <dir>/);
  });

  it('prints the version of the package', async () => {
    const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
    const { status, stdout } = await runHere(['--version'], { folder });
    expect({ status, stdout }).toEqual({ status: 0, stdout: `${JSON.parse(manifest).version}\n` });
  });
});

describe('a reader that has gone', () => {
  it.each([[['--help']], [['topics']], [['ask', 'trade?']], [['ingest', '--json']]])(
    'is no failure of %s',
    async (args) => {
      const command = await startCommand([...args], { folder, env: { SUMMIT_CORPUS: CORPUS } });
      command.closeOutput();
      expect(await command.ended).toMatchObject({ status: 0, signal: null, stderr: '' });
    },
  );
});

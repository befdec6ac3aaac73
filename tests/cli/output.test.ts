import { join } from 'node:path';
import { PassThrough, Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { ARTICLES } from '../support/index-fixtures.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** Runs `summit` in this process with a standard output on a disk that is full. */
async function runOnFullDisk(args: readonly string[], input = '') {
  const stdout = new Writable({
    write: (_chunk, _encoding, done) =>
      done(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })),
  });
  const stderr = new PassThrough();
  const status = await runProgram(args, { stdin: Readable.from([input]), stdout, stderr });
  stderr.end();
  return { status, stderr: await text(stderr) };
}

describe('an output that cannot be written', () => {
  it.each([
    ['the help', ['--help'], ''],
    ['the report of an ingest', ['ingest'], ''],
    ['an answer', ['ask', 'Who is the captain of the ferry?'], ''],
    ['an answer as JSON', ['ask', '-', '--json'], 'Who is the captain?\nWhat is tea?\n'],
    ['the prompt', ['repl'], '/help\n'],
  ])('is one line on standard error and status 1: %s', async (_, args, input) => {
    const folder = await temporaryFolder();
    await writeFiles(
      folder,
      Object.fromEntries(Object.entries(ARTICLES).map(([file, of]) => [`docs/${file}`, of])),
    );
    const places = ['--corpus', join(folder, 'docs'), '--index', join(folder, 'index')];
    expect(await runOnFullDisk([...args, ...(args[0] === '--help' ? [] : places)], input)).toEqual({
      status: 1,
      stderr: 'summit: The output cannot be written (ENOSPC: no space left on device, write).\n',
    });
  });
});

import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CORPUS, startCommand, workingFolder } from '../support/command.ts';
import { firstRequest } from '../support/first-request.ts';
import { stalledEndpoint } from '../support/stalled-endpoint.ts';

let folder: string;
let temporary: string;

beforeEach(async () => {
  folder = await workingFolder();
  temporary = join(folder, 'tmp');
  await mkdir(temporary);
  // An index below a file cannot be written and is kept among the temporary files.
  await writeFile(join(folder, 'file'), '');
  return () => rm(folder, { recursive: true });
});

const unwritable = () => ({ TMPDIR: temporary, SUMMIT_INDEX: join(folder, 'file/index') });

describe('an interruption leaves no temporary index behind', () => {
  it.each([[['repl']], [['topics']], [['ask', '-']]])('while it is built for %j', async (args) => {
    const { server, env } = await stalledEndpoint();
    const command = await startCommand([...args], { folder, env: { ...unwritable(), ...env } });
    await firstRequest(server);
    command.kill('SIGINT');
    expect(await command.ended).toMatchObject({ status: 1, stderr: expect.stringMatching(/Cancelled\.\n$/) });
    expect(await readdir(temporary)).toEqual([]);
  });

  it.each<[string, string[], number]>([
    ['which could not be finished', ['ask', '-', '--json'], 1],
    ['which may end at any time', ['repl'], 0],
  ])('between the lines of a pipe, %s: %j', async (_, args, status) => {
    const command = await startCommand(args, { folder, env: unwritable() });
    command.write('What is the trade target for 2030?\n');
    await command.next('stdout', /100 billion/);
    expect(await readdir(temporary)).toHaveLength(1);
    command.kill('SIGTERM');
    expect(await command.ended).toMatchObject({ status, signal: null });
    expect(await readdir(temporary)).toEqual([]);
  });
});

const hasScript = spawnSync('script', ['--version']).status === 0;

// `script` of util-linux gives the program a terminal.
describe.skipIf(!hasScript)('an interruption on a terminal', () => {
  it('shows the cursor again that the progress bar hid', async () => {
    const corpus = join(folder, 'corpus');
    for (let copy = 0; copy < 20; copy++) await cp(CORPUS, join(corpus, String(copy)), { recursive: true });
    const repl = await startCommand(['repl'], { folder, env: { SUMMIT_CORPUS: corpus }, terminal: true });
    await repl.next('stdout', /\x1b\[\?25l/);
    repl.write('\x03');
    const { stdout } = await repl.ended;
    expect(stdout.lastIndexOf('\x1b[?25h')).toBeGreaterThan(stdout.lastIndexOf('\x1b[?25l'));
  });
});

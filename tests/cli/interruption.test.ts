import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CORPUS, startCommand, workingFolder } from '../support/command.ts';
import { firstRequest } from '../support/first-request.ts';
import { startOpenAIServer } from '../support/openai-server.ts';
import { stalledEndpoint } from '../support/stalled-endpoint.ts';
import { writeFiles } from '../support/temporary-folder.ts';

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

describe('an interruption of an evaluation', () => {
  it.each([['while the index is built'], ['while a question is answered']])(
    'leaves neither documents nor index behind %s',
    async (when) => {
      const server = await startOpenAIServer();
      onTestFinished(() => server.close());
      const isBuilding = when.includes('index');
      const slow = { kind: 'slow-headers', delayMs: 60_000 } as const;
      if (isBuilding) server.embeddings(slow);
      else server.chat(slow);
      await writeFiles(folder, {
        'beir/corpus.jsonl':
          '{"_id":"b","title":"Bridge","text":"The bridge cost 64 million crowns in 2020."}\n',
        'beir/queries.jsonl': '{"_id":"q","text":"What did the bridge cost?"}\n',
        'beir/qrels/test.tsv': 'query-id\tcorpus-id\tscore\nq\tb\t1\n',
      });
      const env = {
        TMPDIR: temporary,
        OPENAI_BASE_URL: server.baseUrl,
        ...(isBuilding ? { SUMMIT_EMBEDDINGS: 'openai' } : {}),
      };
      const command = await startCommand(['eval', '--queries', 'beir'], { folder, env });
      await firstRequest(server);
      command.kill('SIGINT');
      expect(await command.ended).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/Cancelled\.\n$/),
      });
      expect(await readdir(temporary)).toEqual([]);
    },
  );
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

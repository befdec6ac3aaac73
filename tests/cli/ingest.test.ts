import { appendFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { type RunningCommand, runCommand, startCommand, workingFolder } from '../support/command.ts';
import { firstRequest } from '../support/first-request.ts';
import { ARTICLES } from '../support/index-fixtures.ts';
import { runHere } from '../support/run-here.ts';
import { stalledEndpoint } from '../support/stalled-endpoint.ts';
import { writeFiles } from '../support/temporary-folder.ts';

let folder: string;
let corpus: string;
let env: Record<string, string>;

beforeEach(async () => {
  folder = await workingFolder();
  corpus = join(folder, 'corpus');
  await writeFiles(corpus, ARTICLES);
  env = { SUMMIT_CORPUS: corpus };
  return () => rm(folder, { recursive: true });
});

describe('summit ingest', () => {
  it('prints what it did as JSON', async () => {
    await writeFile(join(corpus, 'binary.txt'), Buffer.from([0, 1]));
    const { status, stdout, stderr } = await runCommand(['ingest', '--json'], { folder, env });
    expect(status).toBe(0);
    expect(stderr).toMatch(/Not indexed: binary\.txt is a binary file/);
    expect(JSON.parse(stdout)).toEqual({
      corpus,
      index: join(folder, 'index'),
      generation: expect.stringMatching(/^generation-/),
      documents: 3,
      chunks: expect.any(Number),
      embedder: { id: expect.any(String), dimensions: expect.any(Number) },
      store: 'hnswlib',
      problems: [{ file: 'binary.txt', problem: expect.stringContaining('binary') }],
      elapsedMs: expect.any(Number),
    });
  });

  it('tells people how much was indexed and where', async () => {
    const { stdout } = await runHere(['ingest'], { folder, env });
    expect(stdout).toMatch(
      /^Indexed 3 documents as \d+ chunks in \d+\.\d s \(.*hnswlib\)\.\nIndex: .*\/index\n$/,
    );
  });

  it('makes ask answer from a document that was added, changed or removed', async () => {
    const ask = async (): Promise<Answer> =>
      JSON.parse(
        (await runHere(['ask', 'When did the harbour of Odessa open?', '--json'], { folder, env })).stdout,
      );
    expect((await ask()).text).not.toContain('17');
    await writeFile(join(corpus, 'harbour.txt'), 'The harbour of Odessa opened in 1794.\n');
    expect((await ask()).text).toContain('1794');
    await writeFile(join(corpus, 'harbour.txt'), 'The harbour of Odessa opened in 1795.\n');
    expect((await ask()).text).toContain('1795');
    await rm(join(corpus, 'harbour.txt'));
    expect((await ask()).text).not.toContain('179');
  });
});

describe('two processes at once', () => {
  /** A process that holds the lock of the index until it is stopped. */
  async function stalledIngest(): Promise<RunningCommand> {
    const endpoint = await stalledEndpoint();
    const ingest = await startCommand(['ingest'], { folder, env: { ...env, ...endpoint.env } });
    await firstRequest(endpoint.server);
    return ingest;
  }

  it('take turns: the second one says that it waits, and both end well', async () => {
    const first = await stalledIngest();
    const second = await startCommand(['ingest', '--json'], { folder, env });
    await second.next('stderr', /The index is being built by process \d+ on .*; waiting for it\.\n/);
    first.kill('SIGINT');
    expect(await first.ended).toMatchObject({ status: 1, stderr: expect.stringContaining('Cancelled') });
    const { status, stdout } = await second.ended;
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ documents: 3 });
  });

  it('both answer when neither finds an index', async () => {
    const results = await Promise.all(
      [1, 2].map(() =>
        runCommand(['ask', 'What did the bridge over the harbour cost?', '--json'], { folder, env }),
      ),
    );
    for (const { status, stdout } of results) {
      expect(status).toBe(0);
      expect((JSON.parse(stdout) as Answer).kind).toBe('answered');
    }
    const generations = (await readdir(join(folder, 'index'))).filter((name) =>
      name.startsWith('generation-'),
    );
    expect(generations.length).toBeLessThanOrEqual(2);
  });

  it('do not wait for one that was killed', async () => {
    const first = await stalledIngest();
    first.kill('SIGKILL');
    await first.ended;
    expect(await runCommand(['ingest'], { folder, env })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe('summit ingest --watch', () => {
  it('indexes again after a change, keeps the last index after a failure, and ends on SIGINT with 0', async () => {
    const watching = await startCommand(['ingest', '--watch', '--json'], { folder, env });
    expect(JSON.parse(await watching.nextLine())).toMatchObject({ documents: 3 });
    await watching.next('stderr', /Watching .*Ctrl-C ends\.\n/);

    await writeFile(join(corpus, 'harbour.txt'), 'The harbour of Odessa opened in 1794.\n');
    expect(JSON.parse(await watching.nextLine())).toMatchObject({ documents: 4 });
    await appendFile(join(corpus, 'harbour.txt'), 'It froze in 1795.\n');
    expect(JSON.parse(await watching.nextLine())).toMatchObject({ documents: 4 });

    await rm(corpus, { recursive: true });
    await watching.next('stderr', /does not exist.*The last index stays in use\.\n/);
    watching.kill('SIGINT');
    expect(await watching.ended).toMatchObject({ status: 0, signal: null });
  });

  it('ends when its reader has gone', async () => {
    const watching = await startCommand(['ingest', '--watch', '--json'], { folder, env });
    await watching.nextLine();
    watching.closeOutput();
    await writeFile(join(corpus, 'harbour.txt'), 'The harbour of Odessa opened in 1794.\n');
    expect(await watching.ended).toMatchObject({ status: 0, signal: null });
  });
});

import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { expectProven } from '../support/citations.ts';
import { CORPUS, indexedFolder } from '../support/command.ts';
import { type OpenAIServer, startOpenAIServer } from '../support/openai-server.ts';
import { runHere } from '../support/run-here.ts';

const QUESTION = 'What is the trade target for 2030?';
let folder: string;
let healthy: Answer;

beforeAll(async () => {
  folder = await indexedFolder();
  healthy = JSON.parse((await runHere(['ask', QUESTION, '--json'], { folder })).stdout);
});
afterAll(() => rm(folder, { recursive: true }));

/** A copy of the index, and the path of the one file in it whose name ends so. */
async function copiedIndex(ending: string): Promise<{ index: string; file: string }> {
  const index = await mkdtemp(join(folder, 'damaged-'));
  await cp(join(folder, 'index'), index, { recursive: true });
  const file = (await readdir(index, { recursive: true })).find((name) => name.endsWith(ending));
  if (file === undefined) throw new Error(`The index has no file ${ending}`);
  return { index, file: join(index, file) };
}

async function flipBit(file: string): Promise<void> {
  const bytes = await readFile(file);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 4;
  await writeFile(file, bytes);
}

describe('a damaged index is rebuilt with a warning, and the answer is right', () => {
  it.each<[string, string, (file: string) => Promise<void>]>([
    ['a flipped bit', 'vectors.bin', flipBit],
    ['a flipped bit', 'manifest.json', flipBit],
    ['a file that was cut off', 'postings.bin', (file) => truncate(file, 1_000)],
    ['an empty file', 'embedder.bin', (file) => truncate(file, 0)],
    ['another program’s file', 'chunks.bin', (file) => writeFile(file, 'PK\x03\x04 something else')],
    ['another program’s file', 'CURRENT', (file) => writeFile(file, '../../../etc/passwd 0\n')],
    ['a missing file', 'hnsw.bin', (file) => rm(file)],
  ])('%s: %s', async (_, ending, damage) => {
    const { index, file } = await copiedIndex(ending);
    await damage(file);
    const { status, stdout, stderr } = await runHere(['ask', QUESTION, '--json', '--index', index], {
      folder,
    });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^summit: warning: The index in .* is damaged: .* Rebuilding it\.\n$/);
    const answer = JSON.parse(stdout) as Answer;
    expectProven(answer, CORPUS);
    expect({ ...answer, elapsedMs: 0 }).toEqual({ ...healthy, elapsedMs: 0 });
  });

  it('an index of a later format', async () => {
    const { index, file } = await copiedIndex('manifest.json');
    const manifest = await readFile(file, 'utf8');
    await writeFile(file, manifest.replace(/"format": ?\d+/, '"format": 999'));
    const { status, stderr } = await runHere(['ask', QUESTION, '--json', '--index', index], { folder });
    expect(status).toBe(0);
    expect(stderr).toMatch(/Rebuilding it/);
    expect((await runHere(['ask', QUESTION, '--index', index], { folder })).stderr).toBe('');
  });
});

describe('an index of another embedder', () => {
  let server: OpenAIServer;
  beforeAll(async () => {
    server = await startOpenAIServer();
    server.embeddings({ kind: 'vectors', dimensions: 12 });
  });
  afterAll(() => server.close());

  it('is refused with both names and the command that replaces it, and then ingest does', async () => {
    const index = join(folder, 'other-embedder');
    const env = {
      OPENAI_BASE_URL: server.baseUrl,
      SUMMIT_EMBEDDINGS: 'openai',
      SUMMIT_EMBEDDING_MODEL: 'test-embedding',
      SUMMIT_MODE: 'extractive',
    };
    expect(await runHere(['ingest', '--index', index], { folder, env })).toMatchObject({ status: 0 });

    const refused = await runHere(['ask', QUESTION, '--json', '--index', index], { folder });
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /openai:test-embedding \(12 dimensions\).*the configured one is .*summit ingest/,
    );

    expect(await runHere(['ingest', '--index', index], { folder })).toMatchObject({ status: 0 });
    const answer = await runHere(['ask', QUESTION, '--json', '--index', index], { folder });
    expect(answer).toMatchObject({ status: 0, stderr: '' });
    expectProven(JSON.parse(answer.stdout), CORPUS);
  });
});

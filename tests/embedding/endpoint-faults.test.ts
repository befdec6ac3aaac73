import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readCurrent } from '../../src/indexing/generations.ts';
import { ingest } from '../../src/indexing/ingest.ts';
import { startScript } from '../support/child-script.ts';
import {
  articles,
  endpointFixture,
  expectRightVectors,
  numbersIn,
  upTo,
} from '../support/endpoint-fixture.ts';
import { type OpenAIServer, startOpenAIServer } from '../support/openai-server.ts';
import { writeFiles } from '../support/temporary-folder.ts';

let server: OpenAIServer;

beforeAll(async () => {
  server = await startOpenAIServer();
});
afterAll(() => server.close());
afterEach(() => server.reset());

async function failureOf(work: Promise<unknown>): Promise<{ code: string; message: string }> {
  return work.then(
    () => expect.unreachable('it succeeded'),
    (error) => error,
  );
}

describe('ingest with an endpoint that fails half-way', () => {
  it.each([
    ['500', { kind: 'error', status: 500 }, /failed \(500/],
    ['429', { kind: 'error', status: 429 }, /too many requests \(429\)/],
    ['401', { kind: 'error', status: 401 }, /OPENAI_API_KEY/],
    ['a broken connection', { kind: 'cut-body', dimensions: 8 }, /closed the connection/],
    ['a vector too short', { kind: 'wrong-width', dimensions: 8 }, /7 dimensions after one of 8/],
    ['values that are no numbers', { kind: 'not-numbers', dimensions: 8 }, /not finite/],
    ['zeros', { kind: 'zeros', dimensions: 8 }, /zeros/],
    ['base64', { kind: 'base64', dimensions: 8 }, /base64/],
    ['a vector too few', { kind: 'too-few', dimensions: 8 }, /3 vectors for 4 texts/],
    [
      'another model',
      { kind: 'vectors', dimensions: 6 },
      /6 dimensions where 8 were expected. More than one/,
    ],
    ['an error with status 200', { kind: 'no-data' }, /without vectors/],
  ] as const)(
    'by %s says how far it got, keeps that, and leaves the old index',
    async (_name, reply, message) => {
      const { settings, corpusFolder, indexFolder, sent } = await endpointFixture(server, articles(3));
      server.embeddings({ kind: 'vectors', dimensions: 8 });
      await ingest(settings());
      const current = await readCurrent(indexFolder);
      await writeFiles(corpusFolder, articles(17));
      sent();

      server.embeddings({ kind: 'vectors', dimensions: 8 }, { kind: 'vectors', dimensions: 8 }, reply);
      const failure = await failureOf(ingest(settings()));
      expect(failure.code).toBe('endpoint');
      expect(failure.message).toMatch(message);
      expect(failure.message).toContain(
        'The index was not changed. 11 of 17 texts are kept for the next run',
      );
      expect(numbersIn(sent().slice(0, 2))).toEqual(upTo(11, 3));
      expect(await readCurrent(indexFolder)).toBe(current);
      await rm(join(corpusFolder, '000.txt'));

      server.embeddings({ kind: 'vectors', dimensions: 8 });
      await expectRightVectors(settings(), upTo(3), 8);
      await ingest(settings());
      expect(numbersIn(sent())).toEqual(upTo(17, 11));
      await expectRightVectors(settings(), upTo(17, 1), 8);
    },
  );

  it('takes the answers that are under way when another request fails', async () => {
    const { settings, sent } = await endpointFixture(server, articles(12));
    server.embeddings({ kind: 'error', status: 401 }, { kind: 'vectors', dimensions: 8 });
    const failure = await failureOf(ingest(settings({ requests: 3 })));
    expect(failure.message).toContain('8 of 12 texts are kept');
    sent();
    await ingest(settings());
    expect(sent().flat()).toHaveLength(4);
  });

  it('goes on after 429 and 500 that pass', async () => {
    const { settings } = await endpointFixture(server, articles(8));
    const busy = { kind: 'error', status: 429 } as const;
    const vectors = { kind: 'vectors', dimensions: 8 } as const;
    server.embeddings(busy, busy, vectors, { kind: 'error', status: 500 }, vectors);
    await ingest(settings());
    expect(server.requests).toHaveLength(5);
    await expectRightVectors(settings(), upTo(8), 8);
  });

  it.each([400, 413, 422])(
    'sends smaller batches to a server that refuses large ones with %i',
    async (status) => {
      const { settings, sent } = await endpointFixture(server, articles(20));
      server.embeddings({ kind: 'at-most', most: 3, status, dimensions: 8 });
      await ingest(settings({ texts: 8 }));
      expect(sent().map((batch) => batch.length)).toEqual([8, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
      await expectRightVectors(settings(), upTo(20), 8);
    },
  );

  it('sends smaller batches to a server that is too slow for large ones, and gives up on a dead one', async () => {
    const { settings, sent } = await endpointFixture(server, articles(20));
    server.embeddings({ kind: 'held' }, { kind: 'vectors', dimensions: 8 });
    await ingest(settings({ texts: 20, timeoutMs: 500 }));
    expect(sent().map((batch) => batch.length)).toEqual([20, 10, 10]);
    server.embeddings({ kind: 'held' });
    const failure = await failureOf(ingest(settings({ texts: 20, timeoutMs: 50, cached: false })));
    expect(failure.message).toMatch(/did not answer in time.* 0 of 20 texts/);
    expect(sent().map((batch) => batch.length)).toEqual([20, 10, 5]);
  });

  it('keeps every batch of a process that is killed', async () => {
    const { settings, corpusFolder, indexFolder, cacheFolder, sent } = await endpointFixture(
      server,
      articles(14),
    );
    const vectors = { kind: 'vectors', dimensions: 8 } as const;
    const third = new Promise<void>((resolve) => {
      server.embeddings(vectors, vectors, { kind: 'held', onRequest: resolve });
    });
    const script = await startScript('ingest-endpoint.ts', [
      server.baseUrl,
      corpusFolder,
      indexFolder,
      cacheFolder,
    ]);
    await third;
    await script.kill();
    expect(numbersIn(sent())).toEqual(upTo(12));
    server.embeddings(vectors);
    await ingest(settings());
    expect(numbersIn(sent())).toEqual(upTo(14, 8));
    await expectRightVectors(settings(), upTo(14), 8);
  }, 30_000);

  it('stops at once when it is cancelled during a request, and keeps what came before', async () => {
    const { settings, indexFolder, sent } = await endpointFixture(server, articles(10));
    const cancellation = new AbortController();
    const vectors = { kind: 'vectors', dimensions: 8 } as const;
    const closed = new Promise<void>((resolve) => {
      server.embeddings(vectors, { kind: 'held', onRequest: () => cancellation.abort(), onClose: resolve });
    });
    const failure = await failureOf(ingest(settings(), { signal: cancellation.signal }));
    expect(failure.code).toBe('cancelled');
    await closed;
    expect(await readCurrent(indexFolder)).toBeNull();
    server.embeddings(vectors);
    sent();
    await ingest(settings());
    expect(numbersIn(sent())).toEqual(upTo(10, 4));
  });
});

import { appendFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { indexSettings } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { ingest } from '../../src/indexing/ingest.ts';
import { openIndex } from '../../src/indexing/open-index.ts';
import {
  article,
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

describe('ingest with an endpoint', () => {
  it('sends bounded batches, and says truthfully how far it is', async () => {
    const { settings, sent } = await endpointFixture(server, articles(10));
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    const progress: [number, number][] = [];
    await ingest(settings(), {
      onProgress: (phase, done, total) => {
        if (phase === 'embedding') progress.push([done, total]);
      },
    });
    expect(sent().map((batch) => batch.length)).toEqual([4, 4, 2]);
    expect(progress).toEqual([
      [4, 10],
      [8, 10],
      [10, 10],
    ]);
    await expectRightVectors(settings(), upTo(10), 8);
  });

  it('bounds a batch by characters too, and sends a longer text alone', async () => {
    const { settings, sent } = await endpointFixture(server, articles(4));
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    await ingest(settings({ characters: 2 * article(0).length }));
    expect(sent().map((batch) => batch.length)).toEqual([2, 2]);
    await ingest(settings({ characters: 5, cached: false }));
    expect(sent().map((batch) => batch.length)).toEqual([1, 1, 1, 1]);
  });

  it('gives every text its own vector with several requests at a time', async () => {
    const { settings, sent } = await endpointFixture(server, articles(30));
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    await ingest(settings({ requests: 4, texts: 3 }));
    expect(numbersIn(sent())).toEqual(upTo(30));
    await expectRightVectors(settings(), upTo(30), 8);
  });

  it('sends nothing for a corpus that has not changed, and only what is new for one that has', async () => {
    const { settings, corpusFolder, sent } = await endpointFixture(server, articles(6));
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    await ingest(settings());
    expect(numbersIn(sent())).toEqual(upTo(6));
    await ingest(settings());
    expect(sent()).toEqual([]);
    await writeFiles(corpusFolder, articles(8));
    const progress: number[] = [];
    await ingest(settings(), { onProgress: (phase, done) => phase === 'embedding' && progress.push(done) });
    expect(numbersIn(sent())).toEqual([6, 7]);
    expect(progress).toEqual([6, 8]);
    await expectRightVectors(settings(), upTo(8), 8);
  });

  it('embeds a text once that stands in several documents', async () => {
    const same = { 'a.txt': `${article(1)}\n`, 'b.txt': `${article(1)}\n`, 'c.txt': `${article(2)}\n` };
    const { settings, sent } = await endpointFixture(server, same);
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    await ingest(settings());
    expect(sent()).toEqual([[article(1), article(2)]]);
    await expectRightVectors(settings(), [1, 1, 2], 8);
  });

  it('forgets removed texts after a successful ingest, and never removes the cache with old generations', async () => {
    const { settings, corpusFolder, cacheFolder, sent } = await endpointFixture(server, articles(6));
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    await ingest(settings());
    await rm(join(corpusFolder, '003.txt'));
    await ingest(settings());
    await ingest(settings());
    await writeFiles(corpusFolder, articles(6));
    sent();
    await ingest(settings());
    expect(numbersIn(sent())).toEqual([3]);
    expect(await readdir(cacheFolder)).toHaveLength(1);
  });

  it('passes over a damaged cache: what is lost is sent again, what is whole is not', async () => {
    const { settings, cacheFolder, sent } = await endpointFixture(server, articles(6));
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    await ingest(settings());
    sent();
    const path = join(cacheFolder, (await readdir(cacheFolder))[0] ?? '');
    await appendFile(path, 'torn');
    await ingest(settings());
    expect(sent()).toEqual([]);
    await writeFile(path, 'no records at all');
    await ingest(settings());
    expect(numbersIn(sent())).toEqual(upTo(6));
    await expectRightVectors(settings(), upTo(6), 8);
  });

  it('goes on with a warning when the cache cannot be written', async () => {
    const { settings, cacheFolder, indexFolder, logger } = await endpointFixture(server, articles(6));
    await writeFiles(indexFolder, { 'embedding-cache': 'a file where the folder should be' });
    expect(cacheFolder).toBe(join(indexFolder, 'embedding-cache'));
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    await ingest(settings());
    await expectRightVectors(settings(), upTo(6), 8);
    expect(logger.of('warn')).toContainEqual(expect.stringMatching(/cache .* cannot be written/));
    server.embeddings({ kind: 'vectors', dimensions: 8 }, { kind: 'error', status: 401 });
    await expect(ingest(settings())).rejects.toThrow('0 of 6 texts are kept');
  });
});

describe('a model that was replaced under the same name', () => {
  it('is noticed by its width when an ingest asks it: all texts are embedded anew', async () => {
    const { settings, corpusFolder, logger, sent } = await endpointFixture(server, articles(6));
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    await ingest(settings());
    await writeFiles(corpusFolder, articles(9));
    sent();
    server.embeddings({ kind: 'vectors', dimensions: 6 });
    await ingest(settings({ requests: 2, texts: 2 }));
    expect(numbersIn(sent())).toEqual(upTo(9));
    await expectRightVectors(settings(), upTo(9), 6);
    expect(logger.of('warn')).toEqual([expect.stringMatching(/6 dimensions.*have 8.*All 9 texts/)]);
    sent();
    await ingest(settings());
    expect(sent()).toEqual([]);
  });

  it('is noticed by its width when a question is asked: the next ingest embeds all texts anew', async () => {
    const { settings, sent } = await endpointFixture(server, articles(6));
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    await ingest(settings());
    const index = await openIndex(settings());
    server.embeddings({ kind: 'vectors', dimensions: 6 });
    await expect(index?.embedder.embedQuery('When?')).rejects.toThrow(
      /6 dimensions where 8 were expected.*summit ingest/,
    );
    sent();
    await ingest(settings());
    expect(numbersIn(sent())).toEqual(upTo(6));
    await expectRightVectors(settings(), upTo(6), 6);
  });
});

describe('the configured endpoint', () => {
  it('keeps its embeddings in the index folder', async () => {
    const { corpusFolder, indexFolder, cacheFolder, logger, sent } = await endpointFixture(
      server,
      articles(3),
    );
    const config = loadConfig(
      { corpus: corpusFolder, index: indexFolder },
      {
        SUMMIT_EMBEDDINGS: 'openai',
        SUMMIT_EMBEDDING_MODEL: 'test-embedding',
        OPENAI_BASE_URL: server.baseUrl,
      },
    );
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    for (let round = 0; round < 3; round++) await ingest(await indexSettings(config, logger));
    expect(numbersIn(sent())).toEqual([0, 1, 2]);
    expect(await readdir(cacheFolder)).toEqual([
      expect.stringMatching(/^openai-test-embedding-\w{8}\.vectors$/),
    ]);
  });
});

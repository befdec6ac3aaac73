import { join } from 'node:path';
import { expect } from 'vitest';
import { endpointEmbedder } from '../../src/embedding/endpoint-embedder.ts';
import { openaiEmbeddings } from '../../src/embedding/openai-embeddings.ts';
import type { IndexSettings } from '../../src/indexing/ingest.ts';
import { openIndex } from '../../src/indexing/open-index.ts';
import { indexFixture } from './index-fixtures.ts';
import { vectorOf } from './openai-embedding-replies.ts';
import type { OpenAIServer } from './openai-server.ts';
import { type RecordingLogger, recordingLogger } from './recording-logger.ts';

/** One document, and one chunk, per number. */
export const article = (number: number): string =>
  `Harbour ${number} was opened in ${1800 + number} by the mayor.`;
export const articles = (count: number): Record<string, string> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`${String(n).padStart(3, '0')}.txt`, `${article(n)}\n`]),
  );

export interface EndpointOptions {
  readonly retries?: number;
  readonly timeoutMs?: number;
  readonly texts?: number;
  readonly characters?: number;
  readonly requests?: number;
  readonly cached?: boolean;
}

export interface EndpointFixture {
  readonly corpusFolder: string;
  readonly indexFolder: string;
  readonly cacheFolder: string;
  readonly logger: RecordingLogger;
  /** The texts of each request since the last look. */
  sent(): string[][];
  /** As a process that has just started. */
  settings(options?: EndpointOptions): IndexSettings;
}

/** Settings for a new corpus of these files and the embeddings of a server, in batches of 4. */
export async function endpointFixture(
  server: OpenAIServer,
  files: Record<string, string>,
): Promise<EndpointFixture> {
  const base = await indexFixture(files);
  const logger = recordingLogger();
  let seen = server.requests.length;
  const cacheFolder = join(base.indexFolder, 'embedding-cache');
  return {
    corpusFolder: base.corpusFolder,
    indexFolder: base.indexFolder,
    cacheFolder,
    logger,
    sent() {
      const batches = server.requests.slice(seen).map(({ body }) => [body.input ?? []].flat());
      seen = server.requests.length;
      return batches;
    },
    settings({
      retries = 2,
      timeoutMs = 30_000,
      texts = 4,
      characters = 64_000,
      requests = 1,
      cached = true,
    } = {}) {
      const embeddings = openaiEmbeddings({
        apiKey: null,
        baseUrl: server.baseUrl,
        model: 'test-embedding',
        timeoutMs,
        backOff: { retries, firstDelayMs: 1, longestDelayMs: 2 },
      });
      const limits = { texts, characters, requests };
      const folder = cached ? { cacheFolder } : {};
      return {
        ...base,
        embedder: endpointEmbedder({ id: embeddings.id, embeddings, logger, limits, ...folder }),
      };
    },
  };
}

/** The numbers of the articles that were sent, in order. */
export const numbersIn = (batches: readonly string[][]): number[] =>
  batches
    .flat()
    .map((text) => Number(/Harbour (\d+)/.exec(text)?.[1]))
    .sort((a, b) => a - b);
export const upTo = (end: number, from = 0): number[] =>
  Array.from({ length: end - from }, (_, n) => from + n);

/** Opens the index and checks that every chunk has the vector of its own text. */
export async function expectRightVectors(
  settings: IndexSettings,
  numbers: readonly number[],
  dimensions: number,
): Promise<void> {
  const index = await openIndex(settings);
  expect(index?.chunks.count).toBe(numbers.length);
  expect(index?.vectors.dimensions).toBe(dimensions);
  for (const [row, number] of numbers.entries()) {
    const raw = vectorOf(article(number), dimensions);
    const length = Math.hypot(...raw);
    const stored = index?.vectors.data.subarray(row * dimensions, (row + 1) * dimensions) ?? [];
    expect([...stored]).toEqual(raw.map((value) => Math.fround(value / length)));
  }
  await index?.close();
}

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { backOffMs, withBackOff } from '../../src/embedding/back-off.ts';
import { openaiEmbeddings } from '../../src/embedding/openai-embeddings.ts';
import { vectorOf } from '../support/openai-embedding-replies.ts';
import { type OpenAIServer, startOpenAIServer } from '../support/openai-server.ts';

let server: OpenAIServer;
let decoy: OpenAIServer;

beforeAll(async () => {
  [server, decoy] = await Promise.all([startOpenAIServer(), startOpenAIServer()]);
});
afterAll(async () => {
  await Promise.all([server.close(), decoy.close()]);
});
beforeEach(() => {
  for (const name of ['OPENAI_BASE_URL', 'OPENAI_API_BASE']) vi.stubEnv(name, decoy.baseUrl);
  vi.stubEnv('OPENAI_ORG_ID', 'org-environment');
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.reset();
  decoy.reset();
});

const embeddings = (
  options: { batchSize?: number; retries?: number; timeoutMs?: number; apiKey?: string } = {},
) =>
  openaiEmbeddings({
    apiKey: null,
    baseUrl: server.baseUrl,
    model: 'test-embedding',
    ...options,
    backOff: { firstDelayMs: 1, longestDelayMs: 4, retries: options.retries ?? 3 },
  });

describe('openaiEmbeddings', () => {
  it('asks for floats at the configured base URL, in batches, and keeps the order', async () => {
    server.embeddings({ kind: 'vectors', dimensions: 8 });
    const texts = ['one', 'two', 'three', 'four', 'five'];
    const vectors = await embeddings({ batchSize: 2 }).embedDocuments(texts);
    expect(server.requests.map(({ path }) => path)).toEqual(Array(3).fill('/v1/embeddings'));
    expect(
      server.requests.every(
        ({ body }) => body.encoding_format === 'float' && body.model === 'test-embedding',
      ),
    ).toBe(true);
    expect(await embeddings().embedQuery('three')).toEqual(vectors[2]);
    expect(decoy.requests).toEqual([]);
  });

  it('sends the configured key, and no organisation from the environment', async () => {
    server.embeddings({ kind: 'vectors', dimensions: 4 });
    await embeddings({ apiKey: 'sk-test' }).embedQuery('question');
    expect(server.requests[0]?.headers.authorization).toBe('Bearer sk-test');
    expect(server.requests[0]?.headers['openai-organization']).toBeUndefined();
  });

  it('answers an empty list without a request, and never sends an empty text', async () => {
    server.embeddings({ kind: 'vectors', dimensions: 4 });
    expect(await embeddings().embedDocuments([])).toEqual([]);
    expect(server.requests).toEqual([]);
    await embeddings().embedDocuments(['', 'text']);
    expect(server.requests[0]?.body.input).not.toContain('');
  });

  it.each([
    ['wrong-width', /7 dimensions after one of 8/],
    ['not-numbers', /not finite numbers/],
    ['zeros', /vector of zeros/],
    ['base64', /base64/],
    ['too-few', /1 vectors for 2 texts/],
    ['no-data', /without vectors/],
  ] as const)('rejects a reply of kind %s', async (kind, message) => {
    server.embeddings({ kind, dimensions: 8 });
    const failure = embeddings({ retries: 0 }).embedDocuments(['one', 'two']);
    await expect(failure).rejects.toMatchObject({
      code: 'endpoint',
      message: expect.stringMatching(message),
    });
  });

  it('notices that the width changes between two batches', async () => {
    server.embeddings({ kind: 'vectors', dimensions: 8 }, { kind: 'vectors', dimensions: 6 });
    const failure = embeddings({ batchSize: 1 }).embedDocuments(['one', 'two']);
    await expect(failure).rejects.toThrow(/6 dimensions after one of 8/);
  });

  it.each(['shuffled', 'unnumbered'] as const)(
    'gives each text its own vector when they come %s',
    async (kind) => {
      const texts = ['one', 'two', 'three'];
      server.embeddings({ kind, dimensions: 8 });
      expect(await embeddings().embedDocuments(texts)).toEqual(texts.map((text) => vectorOf(text, 8)));
    },
  );

  it.each([
    [401, /OPENAI_API_KEY/],
    [404, /SUMMIT_EMBEDDING_MODEL/],
    [400, /rejected the request/],
  ])('says what to do about status %i, without a second attempt', async (status, message) => {
    server.embeddings({ kind: 'error', status, message: 'Incorrect API key provided: sk-secret0123456789' });
    const failure = embeddings({ apiKey: 'sk-secret0123456789' }).embedQuery('one');
    await expect(failure).rejects.toMatchObject({
      code: 'endpoint',
      message: expect.stringMatching(message),
    });
    await expect(failure).rejects.not.toThrow(/secret/);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['429 without Retry-After', { kind: 'error', status: 429 }],
    ['429 with Retry-After', { kind: 'error', status: 429, retryAfter: '0' }],
    [
      '429 that speaks of the quota and says how long to wait',
      { kind: 'error', status: 429, message: 'rate quota exceeded', retryAfter: '0' },
    ],
    ['500', { kind: 'error', status: 500 }],
    ['503', { kind: 'error', status: 503 }],
    ['a cut answer', { kind: 'cut-body', dimensions: 4 }],
  ] as const)('tries again after %s', async (_name, reply) => {
    server.embeddings(reply, reply, { kind: 'vectors', dimensions: 4 });
    expect(await embeddings().embedQuery('one')).toHaveLength(4);
    expect(server.requests).toHaveLength(3);
  });

  it.each([
    ['429', { kind: 'error', status: 429 }, /too many requests \(429\)/, 4],
    ['500', { kind: 'error', status: 500 }, /failed \(500: /, 4],
    ['a wait of an hour', { kind: 'error', status: 429, retryAfter: '3600' }, /too many requests/, 1],
    ['a used-up quota', { kind: 'error', status: 429, message: 'insufficient_quota' }, /quota is used up/, 1],
  ] as const)('gives up on %s that does not pass', async (_name, reply, message, requests) => {
    server.embeddings(reply);
    await expect(embeddings().embedQuery('one')).rejects.toMatchObject({
      code: 'endpoint',
      message: expect.stringMatching(message),
    });
    expect(server.requests).toHaveLength(requests);
  });

  it.each([
    ['no headers', { kind: 'held' }],
    ['half an answer', { kind: 'stalled-body', dimensions: 4 }],
  ] as const)('gives up on an endpoint that sends %s', async (_name, reply) => {
    server.embeddings(reply);
    await expect(embeddings({ timeoutMs: 100 }).embedQuery('one')).rejects.toThrow(/did not answer in time/);
    expect(server.requests).toHaveLength(1);
  });

  it('names the setting when a text is longer than the window of the model', async () => {
    const message = "This model's maximum context length is 512 tokens";
    server.embeddings({ kind: 'error', status: 400, message });
    await expect(embeddings().embedDocuments(['long '.repeat(200)])).rejects.toThrow(
      /up to 1000 characters is longer than model test-embedding takes\. Set SUMMIT_EMBEDDING_MODEL/,
    );
  });

  it('ends the request that is under way when it is cancelled', async () => {
    const cancellation = new AbortController();
    const closed = new Promise<void>((resolve) => {
      server.embeddings({ kind: 'held', onRequest: () => cancellation.abort(), onClose: resolve });
    });
    const call = embeddings().embedDocuments(['one'], { signal: cancellation.signal });
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    await closed;
    expect(server.requests).toHaveLength(1);
  });
});

describe('backOffMs', () => {
  const policy = { firstDelayMs: 1_000, longestDelayMs: 30_000 };
  const draws = (random: number) =>
    [0, 1, 2, 5, 9].map((attempt) => backOffMs(attempt, policy, () => random));

  it('doubles up to the longest delay, of which at most half is random', () => {
    expect(draws(1)).toEqual([1_000, 2_000, 4_000, 30_000, 30_000]);
    expect(draws(0)).toEqual([500, 1_000, 2_000, 15_000, 15_000]);
  });
});

describe('withBackOff', () => {
  it('ends a long wait when it is cancelled', async () => {
    const cancellation = new AbortController();
    const attempts: string[] = [];
    const waiting = withBackOff(
      async () => {
        attempts.push('attempt');
        setImmediate(() => cancellation.abort());
        throw new Error('busy');
      },
      {
        retries: 3,
        firstDelayMs: 60_000,
        longestDelayMs: 60_000,
        longestRetryAfterMs: 0,
        rethrowIfFinal: () => {},
        signal: cancellation.signal,
      },
    );
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(attempts).toEqual(['attempt']);
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openaiEmbeddings } from '../../src/embedding/openai-embeddings.ts';
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
  options: { batchSize?: number; maxRetries?: number; timeoutMs?: number; apiKey?: string } = {},
) => openaiEmbeddings({ apiKey: null, baseUrl: server.baseUrl, model: 'test-embedding', ...options });

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
    ['too-few', /endpoint failed|no vector/i],
  ] as const)('rejects a reply of kind %s', async (kind, message) => {
    server.embeddings({ kind, dimensions: 8 });
    const failure = embeddings({ maxRetries: 0 }).embedDocuments(['one', 'two']);
    await expect(failure).rejects.toMatchObject({
      code: 'endpoint',
      message: expect.stringMatching(message),
    });
  });

  it('notices that the width changes between two calls', async () => {
    server.embeddings({ kind: 'vectors', dimensions: 8 }, { kind: 'vectors', dimensions: 6 });
    const same = embeddings();
    await same.embedQuery('one');
    await expect(same.embedQuery('two')).rejects.toThrow(/6 dimensions after one of 8/);
  });

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

  it('tries again after 429 without Retry-After', async () => {
    server.embeddings({ kind: 'error', status: 429 }, { kind: 'vectors', dimensions: 4 });
    expect(await embeddings().embedQuery('one')).toHaveLength(4);
    expect(server.requests).toHaveLength(2);
  });

  it('gives up on an endpoint that sends no headers', async () => {
    server.embeddings({ kind: 'slow-headers', delayMs: 5_000 });
    await expect(embeddings({ timeoutMs: 100 }).embedQuery('one')).rejects.toThrow(/did not answer in time/);
    expect(server.requests).toHaveLength(1);
  });
});

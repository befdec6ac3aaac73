import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ChatOutcome, createChatAnswerer } from '../../../src/answering/generation/chat-answerer.ts';
import { openaiChatModel } from '../../../src/answering/generation/openai-chat.ts';
import { type Logger, silentLogger } from '../../../src/core/logger.ts';
import type { SupportedSentence } from '../../../src/core/passage.ts';
import { firstRequest } from '../../support/first-request.ts';
import { type ChatReply, type OpenAIServer, startOpenAIServer } from '../../support/openai-server.ts';
import { TRADE_PASSAGES, TRADE_TEXT } from '../../support/trade-passage.ts';

const KEY = 'sk-secret0123456789abcdef';
const DRAFT = 'Trade reached $68 billion. [1] The target is $100 billion by 2030. [1]';

let server: OpenAIServer;
let decoy: OpenAIServer;

beforeAll(async () => {
  [server, decoy] = await Promise.all([startOpenAIServer(), startOpenAIServer()]);
});
afterAll(async () => {
  await Promise.all([server.close(), decoy.close()]);
});
beforeEach(() => {
  for (const name of ['OPENAI_BASE_URL', 'OPENAI_API_BASE', 'LANGSMITH_GATEWAY'])
    vi.stubEnv(name, decoy.baseUrl);
  vi.stubEnv('OPENAI_ORG_ID', 'org-environment');
});
afterEach(() => {
  vi.unstubAllEnvs();
  // Whatever a test did, nothing went anywhere but to the configured base URL.
  expect(decoy.requests).toEqual([]);
  server.reset();
});

interface Limits {
  baseUrl?: string;
  idleTimeoutMs?: number;
  firstTokenTimeoutMs?: number;
  firstSentenceTimeoutMs?: number;
  timeoutMs?: number;
  maxRetries?: number;
  signal?: AbortSignal;
  onSentence?: (sentence: SupportedSentence) => void;
  logger?: Logger;
}

function ask(limits: Limits = {}): Promise<ChatOutcome> {
  const {
    baseUrl = server.baseUrl,
    timeoutMs = 5_000,
    maxRetries = 2,
    signal,
    onSentence,
    logger = silentLogger,
    ...timeouts
  } = limits;
  const model = openaiChatModel({ apiKey: KEY, baseUrl, model: 'test-model', timeoutMs, maxRetries });
  const answerer = createChatAnswerer({
    model,
    modelName: 'test-model',
    contextTokens: 4096,
    logger,
    ...timeouts,
  });
  return answerer.answer('How much?', TRADE_PASSAGES, {
    ...(signal === undefined ? {} : { signal }),
    ...(onSentence === undefined ? {} : { onSentence }),
  });
}

async function failureOf(promise: Promise<unknown>): Promise<string> {
  const thrown = await promise.then(
    () => expect.fail('it did not fail'),
    (reason: unknown) => reason,
  );
  expect(thrown).toMatchObject({ name: 'SummitError', code: 'endpoint' });
  const { message } = thrown as Error;
  expect(message).not.toContain(KEY);
  expect(message).not.toContain('secret');
  return message;
}

describe('a chat answer over HTTP', () => {
  it('streams from the configured base URL and from nowhere else', async () => {
    server.chat({ kind: 'answer', text: DRAFT });
    const outcome = await ask();
    expect(outcome).toMatchObject({ kind: 'answered', removedSentences: 0 });
    expect(outcome.kind === 'answered' && outcome.sentences.map((sentence) => sentence.text)).toEqual([
      'Trade reached $68 billion.',
      'The target is $100 billion by 2030.',
    ]);
    expect(server.requests).toHaveLength(1);
    const [request] = server.requests;
    expect(request?.path).toBe('/v1/chat/completions');
    expect(request?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(request?.headers['openai-organization']).toBeUndefined();
    expect(request?.body).toMatchObject({ model: 'test-model', stream: true, temperature: 0 });
    expect(request?.body.messages?.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(request?.body.messages?.[1]?.content).toContain(TRADE_TEXT.slice(0, 36));
  });

  it('talks to OpenAI itself when no base URL is configured, whatever the environment says', async () => {
    const fetching = vi
      .spyOn(globalThis, 'fetch')
      .mockRejectedValue(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
    const model = openaiChatModel({ apiKey: KEY, baseUrl: null, model: 'test-model', maxRetries: 0 });
    await expect(model.invoke('x')).rejects.toThrow();
    expect(fetching.mock.calls.map(([url]) => String(url))).toEqual([
      'https://api.openai.com/v1/chat/completions',
    ]);
    fetching.mockRestore();
  });

  it('needs no key for a local server', async () => {
    server.chat({ kind: 'answer', text: 'Trade reached $68 billion. [1]' });
    const model = openaiChatModel({ apiKey: null, baseUrl: server.baseUrl, model: 'test-model' });
    expect((await model.invoke('x')).text).toContain('$68 billion');
  });

  it('shows the first sentence while the rest is still held back, without a token of the next one', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const text = [
      'Trade reached',
      ' $68 billion.',
      ' [1]',
      held,
      '[1] The target is $100 billion by 2030. [1]',
    ];
    server.chat({ kind: 'answer', text });
    const shown: string[] = [];
    const outcome = await ask({
      onSentence: (sentence) => {
        shown.push(sentence.text);
        // Without the first sentence the rest would never come.
        release();
      },
    });
    expect(shown).toEqual(['Trade reached $68 billion.', 'The target is $100 billion by 2030.']);
    expect(outcome).toMatchObject({ kind: 'answered', removedSentences: 0, interruption: null });
  });

  it('passes over reasoning that comes in a field of its own', async () => {
    server.chat({
      kind: 'reasoning',
      reasoning: 'Hm. The passage says so. [1]',
      text: 'Trade reached $68 billion. [1]',
    });
    expect(await ask()).toMatchObject({ kind: 'answered', removedSentences: 0, sentences: [{}] });
  });

  it.each(['reasoning_content', 'reasoning'])(
    'gives up a model that only thinks, in the field %s, without an end',
    async (field) => {
      const delta = (model: string, content: object): string =>
        `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', model, choices: [{ index: 0, delta: content, finish_reason: null }] })}\n`;
      const loop = 'Hm, let me look at the passage again. '.repeat(50);
      server.chat({
        kind: 'events',
        lines: (_, model) =>
          Array.from({ length: 40 }, () => delta(model, { role: 'assistant', [field]: loop })),
      });
      expect(await failureOf(ask())).toMatch(/did not come to an end/);
    },
  );

  it('gives up a model that writes on and on slowly before its first sentence', async () => {
    server.chat({ kind: 'answer', text: `<think>${'Hm. '.repeat(2_000)}`, tokenMs: 5 });
    const started = performance.now();
    const message = await failureOf(ask({ firstSentenceTimeoutMs: 300 }));
    expect(message).toMatch(/no sentence that could be shown within 0\.3 seconds.*SUMMIT_CONTEXT_TOKENS/);
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  it('leaves a model the time it needs once its first sentence is shown', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.chat({
      kind: 'answer',
      text: ['Trade reached $68 billion. [1]', ' The', held, ' target is $100 billion by 2030. [1]'],
    });
    const outcome = await ask({
      firstSentenceTimeoutMs: 1_500,
      onSentence: () => void setTimeout(release, 2_000),
    });
    expect(outcome).toMatchObject({ kind: 'answered', interruption: null, sentences: [{}, {}] });
  });

  it.each([
    [400, 'System role not supported'],
    [500, 'Conversation roles must alternate user/assistant/user/assistant/...'],
    [400, "Unsupported value: 'messages[0].role' does not support 'system' with this model."],
  ])('puts the rules into the user’s message after %s %s, and remembers it', async (status, message) => {
    server.chat({ kind: 'error', status, message }, { kind: 'answer', text: DRAFT });
    const model = openaiChatModel({ apiKey: KEY, baseUrl: server.baseUrl, model: 'test-model' });
    const answerer = createChatAnswerer({
      ...{ model, modelName: 'test-model', contextTokens: 4096, logger: silentLogger },
    });
    for (let time = 0; time < 2; time++)
      expect(await answerer.answer('How much?', TRADE_PASSAGES)).toMatchObject({ kind: 'answered' });
    expect(server.requests.map(({ body }) => body.messages?.map(({ role }) => role))).toEqual([
      ['system', 'user'],
      ['user'],
      ['user'],
    ]);
    expect(server.requests[1]?.body.messages?.[0]?.content).toMatch(
      /^You answer questions[\s\S]*Question: How/,
    );
  });

  it.each([
    ['openai/o3-mini', undefined],
    ['o1', undefined],
    ['openai/gpt-4o', 0],
    ['vendor/co3-mini', 0],
  ])('asks %s with temperature %s', async (name, temperature) => {
    server.chat({ kind: 'answer', text: 'ten' });
    await openaiChatModel({ apiKey: KEY, baseUrl: server.baseUrl, model: name }).invoke('x');
    expect(server.requests[0]?.body.temperature).toBe(temperature);
  });

  it('does not follow a redirect to another host', async () => {
    const here = await startOpenAIServer();
    here.chat({ kind: 'redirect', location: `${decoy.baseUrl}/chat/completions` });
    expect(await failureOf(ask({ baseUrl: here.baseUrl, maxRetries: 0 }))).toMatch(/OPENAI_BASE_URL/);
    await here.close();
  });

  it('says that the base URL cannot be reached', async () => {
    const gone = await startOpenAIServer();
    await gone.close();
    expect(await failureOf(ask({ baseUrl: gone.baseUrl }))).toMatch(/ECONNREFUSED.*OPENAI_BASE_URL/);
  });

  it.each<[string, ChatReply]>([
    ['429 without Retry-After', { kind: 'error', status: 429 }],
    ['429 with Retry-After', { kind: 'error', status: 429, retryAfter: '1' }],
    ['500', { kind: 'error', status: 500 }],
  ])('tries again after %s', async (_, reply) => {
    server.chat(reply, { kind: 'answer', text: DRAFT });
    expect(await ask()).toMatchObject({ kind: 'answered' });
    expect(server.requests).toHaveLength(2);
  });

  it('gives up after the last attempt', async () => {
    server.chat({ kind: 'error', status: 503, message: 'overloaded' });
    expect(await failureOf(ask({ maxRetries: 1 }))).toMatch(/503.*overloaded/);
    expect(server.requests).toHaveLength(2);
  });

  it('is cancelled at once while it waits to try again', async () => {
    server.chat({ kind: 'error', status: 429, retryAfter: '10' });
    const controller = new AbortController();
    const started = performance.now();
    const asking = ask({ signal: controller.signal });
    void firstRequest(server).then(() => controller.abort());
    await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('warns when the endpoint read far fewer tokens than it was sent', async () => {
    const warn = vi.fn();
    for (const [promptTokens, warnings] of [
      [40, 1],
      [400, 1],
    ] as const) {
      server.chat({ kind: 'answer', text: DRAFT, promptTokens });
      await ask({ logger: { ...silentLogger, warn } });
      expect(warn).toHaveBeenCalledTimes(warnings);
    }
    expect(warn.mock.calls[0]?.[0]).toMatch(/num_ctx.*SUMMIT_CONTEXT_TOKENS/);
  });
});

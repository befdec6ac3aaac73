import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { workingFolder } from '../support/command.ts';
import * as quirks from '../support/openai-quirks.ts';
import { type ChatReply, type OpenAIServer, startOpenAIServer } from '../support/openai-server.ts';
import { type HereResult, runHere } from '../support/run-here.ts';

const KEY = 'sk-secret0123456789abcdef';
const COUNT = 'one, two, three, four, five, six, seven, eight, nine, ten';
let folder: string;
let server: OpenAIServer;

beforeAll(async () => {
  [folder, server] = await Promise.all([workingFolder(), startOpenAIServer()]);
});
afterAll(async () => {
  await Promise.all([server.close(), rm(folder, { recursive: true })]);
});
afterEach(() => server.reset());

async function run(args: string[], env: Record<string, string> = {}): Promise<HereResult> {
  const endpoint = { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: KEY };
  const models = { SUMMIT_CHAT_MODEL: 'test-model', SUMMIT_EMBEDDING_MODEL: 'test-model' };
  const result = await runHere(args, { folder, env: { ...endpoint, ...models, ...env } });
  expect(`${result.stdout}${result.stderr}`).not.toContain(KEY);
  return result;
}

describe('summit doctor asks the chat model for a tiny answer', () => {
  it('and says how long the first token took, without sending a document', async () => {
    server.chat({ kind: 'answer', text: COUNT });
    const { status, stdout } = await run(['doctor']);
    expect(stdout).toMatch(
      /✓ endpoint .*test-model\n✓ chat {7}test-model streams, first token after \d+\.\d s\n/,
    );
    expect(status).toBe(0);
    const [request] = server.requests.filter(({ path }) => path.endsWith('/chat/completions'));
    expect(request?.body).toMatchObject({ stream: true });
    expect(JSON.stringify(request?.body.messages)).not.toMatch(/Putin|Modi|passage/);
  });

  it('and notes an endpoint that answers in one piece', async () => {
    server.chat(quirks.wholeJson(() => COUNT));
    const { status, stdout } = await run(['doctor']);
    expect(stdout).toMatch(/· chat .*sent its answer in one piece .*Switch streaming on at the endpoint/);
    expect(status).toBe(0);
  });

  it.each<[listed: string, models: readonly string[] | null, finding: RegExp]>([
    ['with the tag that Ollama adds', ['other:7b', 'llama3.1:latest'], /✓ endpoint .*: llama3\.1\n/],
    [
      'not at all',
      ['other:7b'],
      /· endpoint .*does not list llama3\.1\. If .*SUMMIT_CHAT_MODEL to one of: other:7b\.\n/,
    ],
    ['nowhere, since it lists none', null, /· endpoint .*lists no models .*check OPENAI_BASE_URL/],
  ])('which decides for a model that is listed %s', async (_, models, finding) => {
    server.models(models);
    server.chat({ kind: 'answer', text: COUNT });
    const env = { SUMMIT_CHAT_MODEL: 'llama3.1' };
    const served = await run(['doctor'], env);
    expect(served.stdout).toMatch(new RegExp(`${finding.source}[\\s\\S]*✓ chat .*llama3\\.1 streams`));
    expect(served.status).toBe(0);
    server.chat({ kind: 'error', status: 404, message: 'no such model' });
    const refused = await run(['doctor'], env);
    expect(refused.stdout).toMatch(new RegExp(`${finding.source}[\\s\\S]*✗ chat .*SUMMIT_CHAT_MODEL`));
    expect(refused.status).toBe(1);
  });

  it.each<[fault: string, reply: ChatReply, problem: RegExp]>([
    [
      'a refused key',
      { kind: 'error', status: 401, message: `Incorrect API key: ${KEY}` },
      /check OPENAI_API_KEY/,
    ],
    ['a used-up quota', { kind: 'error', status: 429, message: 'quota exceeded' }, /check the account/],
    ['an error in the stream', quirks.lmStudioError('Model crashed'), /Model crashed/],
    [
      'a model that still loads',
      { kind: 'error', status: 503, message: 'Loading model' },
      /still loading .*Wait/,
    ],
    ['an empty answer', { kind: 'answer', text: '' }, /empty answer\. .*SUMMIT_CHAT_MODEL/],
    ['a cut stream', { kind: 'cut', text: COUNT }, /closed the connection .*see its log/],
    ['a stream without an end', { kind: 'unfinished', text: COUNT }, /stopped in the middle .*log/],
  ])('and reports %s', async (_, reply, problem) => {
    server.chat(reply);
    const { status, stdout } = await run(['doctor']);
    expect(stdout).toMatch(new RegExp(`✗ chat .*${problem.source}.*\\n[\\s\\S]*1 problem\\.\\n$`));
    expect(status).toBe(1);
  });
});

describe('summit doctor compares the width of the endpoint’s vectors with the index', () => {
  const env = { SUMMIT_EMBEDDINGS: 'openai', SUMMIT_MODE: 'extractive' };

  it('and says what to do when they differ', async () => {
    server.embeddings({ kind: 'vectors', dimensions: 16 });
    expect((await run(['doctor'], env)).stdout).toMatch(/✓ embedding {2}test-model: 16 dimensions\n/);
    expect(await run(['ingest'], env)).toMatchObject({ status: 0 });
    expect((await run(['doctor'], env)).stdout).toMatch(/✓ embedding .*16 dimensions, as in the index\n/);
    server.embeddings({ kind: 'vectors', dimensions: 24 });
    const { status, stdout } = await run(['doctor'], env);
    expect(stdout).toMatch(/✗ embedding .*gives 24 dimensions, the index in .* has 16\. Set .*summit ingest/);
    expect(status).toBe(1);
    server.embeddings({ kind: 'error', status: 404 });
    expect((await run(['doctor'], env)).stdout).toMatch(/✗ embedding .*check SUMMIT_EMBEDDING_MODEL/);
  });
});

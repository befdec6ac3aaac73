import { rm } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { expectProven } from '../support/citations.ts';
import { CORPUS, indexedFolder, runCommand, startCommand } from '../support/command.ts';
import { firstRequest } from '../support/first-request.ts';
import { type OpenAIServer, startOpenAIServer } from '../support/openai-server.ts';
import { type HereResult, runHere } from '../support/run-here.ts';

const KEY = 'sk-secret0123456789abcdef';
const QUESTION = 'What is the trade target for 2030?';
const TARGET = 'Putin and Modi agreed to increase trade turnover to 100 billion dollars by 2030.';

let folder: string;
let server: OpenAIServer;
let decoy: OpenAIServer;
const outputs: Pick<HereResult, 'stdout' | 'stderr'>[] = [];

beforeAll(async () => {
  [folder, server, decoy] = await Promise.all([indexedFolder(), startOpenAIServer(), startOpenAIServer()]);
});
afterAll(async () => {
  await Promise.all([server.close(), decoy.close(), rm(folder, { recursive: true })]);
});
afterEach(() => {
  // Whatever a test did, the key was not printed and nothing went anywhere but to the configured base URL.
  for (const { stdout, stderr } of outputs.splice(0)) expect(`${stdout}${stderr}`).not.toContain(KEY);
  expect(decoy.requests).toEqual([]);
  server.reset();
});

const environment = (): Record<string, string> => ({
  OPENAI_BASE_URL: server.baseUrl,
  OPENAI_API_KEY: KEY,
  SUMMIT_CHAT_MODEL: 'test-model',
  SUMMIT_EMBEDDING_MODEL: 'test-embedding',
  // What other programs use to redirect such clients.
  OPENAI_API_BASE: decoy.baseUrl,
  LANGSMITH_ENDPOINT: decoy.baseUrl,
  LANGSMITH_API_KEY: 'ls-key',
  LANGSMITH_TRACING: 'true',
});

async function run(args: string[], env: Record<string, string> = {}): Promise<HereResult> {
  const result = await runHere(args, { folder, env: { ...environment(), ...env } });
  outputs.push(result);
  return result;
}

/** As `run`, in a process of its own, to whose end whatever it sends has been sent. */
async function runAlone(args: string[], env: Record<string, string> = {}) {
  const result = await runCommand(args, { folder, env: { ...environment(), ...env } });
  outputs.push(result);
  return result;
}

async function ask(
  env: Record<string, string> = {},
  runIt: typeof run | typeof runAlone = run,
): Promise<Answer & { stderr: string }> {
  const { status, stdout, stderr } = await runIt(['ask', QUESTION, '--json'], env);
  expect(status).toBe(0);
  const answer = JSON.parse(stdout) as Answer;
  expectProven(answer, CORPUS);
  return { ...answer, stderr };
}

/** Marks the sentence with the numbers under which the prompt gives every passage, so that one of them is right. */
function marked(sentence: string): string {
  return `${sentence} ${[1, 2, 3, 4, 5, 6].map((number) => `[${number}]`).join('')}`;
}

describe('a generated answer', () => {
  it('is cited with quotes that stand in the files', async () => {
    server.chat({ kind: 'answer', text: marked(TARGET) });
    const answer = await ask({}, runAlone);
    expect(answer).toMatchObject({
      ...{
        kind: 'answered',
        mode: 'chat',
        model: 'test-model',
        removedSentences: 0,
        notice: null,
        stderr: '',
      },
    });
    expect(answer.text).toContain('100 billion dollars by 2030');
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/chat/completions']);
    expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
  });

  it('loses the sentences that its passages do not prove, and counts them', async () => {
    const wrong = TARGET.replace('100', '200');
    const unmarked = 'Both leaders praised the talks.';
    server.chat({ kind: 'answer', text: `${marked(wrong)} ${marked(TARGET)} ${unmarked}` });
    const answer = await ask();
    expect(answer).toMatchObject({ mode: 'chat', removedSentences: 2 });
    expect(answer.text).not.toMatch(/200|praised/);
  });

  it('is replaced by the documents’ own sentences when nothing of it can be proven', async () => {
    server.chat({ kind: 'answer', text: marked(TARGET.replace('100', '200')) });
    expect(await ask()).toMatchObject({
      ...{ kind: 'answered', mode: 'extractive', model: null, removedSentences: 1 },
      notice: expect.stringMatching(/Nothing that test-model wrote could be verified/),
    });
  });

  it('is replaced when the endpoint refuses the key', async () => {
    server.chat({ kind: 'error', status: 401, message: `Incorrect API key: ${KEY}` });
    const answer = await ask({}, runAlone);
    expect(answer).toMatchObject({ kind: 'answered', mode: 'extractive', model: null });
    expect(answer.notice).toContain('OPENAI_API_KEY');
    expect(answer.stderr).toContain('OPENAI_API_KEY');
  });

  it('is replaced when the endpoint is down', async () => {
    const gone = await startOpenAIServer();
    await gone.close();
    const answer = await ask({ OPENAI_BASE_URL: gone.baseUrl });
    expect(answer).toMatchObject({ kind: 'answered', mode: 'extractive' });
    expect(answer.notice).toMatch(/cannot be reached \(ECONNREFUSED\).*documents' own sentences/);
  });

  it('is not asked for in extractive mode', async () => {
    expect(await ask({ SUMMIT_MODE: 'extractive' })).toMatchObject({ mode: 'extractive', notice: null });
    expect(server.requests).toEqual([]);
  });

  it('is given up when the user interrupts; what is shown keeps its sources', async () => {
    server.chat({ kind: 'stall', text: `${marked(TARGET)} Putin and` });
    const asking = await startCommand(['ask', QUESTION], { folder, env: environment() });
    expect(await asking.next('stdout', /2030\. (?:\[\d\])+/)).toContain(TARGET);
    asking.kill('SIGINT');
    const { status, stdout, stderr } = await asking.ended;
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'summit: Cancelled.\n' });
    expect(stdout).toMatch(/\[\d\]\n\nSources\n\[1\] /);
  });

  it('is given up when the user interrupts before its first token', async () => {
    server.chat({ kind: 'slow-headers', delayMs: 30_000 });
    const asking = await startCommand(['ask', QUESTION, '--json'], { folder, env: environment() });
    await firstRequest(server);
    asking.kill('SIGINT');
    expect(await asking.ended).toMatchObject({ status: 1, stdout: '', stderr: 'summit: Cancelled.\n' });
  });
});

describe('embeddings of an endpoint', () => {
  it('are never asked for unless SUMMIT_EMBEDDINGS says so', async () => {
    server.chat({ kind: 'answer', text: marked(TARGET) });
    expect(await runAlone(['ingest'])).toMatchObject({ status: 0 });
    await ask();
    expect(await run(['search', 'trade'])).toMatchObject({ status: 0 });
    expect(server.requests.map(({ path }) => path)).toEqual(['/v1/chat/completions']);
  });

  it('serve ingest and ask when SUMMIT_EMBEDDINGS=openai', async () => {
    const index = `${folder}/openai-index`;
    const env = { SUMMIT_EMBEDDINGS: 'openai', SUMMIT_MODE: 'extractive', SUMMIT_INDEX: index };
    server.embeddings({ kind: 'vectors', dimensions: 16 });
    const { stdout } = await run(['ingest', '--json'], env);
    expect(JSON.parse(stdout)).toMatchObject({ embedder: { id: 'openai:test-embedding', dimensions: 16 } });
    expect(await ask(env)).toMatchObject({ kind: 'answered' });
    expect(new Set(server.requests.map(({ path }) => path))).toEqual(new Set(['/v1/embeddings']));
    expect([server.requests.at(-1)?.body.input].flat()).toEqual([QUESTION]);
  });

  it('leave the old index as it is when the endpoint fails', async () => {
    const index = `${folder}/openai-index`;
    const env = { SUMMIT_EMBEDDINGS: 'openai', SUMMIT_MODE: 'extractive', SUMMIT_INDEX: index };
    server.embeddings({ kind: 'error', status: 401, message: `Incorrect API key: ${KEY}` });
    const failed = await run(['ingest', '--corpus', CORPUS], { ...env, SUMMIT_EMBEDDING_MODEL: 'another' });
    expect(failed).toMatchObject({ status: 1, stderr: expect.stringContaining('OPENAI_API_KEY') });
    server.embeddings({ kind: 'vectors', dimensions: 16 });
    expect(await ask(env)).toMatchObject({ kind: 'answered', stderr: '' });
  });
});

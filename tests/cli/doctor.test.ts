import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexedFolder } from '../support/command.ts';
import { DiscordServer } from '../support/discord-server.ts';
import { type OpenAIServer, startOpenAIServer } from '../support/openai-server.ts';
import { startRefusingServer } from '../support/refusing-server.ts';
import { type HereResult, runHere } from '../support/run-here.ts';

const KEY = 'sk-secret0123456789abcdef';
let folder: string;
let server: OpenAIServer;
let discord: DiscordServer;

beforeAll(async () => {
  [folder, server, discord] = await Promise.all([
    indexedFolder(),
    startOpenAIServer(),
    new DiscordServer().listen(),
  ]);
  server.chat({ kind: 'answer', text: 'one, two, three' });
});
afterAll(async () => {
  await Promise.all([server.close(), discord.close(), rm(folder, { recursive: true })]);
});

async function doctor(env: Record<string, string> = {}, ...args: string[]): Promise<HereResult> {
  const result = await runHere(['doctor', ...args], { folder, env });
  expect(`${result.stdout}${result.stderr}`).not.toContain(KEY);
  return result;
}

describe('summit doctor', () => {
  it('finds everything in order without any setting', async () => {
    const { status, stdout, stderr } = await doctor();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^✓ corpus .*5 documents\n✓ index .*chunks.*\n· endpoint .*\n· discord .*\nEverything is in order\.\n$/,
    );
  });

  it('finds everything in order with an endpoint and a token', async () => {
    const { status, stdout } = await doctor({
      ...{ OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: KEY, SUMMIT_CHAT_MODEL: 'test-model' },
      ...{ DISCORD_TOKEN: DiscordServer.token, DISCORD_API_URL: discord.apiUrl },
    });
    expect(stdout).toMatch(/✓ endpoint .*test-model\n✓ chat .*\n✓ discord .*the token belongs to/);
    expect(stdout).not.toContain(DiscordServer.token);
    expect(status).toBe(0);
  });

  it('says that a missing index will be built, which is no problem, and builds none', async () => {
    const { status, stdout } = await doctor({}, '--index', join(folder, 'later'));
    expect(status).toBe(0);
    expect(stdout).toMatch(/· index .*not built yet/);
    expect(await readdir(folder)).not.toContain('later');
  });

  it('reports a missing corpus', async () => {
    const { status, stdout } = await doctor({}, '--corpus', join(folder, 'nowhere'));
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ corpus .*does not exist.*--corpus DIR[\s\S]*problems?\.\n$/);
  });

  it('reports an empty corpus', async () => {
    await mkdir(join(folder, 'empty'));
    const { status, stdout } = await doctor({}, '--corpus', join(folder, 'empty'));
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ corpus .*0 documents\. Put documents there/);
  });

  it('reports a corpus of files that are no text', async () => {
    await mkdir(join(folder, 'binary'));
    await writeFile(join(folder, 'binary/a.txt'), Buffer.from([0, 1, 2]));
    const { status, stdout } = await doctor(
      {},
      '--corpus',
      join(folder, 'binary'),
      '--index',
      join(folder, 'none'),
    );
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ corpus .*a\.txt is a binary file/);
  });

  it('reports a damaged index', async () => {
    await mkdir(join(folder, 'damaged'));
    await writeFile(join(folder, 'damaged/CURRENT'), 'nonsense');
    const { status, stdout } = await doctor({}, '--index', join(folder, 'damaged'));
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ index .*damaged.*summit ingest/);
  });

  it('reports an endpoint that cannot be reached', async () => {
    const gone = await startOpenAIServer();
    await gone.close();
    const { status, stdout } = await doctor({ OPENAI_BASE_URL: gone.baseUrl, OPENAI_API_KEY: KEY });
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ endpoint .*cannot be reached \(ECONNREFUSED\)\. Check OPENAI_BASE_URL/);
  });

  it.each<[number, RegExp]>([
    [401, /✗ endpoint .*answered 401\. Check OPENAI_API_KEY/],
    ...[404, 405, 501].map((status): [number, RegExp] => [
      status,
      new RegExp(
        `· endpoint .*lists no models \\(${status}\\)\\. .*check OPENAI_BASE_URL; it usually ends in /v1[\\s\\S]*✗ chat`,
      ),
    ]),
  ])('reports an endpoint that answers %d', async (refusal, message) => {
    const refusing = await startRefusingServer(refusal);
    const { status, stdout } = await doctor({ OPENAI_BASE_URL: refusing.url, OPENAI_API_KEY: KEY });
    await refusing.close();
    expect(status).toBe(1);
    expect(stdout).toMatch(message);
  });

  it('reports a token that Discord refuses, without printing it', async () => {
    const env = { DISCORD_TOKEN: 'wrong.secret-token.0123456789', DISCORD_API_URL: discord.apiUrl };
    const { status, stdout, stderr } = await doctor(env);
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ discord .*refused the bot token.*DISCORD_TOKEN/);
    expect(`${stdout}${stderr}`).not.toContain('secret-token');
  });

  it('reports several problems at once and counts them', async () => {
    const { status, stdout } = await doctor(
      { DISCORD_TOKEN: 'wrong', DISCORD_API_URL: discord.apiUrl, OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' },
      ...['--corpus', join(folder, 'nowhere'), '--index', join(folder, 'none')],
    );
    expect(status).toBe(1);
    expect(stdout).toMatch(/✗ corpus[\s\S]*✗ endpoint[\s\S]*✗ discord[\s\S]*\n3 problems\.\n$/);
  });

  it('ends with 1 and all of them when settings are wrong', async () => {
    const { status, stderr } = await doctor({ SUMMIT_MODE: 'x', SUMMIT_EMBEDDINGS: 'y' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/SUMMIT_MODE.*SUMMIT_EMBEDDINGS/);
  });
});

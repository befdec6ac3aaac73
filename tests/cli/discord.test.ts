import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { indexedFolder, runCommand, startCommand } from '../support/command.ts';
import { DiscordServer } from '../support/discord-server.ts';
import { runHere } from '../support/run-here.ts';

const WRONG = 'wrong.secret-token.0123456789';
let folder: string;

beforeAll(async () => {
  folder = await indexedFolder();
});
afterAll(() => rm(folder, { recursive: true }));

async function discord(): Promise<{ server: DiscordServer; env: Record<string, string> }> {
  const server = await new DiscordServer().listen();
  onTestFinished(() => server.close());
  return { server, env: { DISCORD_TOKEN: DiscordServer.token, DISCORD_API_URL: server.apiUrl } };
}

describe('summit discord', () => {
  it.each(['SIGTERM', 'SIGHUP'] as const)(
    'answers a slash command with a verified citation, and leaves on %s with 0',
    async (signal) => {
      const { server, env } = await discord();
      const bot = await startCommand(['discord'], { folder, env });
      await bot.next('stderr', /The bot is ready/);
      server.command('ask', { question: 'What is the trade target for 2030?' });
      expect(JSON.stringify((await server.nextMessage()).message)).toMatch(/100 billion/);
      bot.kill(signal);
      const { status, stdout, stderr } = await bot.ended;
      expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
      expect(stderr).not.toContain(DiscordServer.token);
    },
  );

  it('is what summit does without a command when a token is set, be it in a file', async () => {
    const { env } = await discord();
    await writeFile(join(folder, 'token'), `${DiscordServer.token}\n`);
    const bot = await startCommand([], {
      folder,
      env: { DISCORD_TOKEN_FILE: join(folder, 'token'), DISCORD_API_URL: env.DISCORD_API_URL ?? '' },
    });
    await bot.next('stderr', /The bot is ready/);
    bot.kill('SIGINT');
    expect(await bot.ended).toMatchObject({ status: 0 });
  });

  it.each([[['discord']], [['discord', 'register']], [[]]])(
    'ends with 1 on a wrong token and does not print it: %j',
    async (args) => {
      const { env } = await discord();
      const result = await runCommand(args, { folder, env: { ...env, DISCORD_TOKEN: WRONG } });
      expect(result).toMatchObject({
        status: 1,
        stdout: '',
        stderr: expect.stringMatching(/Discord refused the bot token.*DISCORD_TOKEN/),
      });
      expect(result.stderr).not.toContain('secret-token');
      expect(result.stderr).not.toMatch(/^\s+at /m);
    },
  );

  it('ends with 1 when Discord cannot be reached', async () => {
    const env = { DISCORD_TOKEN: WRONG, DISCORD_API_URL: 'http://127.0.0.1:1/api' };
    const { status, stderr } = await runHere(['discord', 'register'], { folder, env });
    expect(status).toBe(1);
    expect(stderr).toMatch(/could not be reached at http:\/\/127\.0\.0\.1:1\/api .*DISCORD_API_URL/);
    expect(stderr).not.toContain('secret-token');
  });

  it.each([[['discord']], [['discord', 'register']]])('says that no token is set: %j', async (args) => {
    const { status, stderr } = await runHere(args, { folder });
    expect(status).toBe(1);
    expect(stderr).toMatch(/DISCORD_TOKEN is not set\. README\.md/);
  });

  it('names a token file that cannot be read', async () => {
    const { status, stderr } = await runHere(['discord'], {
      folder,
      env: { DISCORD_TOKEN_FILE: '/no/such' },
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/DISCORD_TOKEN_FILE cannot be read \(ENOENT: \/no\/such\)/);
  });
});

describe('summit discord register', () => {
  it('registers the commands and names them', async () => {
    const { server, env } = await discord();
    const { status, stdout } = await runHere(['discord', 'register'], { folder, env });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Registered ask, summary, .* for every server/);
    expect(server.calls.at(-1)).toMatchObject({ method: 'PUT' });
  });

  it('refuses a server id that is none as wrong usage', async () => {
    const { server, env } = await discord();
    const result = await runHere(['discord', 'register', '--guild', 'my-server'], { folder, env });
    expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining('is no server id') });
    expect(server.calls).toEqual([]);
  });
});

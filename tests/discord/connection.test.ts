import { describe, expect, it, onTestFinished } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { startDiscordBot } from '../../src/discord/bot.ts';
import { registerCommands } from '../../src/discord/register-commands.ts';
import { IDS } from '../support/discord-events.ts';
import { DiscordServer } from '../support/discord-server.ts';
import { answer, pending } from './fixtures.ts';
import { FakeAssistant, stage } from './setup.ts';

const logger = silentLogger;

async function server(): Promise<DiscordServer> {
  const local = await new DiscordServer().listen();
  onTestFinished(() => local.close());
  return local;
}

describe('the connection', () => {
  it('logs in with no privileged intent and tells who it is', async () => {
    const { log, server: local } = await stage();
    expect(log).toContainEqual(
      expect.objectContaining({ level: 'info', details: { user: 'summit#0001', guilds: 1 } }),
    );
    expect(local.intents).toBe((1 << 0) | (1 << 9) | (1 << 12));
  });

  it('names a wrong token and never shows it', async () => {
    const { apiUrl } = await server();
    const start = startDiscordBot({ token: 'wrong-token', apiUrl, assistant: new FakeAssistant(), logger });
    const failure = await start.catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'discord', message: expect.stringContaining('DISCORD_TOKEN') });
    expect(String(failure)).not.toContain('wrong-token');
  });

  it('says where Discord could not be reached', async () => {
    const local = await new DiscordServer().listen();
    const { apiUrl } = local;
    await local.close();
    const start = startDiscordBot({ token: 'some-token', apiUrl, assistant: new FakeAssistant(), logger });
    await expect(start).rejects.toMatchObject({ code: 'discord', message: expect.stringContaining(apiUrl) });
  });

  it('retries after a server error and waits out a rate limit', async () => {
    const assistant = new FakeAssistant();
    assistant.onAsk = async () => answer();
    const { server: local } = await stage(assistant);
    local.failNext(/callback$/, 502);
    local.failNext(/@original$/, 503);
    local.failNext(/@original$/, 429);
    local.command('ask', { question: 'How large is trade?' });
    expect((await local.nextMessage()).how).toBe('edit');
    expect(local.calls.filter(({ path }) => path.endsWith('@original'))).toHaveLength(3);
  });

  it('goes on when a failed acknowledgement had got through after all', async () => {
    const assistant = new FakeAssistant();
    assistant.onAsk = async () => answer();
    const { server: local } = await stage(assistant);
    local.failNext(/callback$/, 502, 0, true);
    local.command('ask', { question: 'How large is trade?' }, { direct: true });
    expect((await local.nextMessage()).how).toBe('edit');
    expect(local.calls.filter(({ path }) => path.endsWith('/callback'))).toHaveLength(2);
  });

  it('ends a running answer with a message when stopped', async () => {
    const assistant = new FakeAssistant();
    const asked = pending<AbortSignal | undefined>();
    assistant.onAsk = (_question, options) => {
      asked.resolve(options?.signal);
      return new Promise<Answer>(() => {});
    };
    const { bot, server: local } = await stage(assistant);
    local.command('ask', { question: 'How large is trade?' });
    const signal = await asked.promise;
    await bot.stop();
    await bot.closed;
    expect((await local.nextMessage()).message.content).toContain('cancelled');
    expect(signal?.aborted).toBe(true);
  });

  it('rejects closed when Discord ends the session for good', async () => {
    const { bot, server: local } = await stage();
    local.disconnect(4004);
    await expect(bot.closed).rejects.toMatchObject({
      code: 'discord',
      message: expect.stringContaining('4004'),
    });
  });

  it('goes on after a lost connection', async () => {
    const assistant = new FakeAssistant();
    assistant.onAsk = async () => answer();
    const { server: local } = await stage(assistant);
    local.disconnect(4000);
    await local.waitForResume();
    local.command('ask', { question: 'How large is trade?' });
    expect((await local.nextMessage()).how).toBe('edit');
  });
});

describe('registering commands', () => {
  it('registers them everywhere', async () => {
    const local = await server();
    const names = await registerCommands({
      token: DiscordServer.token,
      apiUrl: local.apiUrl,
      guildId: null,
      logger,
    });
    expect(names).toEqual(['ask', 'summary', 'Ask about this']);
    expect(local.calls.at(-1)).toMatchObject({
      method: 'PUT',
      path: `/applications/${IDS.application}/commands`,
    });
  });

  it('registers them in one server', async () => {
    const local = await server();
    await registerCommands({
      token: DiscordServer.token,
      apiUrl: `${local.apiUrl}/v10/`,
      guildId: IDS.guild,
      logger,
    });
    expect(local.calls.at(-1)?.path).toBe(`/applications/${IDS.application}/guilds/${IDS.guild}/commands`);
  });

  it('says how to get into a server that it is not in', async () => {
    const { apiUrl } = await server();
    const guildId = '900000000000000777';
    const registration = registerCommands({ token: DiscordServer.token, apiUrl, guildId, logger });
    await expect(registration).rejects.toMatchObject({ code: 'discord', message: /Invite it there/ });
  });

  it('names a wrong token', async () => {
    const { apiUrl } = await server();
    const registration = registerCommands({ token: 'wrong-token', apiUrl, guildId: null, logger });
    await expect(registration).rejects.toMatchObject({ message: expect.stringContaining('DISCORD_TOKEN') });
  });
});

import { describe, expect, it } from 'vitest';
import { IDS, PERMISSIONS, USUAL_PERMISSIONS } from '../support/discord-events.ts';
import { abstention, answer } from './fixtures.ts';
import { FakeAssistant, stage } from './setup.ts';

const me = `<@${IDS.application}>`;
const UNDERSTOOD = 'How large was trade in *2023*?';

function completing(): FakeAssistant {
  const assistant = new FakeAssistant();
  assistant.onAsk = async (question) =>
    answer({ question, interpreted: question.startsWith('and') ? UNDERSTOOD : null });
  return assistant;
}

describe('the conversation of a question', () => {
  it('is the same for commands, mentions and replies of one user in one channel, and another in direct messages', async () => {
    const { server, assistant } = await stage(completing());
    server.command('ask', { question: 'one' });
    await server.nextMessage();
    server.message(`${me} two`);
    await server.nextMessage();
    server.message('three', {
      fields: { mentions: [{ id: IDS.application, username: 'summit', discriminator: '0001', bot: true }] },
    });
    await server.nextMessage();
    server.message('four', { direct: true });
    await server.nextMessage();
    const [one, two, three, four] = assistant.conversations;
    expect(one).toBeTypeOf('string');
    expect([two, three]).toEqual([one, one]);
    expect(four).toBeTypeOf('string');
    expect(four).not.toBe(one);
  });

  it('is never shared by two users', async () => {
    const { server, assistant } = await stage(completing());
    server.message(`${me} one`);
    await server.nextMessage();
    server.message(`${me} two`, { userId: IDS.bob });
    await server.nextMessage();
    server.command('ask', { question: 'three' }, { userId: IDS.bob });
    await server.nextMessage();
    const [alice, bob, command] = assistant.conversations;
    expect(bob).not.toBe(alice);
    expect(command).toBe(bob);
  });

  it('is another one in a thread than in its channel', async () => {
    const botPermissions = USUAL_PERMISSIONS | PERMISSIONS.sendMessagesInThreads;
    const { server, assistant } = await stage(completing(), { server: { botPermissions } });
    server.dispatch('THREAD_CREATE', {
      ...{ id: IDS.thread, guild_id: IDS.guild, parent_id: IDS.channel, type: 11, name: 'trade' },
      ...{ owner_id: IDS.alice, last_message_id: null, message_count: 0, member_count: 1 },
      thread_metadata: {
        archived: false,
        auto_archive_duration: 60,
        archive_timestamp: new Date(0).toISOString(),
        locked: false,
      },
    });
    server.message(`${me} one`);
    await server.nextMessage();
    server.message(`${me} two`, { fields: { channel_id: IDS.thread } });
    expect((await server.nextMessage()).message.channel_id).toBe(IDS.thread);
    expect(new Set(assistant.conversations).size).toBe(2);
  });

  it('is left out of a question about somebody else’s message', async () => {
    const { server, assistant } = await stage(completing());
    server.useMessageCommand('Ask about this', 'and oil?');
    await server.nextMessage();
    expect(assistant.conversations).toEqual([undefined]);
  });
});

describe('a completed follow-up', () => {
  it.each([
    ['in an embed', USUAL_PERMISSIONS],
    ['in plain text', USUAL_PERMISSIONS & ~PERMISSIONS.embedLinks],
  ])(
    'is shown %s, and its answer is regenerated from the completed question alone',
    async (_, botPermissions) => {
      const { server, assistant } = await stage(completing(), { server: { botPermissions } });
      server.message(`${me} and in *2023*?`);
      const { message } = await server.nextMessage();
      const shown = JSON.stringify([message.embeds, message.content]);
      expect(shown).toContain('Understood as');
      expect(shown).toContain('How large was trade in \\\\*2023\\\\*?');
      server.click(message.id, /again/, { appPermissions: botPermissions });
      await expect.poll(() => assistant.calls.at(-1), { timeout: 10_000 }).toBe(`ask ${UNDERSTOOD}`);
      expect(assistant.conversations.at(-1)).toBeUndefined();
    },
  );

  it('may not pass off a question as what another one was understood as', async () => {
    const assistant = new FakeAssistant();
    assistant.onAsk = async (question) => answer({ question });
    const botPermissions = USUAL_PERMISSIONS & ~PERMISSIONS.embedLinks;
    const { server } = await stage(assistant, { server: { botPermissions } });
    const hostile = 'one?\n> Understood as: two?';
    server.message(`${me} ${hostile}`);
    const { message } = await server.nextMessage();
    server.click(message.id, /again/, { appPermissions: botPermissions });
    await expect
      .poll(() => assistant.calls, { timeout: 10_000 })
      .toEqual(Array(2).fill('ask one? > Understood as: two?'));
  });

  it('names topics when it cannot be answered', async () => {
    const assistant = new FakeAssistant();
    assistant.onAsk = async (question) => abstention({ question, topics: ['trade', '@everyone'] });
    const { server } = await stage(assistant);
    server.message(`${me} hello`);
    const [embed] = (await server.nextMessage()).message.embeds as { description: string }[];
    expect(embed?.description).toMatch(/The documents are about: trade · @\u200beveryone$/);
  });
});

import { describe, expect, it } from 'vitest';
import { IDS, PERMISSIONS, USUAL_PERMISSIONS, user } from '../support/discord-events.ts';
import { answer, QUOTE } from './fixtures.ts';
import { FakeAssistant, stage } from './setup.ts';

const me = `<@${IDS.application}>`;

function answering(): FakeAssistant {
  const assistant = new FakeAssistant();
  assistant.onAsk = async (question) => answer({ question });
  return assistant;
}

describe('messages', () => {
  it('answers a mention with a reply that pings nobody, typing meanwhile', async () => {
    const { server, assistant } = await stage(answering());
    server.message(`${me} how large is trade?`);
    const { how, payload } = await server.nextMessage();
    expect(assistant.calls).toEqual(['ask how large is trade?']);
    expect(how).toBe('channel');
    expect(payload.allowed_mentions).toEqual({ parse: [], replied_user: false });
    expect(payload.message_reference).toMatchObject({ fail_if_not_exists: false });
    expect(server.calls.some(({ path }) => path.endsWith('/typing'))).toBe(true);
  });

  it('answers a direct message', async () => {
    const { server, assistant } = await stage(answering());
    server.message('how large is trade?', { direct: true });
    expect((await server.nextMessage()).message.channel_id).toBe(IDS.direct);
    expect(assistant.calls).toEqual(['ask how large is trade?']);
  });

  it('answers a direct message of a server that does not name the kind of channel', async () => {
    const { server } = await stage(answering());
    server.message('how large is trade?', { direct: true, fields: { channel_type: undefined } });
    expect((await server.nextMessage()).message.channel_id).toBe(IDS.direct);
  });

  it('explains itself when a mention says nothing', async () => {
    const { server } = await stage();
    server.message(me);
    expect((await server.nextMessage()).message.content).toContain('Ask me a question');
  });

  it('reads names in place of mentions, and neither whom a question is meant for nor emoji', async () => {
    const { server, assistant } = await stage(answering());
    const bob = `<@${IDS.bob}>`;
    const mentions = [IDS.application, IDS.bob].map((id) => user(id, id === IDS.application));
    server.message(
      `${bob}, ${me} what did ${bob} say <:wave:900000000000000077> about <#${IDS.channel}>? ${bob}`,
      {
        fields: { mentions },
      },
    );
    await server.nextMessage();
    expect(assistant.calls).toEqual(['ask what did bob say about general?']);
  });

  it('says how it is mentioned when its role was mentioned in its place', async () => {
    const { server } = await stage(answering());
    server.message('', { fields: { mention_roles: [IDS.botRole] } });
    expect((await server.nextMessage()).message.content).toMatch(/not my role.*`\/ask`/);
  });

  it('answers below, not as a reply, where it may not read the history', async () => {
    const botPermissions = USUAL_PERMISSIONS & ~PERMISSIONS.readMessageHistory;
    const { server } = await stage(answering(), { server: { botPermissions } });
    server.message(`${me} how large is trade?`);
    const { message, payload } = await server.nextMessage();
    expect(message.embeds).toHaveLength(1);
    expect(payload.message_reference).toBeUndefined();
  });

  it('leaves bots, webhooks, @everyone and unaddressed messages alone', async () => {
    const { server, assistant } = await stage(answering());
    const bot = { id: '900000000000000099', username: 'other', discriminator: '0', avatar: null, bot: true };
    server.message(`${me} one`, { fields: { author: bot } });
    server.message(`${me} two`, { fields: { webhook_id: '900000000000000098' } });
    server.message('@everyone three', { fields: { mention_everyone: true } });
    server.message('four');
    server.message(`${me} five`);
    await server.nextMessage();
    expect(assistant.calls).toEqual(['ask five']);
  });

  it('writes plain text where it may not embed, and its buttons work there', async () => {
    const botPermissions = USUAL_PERMISSIONS & ~PERMISSIONS.embedLinks;
    const { server, assistant } = await stage(answering(), { server: { botPermissions } });
    server.message(`${me} how *large* is trade?`);
    const { message } = await server.nextMessage();
    expect(message.embeds).toEqual([]);
    expect(message.content).toContain('> how \\*large\\* is trade?\nBilateral trade');
    expect(message.content).toContain(`> "${QUOTE}" ✓`);
    server.click(message.id, /again/, { appPermissions: botPermissions });
    expect((await server.nextMessage()).message.content).toBe(message.content);
    expect(assistant.calls[1]).toBe('ask how *large* is trade?');
  });

  it('stays silent where it may not write', async () => {
    const botPermissions = PERMISSIONS.viewChannel;
    const { server, assistant } = await stage(answering(), { server: { botPermissions } });
    server.message(`${me} one`);
    server.message('two', { direct: true });
    await server.nextMessage();
    expect(assistant.calls).toEqual(['ask two']);
  });
});

describe('an answer of several messages of which a later one cannot be sent', () => {
  const long = answer({ text: 'Trade grew by a tenth in the year before. [1] '.repeat(60).trim() });

  it.each<[how: string, path: RegExp]>([
    ['a message', /\/channels\/\d+\/messages$/],
    ['a command', /\/webhooks\/\d+\/[^/]+$/],
  ])('keeps the part of %s that is shown, with the failure below', async (how, later) => {
    const assistant = answering();
    const { server } = await stage(assistant);
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    assistant.onAsk = async (_, options) => {
      const { text, citations } = answer();
      await options?.onSentence?.({ text, citations, interpreted: null });
      await held;
      return long;
    };
    if (how === 'a message') server.message(`${me} how large is trade?`);
    else server.command('ask', { question: 'how large is trade?' });
    const growing = await server.nextMessage();
    server.failNext(later, 403, 50013);
    release();
    const first = await server.nextMessage();
    expect(first.message.id).toBe(growing.message.id);
    expect(JSON.stringify(first.message)).toContain('Trade grew');
    const second = await server.nextMessage();
    expect(second.message.id).not.toBe(first.message.id);
    expect(second.message.content).toMatch(/went wrong/);
    expect(JSON.stringify(second.message)).not.toContain('Trade grew');
  });
});

import { describe, expect, it } from 'vitest';
import type { Answer, AskOptions, StreamedSentence } from '../../src/core/answer.ts';
import { SummitError } from '../../src/core/errors.ts';
import { IDS, PERMISSIONS, USUAL_PERMISSIONS } from '../support/discord-events.ts';
import { answer, citation, pending } from './fixtures.ts';
import { FakeAssistant, stage } from './setup.ts';

const question = 'How large is trade?';
const first: StreamedSentence = {
  text: 'Trade crossed $64 billion. [1]',
  citations: [citation(1)],
  interpreted: null,
};
const second: StreamedSentence = {
  text: 'It grew last year. [1][2]',
  citations: [citation(2)],
  interpreted: null,
};
const whole: Answer = answer({
  text: `${first.text} ${second.text}`,
  citations: [citation(1), citation(2)],
  mode: 'chat',
  model: 'test-model',
});
/** Edits as fast as the test likes. */
const limits = { editIntervalMs: 1 };

type Embed = { description: string; footer: { text: string }; fields?: { name: string; value: string }[] };

/** An assistant whose answer the test writes sentence by sentence. */
function writing() {
  const asked = pending<AskOptions>();
  const done = pending<Answer>();
  const assistant = new FakeAssistant();
  let fail = (_: unknown): void => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  assistant.onAsk = (_question, options = {}) => {
    asked.resolve(options);
    return Promise.race([done.promise, failure]);
  };
  return {
    assistant,
    say: async (sentence: StreamedSentence) => (await asked.promise).onSentence?.(sentence),
    finish: done.resolve,
    fail: (thrown: unknown) => fail(thrown),
  };
}

describe('a generated answer in Discord', () => {
  it('grows by edits of one message, and ends with everything', async () => {
    const { assistant, say, finish } = writing();
    const { server } = await stage(assistant, { limits });
    server.command('ask', { question });
    await say(first);
    const growing = await server.nextMessage();
    const [embed] = growing.message.embeds as Embed[];
    expect(embed?.description).toBe('Trade crossed $64 billion. [1]');
    expect(embed?.footer.text).toBe('⏳ still writing …');
    expect(embed?.fields?.[0]?.value).toContain('[1]');
    expect(growing.message.components).toEqual([]);
    expect(growing.payload.allowed_mentions).toMatchObject({ parse: [] });
    await say(second);
    expect((await server.nextMessage()).message.embeds).toMatchObject([{ description: whole.text }]);
    finish(whole);
    const final = await server.nextMessage();
    const [last] = final.message.embeds as Embed[];
    expect(final.message.id).toBe(growing.message.id);
    expect(last?.description).toBe(whole.text);
    expect(last?.footer.text).toMatch(/2 of 2 quotes verified · test-model/);
    expect((final.message.components as unknown[]).length).toBeGreaterThan(0);
  });

  it('leaves nothing of what was shown when the final answer is another one', async () => {
    const { assistant, say, finish } = writing();
    const { server } = await stage(assistant, { limits });
    server.command('ask', { question });
    await say(first);
    await server.nextMessage();
    finish(answer({ text: 'Oil fell. [1]', notice: 'The documents changed.' }));
    const { message } = await server.nextMessage();
    expect(JSON.stringify(message)).not.toMatch(/Trade crossed|still writing/);
    expect(message.embeds).toMatchObject([{ description: expect.stringMatching(/^Oil fell\. \[1\]/) }]);
  });

  it('keeps the verified sentences that were shown when the rest fails, and says so', async () => {
    const { assistant, say, fail } = writing();
    const { server } = await stage(assistant, { limits });
    server.command('ask', { question });
    await say(first);
    await server.nextMessage();
    fail(new SummitError('endpoint', 'The model is down. Start it.'));
    const { message } = await server.nextMessage();
    expect(message.content).toBe('⚠ The model is down. Start it.');
    const [embed] = message.embeds as Embed[];
    expect(embed?.description).toBe(first.text);
    expect(embed?.footer.text).toMatch(/^1 of 1 quote verified/);
    expect(JSON.stringify(message)).not.toContain('still writing');
    expect(JSON.stringify(message.components)).toContain('Sources');
  });

  it.each([
    ['in the same message', 'The endpoint is gone.', 1],
    ['in a message below where there is no room', 'The endpoint is gone. '.repeat(80).trim(), 2],
  ])('keeps the sentences of a reply without embeds, with the failure %s', async (_, problem, messages) => {
    const botPermissions = USUAL_PERMISSIONS & ~PERMISSIONS.embedLinks;
    const { assistant, say, fail } = writing();
    const { server } = await stage(assistant, { limits, server: { botPermissions } });
    server.message(`<@${IDS.application}> ${question}`);
    await say({ ...first, text: `${'Trade grew. '.repeat(20)}[1]` });
    const { message } = await server.nextMessage();
    fail(new SummitError('endpoint', problem));
    const contents: string[] = [];
    for (let count = 0; count < messages; count++) {
      const next = await server.nextMessage();
      if (count === 0) expect(next.message.id).toBe(message.id);
      contents.push(String(next.message.content));
    }
    expect(contents[0]).toContain('Trade grew. Trade grew.');
    expect(contents.join('')).not.toContain('still writing');
    expect(contents.at(-1)).toMatch(/⚠ The endpoint is gone\.( The endpoint is gone\.)*$/);
  });

  it('is nothing but the failure when no sentence was written', async () => {
    const assistant = new FakeAssistant();
    assistant.onAsk = () => Promise.reject(new SummitError('endpoint', 'The model is down. Start it.'));
    const { server } = await stage(assistant, { limits });
    server.command('ask', { question });
    const { message } = await server.nextMessage();
    expect(message).toMatchObject({ content: '⚠ The model is down. Start it.', embeds: [] });
  });

  it('edits no more often than the pace allows, whatever the number of sentences', async () => {
    const { assistant, say, finish } = writing();
    const { server } = await stage(assistant, { limits: { editIntervalMs: 60_000 } });
    server.command('ask', { question });
    await say(first);
    await server.nextMessage();
    for (let count = 0; count < 20; count++) await say(second);
    finish(whole);
    expect((await server.nextMessage()).message.embeds).toMatchObject([{ description: whole.text }]);
    expect(server.calls.filter(({ method }) => method === 'PATCH')).toHaveLength(2);
  });

  it('escapes hostile text while it grows', async () => {
    const { assistant, say, finish } = writing();
    const { server } = await stage(assistant, { limits });
    server.command('ask', { question });
    await say({ ...first, text: '@everyone see [us](https://evil.example) [1]' });
    const { payload } = await server.nextMessage();
    expect(JSON.stringify(payload)).not.toContain('@everyone');
    expect((payload.embeds as Embed[])[0]?.description).toContain('[us]\\(');
    finish(whole);
    await server.nextMessage();
  });

  it('grows in the reply to a message, which is edited, not sent again', async () => {
    const { assistant, say, finish } = writing();
    const { server } = await stage(assistant, { limits });
    server.message(`<@${IDS.application}> ${question}`);
    await say(first);
    const growing = await server.nextMessage();
    expect(growing.how).toBe('channel');
    expect(growing.payload.message_reference).toMatchObject({ fail_if_not_exists: false });
    finish(whole);
    const final = await server.nextMessage();
    expect(final).toMatchObject({ how: 'edit', message: { id: growing.message.id } });
    expect(final.message.embeds).toMatchObject([{ description: whole.text }]);
  });

  it('is sent again when somebody deleted it while it grew', async () => {
    const { assistant, say, finish } = writing();
    const { server } = await stage(assistant, { limits });
    server.message(`<@${IDS.application}> ${question}`);
    await say(first);
    server.delete((await server.nextMessage()).message.id);
    finish(whole);
    const final = await server.nextMessage();
    expect(final.how).toBe('channel');
    expect(final.message.embeds).toMatchObject([{ description: whole.text }]);
  });

  it('grows as plain text, within the limit, where the bot may not embed', async () => {
    const botPermissions = USUAL_PERMISSIONS & ~PERMISSIONS.embedLinks;
    const { assistant, say, finish } = writing();
    const { server } = await stage(assistant, { limits, server: { botPermissions } });
    server.message(`<@${IDS.application}> ${question}`);
    await say({ ...first, text: `${'Trade grew. '.repeat(400)}[1]` });
    const { message } = await server.nextMessage();
    expect(message.content).toMatch(/Trade grew\.[\s\S]*\n⏳ still writing …$/);
    expect(String(message.content).length).toBeLessThanOrEqual(2_000);
    finish(whole);
    await server.nextMessage();
  });

  it('says that it comes as a new message when it outlives the interaction, and grows no further', async () => {
    const { assistant, say, finish } = writing();
    const { server } = await stage(assistant, { limits: { ...limits, interactionLifetimeMs: 200 } });
    server.command('ask', { question });
    await say(first);
    await server.nextMessage();
    expect((await server.nextMessage()).message.content).toContain('new message');
    await say(second);
    finish(whole);
    expect(await server.nextMessage()).toMatchObject({
      how: 'channel',
      message: { channel_id: IDS.channel },
    });
  });
});

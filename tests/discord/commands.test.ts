import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';
import { SummitError } from '../../src/core/errors.ts';
import { IDS } from '../support/discord-events.ts';
import { abstention, answer, pending, QUOTE } from './fixtures.ts';
import { FakeAssistant, stage } from './setup.ts';

const question = 'How large is trade?';

function answering(result: Answer): FakeAssistant {
  const assistant = new FakeAssistant();
  assistant.onAsk = async () => result;
  return assistant;
}

describe('slash commands', () => {
  it('answers /ask with the verified citation', async () => {
    const { server, assistant } = await stage(answering(answer()));
    server.command('ask', { question });
    const shown = await server.nextMessage();
    const [embed] = shown.message.embeds as { description: string; fields: { value: string }[] }[];
    expect(assistant.calls).toEqual([`ask ${question}`]);
    expect(embed?.description).toContain('crossed $64–65 billion last year. [1]');
    expect(embed?.fields[0]?.value).toContain('000_ccbed369184ef90d.txt · lines 14–17 · 5 Dec 2025');
    expect(embed?.fields[0]?.value).toContain(QUOTE);
  });

  it('acknowledges before a slow answer is there', async () => {
    const slow = pending<Answer>();
    const assistant = new FakeAssistant();
    assistant.onAsk = () => slow.promise;
    const { server } = await stage(assistant);
    server.command('ask', { question });
    const acknowledgement = await server.waitForCall('POST', /callback$/);
    expect(acknowledgement.body.type).toBe(5);
    server.advance(60_000);
    slow.resolve(answer());
    expect((await server.nextMessage()).how).toBe('edit');
  });

  it('logs an interaction that Discord has forgotten and goes on', async () => {
    const { server, log } = await stage(answering(answer()));
    server.command('ask', { question });
    server.advance(3_001);
    await server.waitForCall('POST', /callback$/);
    server.command('ask', { question });
    expect((await server.nextMessage()).how).toBe('edit');
    expect(log).toContainEqual(expect.objectContaining({ level: 'warn', details: { code: 10062 } }));
  });

  it('shows an abstention with the nearest passage in grey', async () => {
    const { server } = await stage(answering(abstention()));
    server.command('ask', { question });
    const { message } = await server.nextMessage();
    const [embed] = message.embeds as { description: string; color: number; fields: { value: string }[] }[];
    expect(embed?.description).toBe('The documents do not answer this.');
    expect(embed?.fields[0]?.value).toContain('He has directed his government.');
    expect(embed?.color).toBe(0x8a8f98);
  });

  it('never pings, and shows @everyone and masked links as text', async () => {
    const hostile = '@everyone see [our site](https://evil.example) <@900000000000000012>';
    const { server } = await stage(answering(answer({ text: `${hostile} [1]`, question: hostile })));
    server.command('ask', { question: hostile });
    const { payload } = await server.nextMessage();
    expect(payload.allowed_mentions).toMatchObject({ parse: [] });
    const { description } = (payload.embeds as { description: string }[])[0]!;
    expect(JSON.stringify(payload)).not.toContain('@everyone');
    expect(description).toContain('[our site]\\(https://evil.example)');
    expect(description).toContain('\\<@9000');
  });

  it('shows what a SummitError says', async () => {
    const assistant = new FakeAssistant();
    assistant.onAsk = async () =>
      Promise.reject(new SummitError('endpoint', 'The model server is down. Start it.'));
    const { server } = await stage(assistant);
    server.command('ask', { question });
    expect((await server.nextMessage()).message.content).toBe('⚠ The model server is down. Start it.');
  });

  it('keeps what only the operator can mend in the log, with an id that is shown', async () => {
    const assistant = new FakeAssistant();
    const message = 'The corpus folder /srv/private does not exist.';
    assistant.onAsk = async () => Promise.reject(new SummitError('corpus', message));
    const { server, log } = await stage(assistant);
    server.command('ask', { question });
    const content = String((await server.nextMessage()).message.content);
    expect(content).not.toContain('/srv');
    const errorId = /error id `([0-9a-f]{8})`/.exec(content)?.[1];
    const details = { errorId, code: 'corpus', message };
    expect(log).toContainEqual({ level: 'error', message: 'An answer failed', details });
  });

  it('shows an id for an unknown error and logs it with the stack', async () => {
    const assistant = new FakeAssistant();
    assistant.onAsk = async () => Promise.reject(new TypeError('secret detail'));
    const { server, log } = await stage(assistant);
    server.command('ask', { question });
    const content = String((await server.nextMessage()).message.content);
    const errorId = /error id `([0-9a-f]{8})`/.exec(content)?.[1];
    expect(content).not.toContain('secret detail');
    const line = log.find(({ level }) => level === 'error');
    expect(line?.details?.errorId).toBe(errorId);
    expect(line?.details?.error).toMatch(/TypeError: secret detail\n\s+at /);
  });

  it('asks for words when the question has none, and for fewer when it is too long', async () => {
    const { server } = await stage();
    server.command('ask', { question: ' \u200b ? ' });
    expect(await server.nextMessage()).toMatchObject({ ephemeral: true, message: { content: /empty/ } });
    server.command('ask', { question: 'x'.repeat(501) });
    expect((await server.nextMessage()).message.content).toContain('501 characters; the limit is 500');
  });

  it('tells a user to wait for the running answer', async () => {
    const slow = pending<Answer>();
    const assistant = new FakeAssistant();
    assistant.onAsk = () => slow.promise;
    const { server } = await stage(assistant);
    server.command('ask', { question });
    await server.waitForCall('POST', /callback$/);
    server.command('ask', { question });
    const busy = await server.nextMessage();
    expect(busy.ephemeral).toBe(true);
    expect(busy.message.content).toContain('still working on your previous question');
    slow.resolve(answer());
    expect((await server.nextMessage()).how).toBe('edit');
  });

  it('sends an ordinary message when the answer outlives the interaction', async () => {
    const slow = pending<Answer>();
    const assistant = new FakeAssistant();
    assistant.onAsk = () => slow.promise;
    const { server } = await stage(assistant, { limits: { interactionLifetimeMs: 20 } });
    server.command('ask', { question });
    expect((await server.nextMessage()).message.content).toContain('new message');
    server.advance(900_001);
    slow.resolve(answer());
    expect(await server.nextMessage()).toMatchObject({
      how: 'channel',
      message: { channel_id: IDS.channel },
    });
  });

  it('sends an ordinary message when Discord no longer takes the edit', async () => {
    const slow = pending<Answer>();
    const assistant = new FakeAssistant();
    assistant.onAsk = () => slow.promise;
    const { server } = await stage(assistant);
    server.command('ask', { question });
    await server.waitForCall('POST', /callback$/);
    server.advance(900_001);
    slow.resolve(answer());
    expect((await server.nextMessage()).how).toBe('channel');
  });

  it('splits a very long answer and attaches all of it', async () => {
    const text = 'The two sides agreed on a further point of trade. [1] '.repeat(120).trim();
    const { server } = await stage(answering(answer({ text })));
    server.command('ask', { question });
    const parts = [await server.nextMessage()];
    while (parts.at(-1)?.files.length === 0) parts.push(await server.nextMessage());
    expect(parts.map(({ how }) => how)).toEqual(['edit', ...Array(parts.length - 1).fill('follow-up')]);
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.at(-1)?.files[0]?.text).toContain(text);
    expect(parts.filter(({ message }) => (message.components as unknown[]).length > 0)).toHaveLength(1);
  });

  it('suggests topics that match what was typed, at most 25', async () => {
    const assistant = new FakeAssistant();
    const many = Array.from({ length: 40 }, (_, index) => ({ topic: `trade ${index}`, documents: 2 }));
    assistant.onTopics = () => [
      { topic: 'free trade', documents: 1 },
      ...many,
      { topic: 'x'.repeat(101), documents: 1 },
    ];
    const { server } = await stage(assistant);
    server.type('summary', 'topic', 'TRADE 3');
    const { body } = await server.waitForCall('POST', /callback$/);
    const { choices } = body.data as { choices: { name: string }[] };
    expect(choices.map(({ name }) => name)).toEqual([
      'trade 3',
      ...Array.from({ length: 10 }, (_, i) => `trade 3${i}`),
    ]);
    server.calls.length = 0;
    server.type('summary', 'topic', '');
    const all = await server.waitForCall('POST', /callback$/);
    expect((all.body.data as { choices: unknown[] }).choices).toHaveLength(25);
  });

  it('suggests nothing when the topics fail', async () => {
    const { server } = await stage();
    server.type('summary', 'topic', 'a');
    const { body } = await server.waitForCall('POST', /callback$/);
    expect(body).toMatchObject({ type: 8, data: { choices: [] } });
  });

  it('summarises a topic', async () => {
    const assistant = new FakeAssistant();
    assistant.onSummarize = async () => answer({ question: 'energy' });
    const { server } = await stage(assistant);
    server.command('summary', { topic: 'energy' });
    expect((await server.nextMessage()).message.embeds).toMatchObject([{ title: 'Summary' }]);
    expect(assistant.calls).toEqual(['summarize energy']);
  });

  it('answers the message command with the text of the message', async () => {
    const { server, assistant } = await stage(answering(answer()));
    server.useMessageCommand('Ask about this', 'What about oil?');
    await server.nextMessage();
    expect(assistant.calls).toEqual(['ask What about oil?']);
  });

  it('asks about the beginning of a message that is longer than a question may be', async () => {
    const { server, assistant } = await stage(answering(answer()));
    server.useMessageCommand('Ask about this', 'What about oil? '.repeat(60));
    await server.nextMessage();
    expect(assistant.calls[0]).toMatch(/^ask (?:What about oil\? )+.*…$/);
    expect(assistant.calls[0]!.length).toBeLessThanOrEqual('ask '.length + 500);
  });

  it('says that a message without text cannot be asked about', async () => {
    const { server } = await stage();
    server.useMessageCommand('Ask about this', '');
    expect(await server.nextMessage()).toMatchObject({ ephemeral: true, message: { content: /no text/ } });
  });
});

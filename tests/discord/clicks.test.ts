import { describe, expect, it } from 'vitest';
import { SummitError } from '../../src/core/errors.ts';
import { IDS, PERMISSIONS } from '../support/discord-events.ts';
import type { ShownMessage } from '../support/discord-rest.ts';
import { answer, citation, QUOTE } from './fixtures.ts';
import { FakeAssistant, type Stage, stage } from './setup.ts';

const question = 'How large is @everyone_s *trade*?';
const passage = `${' '.repeat(100)}Before. ${QUOTE}. After the quote.`;

/** An answered question whose bot was replaced by one that knows nothing of it. */
async function answeredThenRestarted(citations = [citation(1)]): Promise<Stage & { shown: ShownMessage }> {
  const assistant = new FakeAssistant();
  const start = 1000 - passage.indexOf(QUOTE);
  assistant.onAsk = async (asked) => answer({ question: asked, citations });
  assistant.onSearch = async (query) => ({
    query,
    results: [
      {
        file: citation(1).file,
        start,
        end: start + passage.length,
        startLine: 12,
        endLine: 18,
        score: 1,
        text: passage,
      },
    ],
    elapsedMs: 1,
  });
  const scene = await stage(assistant);
  scene.server.command('ask', { question });
  const shown = await scene.server.nextMessage();
  await scene.restart();
  assistant.calls.length = 0;
  return Object.assign(scene, { shown });
}

function description(shown: ShownMessage): string {
  return (shown.message.embeds as { description: string }[])[0]?.description ?? '';
}

describe('buttons and the menu after a restart', () => {
  it('shows the sources with whole quotes to the user alone', async () => {
    const { server, assistant, shown } = await answeredThenRestarted();
    server.click(shown.message.id, /sources/);
    const sources = await server.nextMessage();
    expect(sources.ephemeral).toBe(true);
    expect(description(sources)).toBe(
      `**[1]** 000_ccbed369184ef90d.txt · lines 14–17 · 5 Dec 2025\n> "${QUOTE}" ✓`,
    );
    expect(assistant.calls).toEqual([`search ${question}`]);
  });

  it('turns the pages of many sources, even when the search fails', async () => {
    const { server, assistant, shown } = await answeredThenRestarted(
      [1, 2, 3, 4, 5].map((marker) => citation(marker)),
    );
    assistant.onSearch = async () => Promise.reject(new SummitError('index', 'The index is missing.'));
    expect((shown.message.embeds as { fields: { value: string }[] }[])[0]?.fields[0]?.value).toContain(
      '2 more',
    );
    server.click(shown.message.id, /sources/);
    const first = await server.nextMessage();
    expect(description(first).match(/\*\*\[\d\]/g)).toHaveLength(3);
    server.click(first.message.id, /page:1/);
    const second = await server.nextMessage();
    expect(second.message.id).toBe(first.message.id);
    expect(description(second)).toContain('**[5]** 000_ccbed369184ef90d.txt');
  });

  it('shows a passage from the menu as it stands in the file', async () => {
    const { server, shown } = await answeredThenRestarted();
    server.click(shown.message.id, /passages/, {}, [
      'c1|1000|1115|14|17|2025-12-05|000_ccbed369184ef90d.txt',
    ]);
    const text = description(await server.nextMessage());
    expect(text).toContain('lines 12–18');
    expect(text).toContain('Before. Putin highlighted');
  });

  it('finds a source by its quote when its question does not find it', async () => {
    const { server, assistant, shown } = await answeredThenRestarted();
    const found = assistant.onSearch;
    assistant.onSearch = async (query) =>
      query === question ? { query, results: [], elapsedMs: 1 } : found(query);
    server.click(shown.message.id, /sources/);
    expect(description(await server.nextMessage())).toContain(`> "${QUOTE}" ✓`);
    expect(assistant.calls[1]).toContain('search Putin highlighted');
  });

  it('says so when a passage is no longer found', async () => {
    const { server, shown } = await answeredThenRestarted();
    server.click(shown.message.id, /passages/, {}, ['e1|300|700|5|6||001_514babaee8e1ccd5.txt']);
    expect(description(await server.nextMessage())).toContain('documents may have changed');
  });

  it('answers again in place for the one who asked', async () => {
    const { server, assistant, shown } = await answeredThenRestarted();
    assistant.onAsk = async (asked) => answer({ question: asked, text: 'A new answer. [1]' });
    server.click(shown.message.id, /again/);
    expect((await server.nextMessage()).message.content).toContain('Asking again');
    const again = await server.nextMessage();
    expect(assistant.calls).toEqual([`ask ${question}`]);
    expect(again.message).toMatchObject({ id: shown.message.id, content: '' });
    expect(description(again)).toBe('A new answer. [1]');
  });

  it('posts the new answer below one of several messages', async () => {
    const assistant = new FakeAssistant();
    assistant.onSummarize = async (topic) =>
      answer({ question: topic, text: 'One more point. [1] '.repeat(100) });
    const { server } = await stage(assistant);
    server.command('summary', { topic: 'energy' });
    const first = await server.nextMessage();
    const last = await server.nextMessage();
    server.click(last.message.id, /again/);
    const again = await server.nextMessage();
    expect(description(again)).toBe(description(first));
    expect([first.message.id, last.message.id]).not.toContain(again.message.id);
    await server.nextMessage();
    expect(assistant.calls).toEqual(['summarize energy', 'summarize energy']);
  });

  it('keeps the old answer and its buttons when asking again fails', async () => {
    const { server, assistant, shown } = await answeredThenRestarted();
    assistant.onAsk = async () => Promise.reject(new SummitError('endpoint', 'The model is down.'));
    server.click(shown.message.id, /again/);
    await server.nextMessage();
    const failed = await server.nextMessage();
    expect(failed.message.content).toContain('The model is down.');
    expect(description(failed)).toBe(description(shown));
    expect(failed.message.components).toHaveLength(2);
  });

  it('refuses to regenerate for somebody else, except a moderator', async () => {
    const { server, assistant, shown } = await answeredThenRestarted();
    server.click(shown.message.id, /again/, { userId: IDS.bob });
    const refusal = await server.nextMessage();
    expect(refusal).toMatchObject({ ephemeral: true, how: 'reply' });
    expect(refusal.message.content).toContain('Only the person who asked');
    expect(assistant.calls).toEqual([]);
    server.click(shown.message.id, /again/, {
      userId: IDS.bob,
      memberPermissions: PERMISSIONS.manageMessages,
    });
    await server.nextMessage();
    expect(description(await server.nextMessage())).toBe(description(shown));
    expect(assistant.calls).toEqual([`ask ${question}`]);
  });

  it('logs a vote and thanks the voter alone', async () => {
    const { server, log, shown } = await answeredThenRestarted();
    server.click(shown.message.id, /vote:down/, { userId: IDS.bob });
    expect((await server.nextMessage()).ephemeral).toBe(true);
    const details = {
      vote: 'down',
      userId: IDS.bob,
      messageId: shown.message.id,
      guildId: IDS.guild,
      question,
    };
    expect(log).toContainEqual({ level: 'info', message: 'Vote', details });
  });
});

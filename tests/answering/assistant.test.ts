import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAssistant } from '../../src/answering/assistant.ts';
import type { ChatAnswerer, ChatOutcome } from '../../src/answering/generation/chat-answerer.ts';
import type { Assistant } from '../../src/core/answer.ts';
import { SummitError } from '../../src/core/errors.ts';
import type { Passage } from '../../src/core/passage.ts';
import type { IndexSettings } from '../../src/indexing/ingest.ts';
import { type LiveIndexOptions, openLiveIndex } from '../../src/indexing/live-index.ts';
import { expectProven } from '../support/citations.ts';
import { ARTICLES, indexFixture } from '../support/index-fixtures.ts';
import { type RecordingLogger, recordingLogger } from '../support/recording-logger.ts';

/** The index follows the corpus before every answer. */
const FOLLOWING: LiveIndexOptions = { checkEveryMs: 0, patienceMs: 30_000 };
/** The index stays what it was when it was opened. */
const BLIND: LiveIndexOptions = { checkEveryMs: Number.POSITIVE_INFINITY };

const COST = 'How much did the bridge over the harbour cost?';

/** A promise that the test settles. */
function pending(): { readonly promise: Promise<void>; resolve(): void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve: () => resolve() };
}

interface Stage {
  readonly assistant: Assistant;
  readonly settings: IndexSettings;
  readonly logger: RecordingLogger;
}

async function stage(
  options: LiveIndexOptions = FOLLOWING,
  loadChat: (() => Promise<ChatAnswerer>) | null = null,
  given?: IndexSettings,
): Promise<Stage> {
  const settings = given ?? (await indexFixture());
  const logger = recordingLogger();
  const assistant = await createAssistant({
    index: await openLiveIndex(settings, { logger, ...options }),
    loadChat,
    logger,
  });
  onTestFinished(() => assistant.close());
  return { assistant, settings, logger };
}

describe('answers', () => {
  it('cite the sentence where it stands in its file', async () => {
    const { assistant, settings } = await stage();
    const answer = await assistant.ask(COST);
    expect(answer).toMatchObject({ kind: 'answered', mode: 'extractive', model: null, notice: null });
    expect(answer.text).toContain('64 million crowns');
    expectProven(answer, settings.corpusFolder);
  });

  it('abstain on what the documents do not say, and show the nearest passages', async () => {
    const { assistant, settings } = await stage();
    const answer = await assistant.ask('Which bridge architect won the Nobel prize for chemistry?');
    expect(answer).toMatchObject({ kind: 'abstained', citations: [] });
    expect(answer.nearest.length).toBeGreaterThan(0);
    expectProven(answer, settings.corpusFolder);
  });

  it('say when only the beginning of a question was read', async () => {
    const { assistant } = await stage();
    const answer = await assistant.ask(`${COST} ${'please '.repeat(600)}`);
    expect(answer.notice).toMatch(/has \d+ characters; the first 2000 were read/);
  });

  it('retrieve k passages', async () => {
    const { assistant } = await stage();
    expect((await assistant.search('bridge ferry tea', { k: 2 })).results).toHaveLength(2);
    expect((await assistant.ask('bridge ferry tea', { k: 1 })).evidence).toHaveLength(1);
  });

  it('summarize several files', async () => {
    const { assistant, settings } = await stage(
      FOLLOWING,
      null,
      await indexFixture({
        'a.txt': 'Energy\n\nEnergy trade grew by nine per cent in the north.\n',
        'b.txt': 'Power\n\nNew plants bring energy to the southern islands.\n',
      }),
    );
    const summary = await assistant.summarize('energy');
    expect(summary.citations.map(({ file }) => file).sort()).toEqual(['a.txt', 'b.txt']);
    expectProven(summary, settings.corpusFolder);
  });

  it('to a summary without a topic abstain', async () => {
    const { assistant } = await stage();
    expect(await assistant.summarize('the')).toMatchObject({ kind: 'abstained', reason: 'no-evidence' });
  });
});

describe('a document that changes', () => {
  it('is answered from as it is now', async () => {
    const { assistant, settings } = await stage();
    const path = join(settings.corpusFolder, 'bridge.txt');
    await writeFile(
      path,
      `An inserted line.\n${ARTICLES['bridge.txt']?.replace('64 million', '71 million')}`,
    );
    const answer = await assistant.ask(COST);
    expect(answer.text).toContain('71 million');
    expectProven(answer, settings.corpusFolder);
  });

  it('is no evidence while the index does not know the change', async () => {
    const { assistant, settings } = await stage(BLIND);
    expect((await assistant.ask(COST)).text).toContain('64 million');
    // Same length, so that only its content tells.
    const path = join(settings.corpusFolder, 'bridge.txt');
    await writeFile(path, ARTICLES['bridge.txt']?.replace('64 million', '71 million') ?? '');
    const answer = await assistant.ask(COST);
    expect(answer.text).not.toMatch(/64|71/);
    expect([...answer.citations, ...answer.evidence].map(({ file }) => file)).not.toContain('bridge.txt');
    expectProven(answer, settings.corpusFolder);
  });

  it.each([
    ['at once when the index follows', FOLLOWING],
    ['even while the index knows it', BLIND],
  ])('no longer answers when it was deleted, %s', async (_, options) => {
    const { assistant, settings } = await stage(options);
    await rm(join(settings.corpusFolder, 'bridge.txt'));
    const answer = await assistant.ask(COST);
    expect(answer.citations.map(({ file }) => file)).not.toContain('bridge.txt');
    expect((await assistant.search('bridge')).results.map(({ file }) => file)).not.toContain('bridge.txt');
  });

  it('is never quoted with words that do not stand there, whatever the edit', async () => {
    for (const options of [BLIND, FOLLOWING]) {
      const { assistant, settings } = await stage(options);
      const path = join(settings.corpusFolder, 'bridge.txt');
      const original = await readFile(path, 'utf8');
      await fc.assert(
        fc.asyncProperty(
          fc.nat(original.length),
          fc.nat(20),
          fc.string({ unit: 'grapheme', maxLength: 20 }),
          async (start, length, inserted) => {
            await writeFile(path, original.slice(0, start) + inserted + original.slice(start + length));
            expectProven(await assistant.ask(COST), settings.corpusFolder);
          },
        ),
        { numRuns: 30 },
      );
    }
  });

  it('is mentioned while its indexing takes longer than a question may wait', async () => {
    const settings = await indexFixture();
    await (await openLiveIndex(settings)).close();
    const gate = pending();
    const { embedder } = settings;
    const slow: IndexSettings = {
      ...settings,
      embedder: {
        ...embedder,
        embedCorpus: async (texts, options) => {
          await gate.promise;
          return embedder.embedCorpus(texts, options);
        },
      },
    };
    const { assistant } = await stage({ checkEveryMs: 0, patienceMs: 0 }, null, slow);
    await writeFile(join(settings.corpusFolder, 'new.txt'), 'The lighthouse was built in 1887.\n');
    // A comparison with the corpus that began before the change may have to end first.
    await expect
      .poll(async () => String((await assistant.ask('When was the lighthouse built?')).notice), {
        timeout: 10_000,
      })
      .toMatch(/documents have changed; the index is being updated/);
    expect((await assistant.ask('When was the lighthouse built?')).text).not.toContain('1887');
    gate.resolve();
    await expect
      .poll(async () => (await assistant.ask('When was the lighthouse built?')).text, { timeout: 10_000 })
      .toContain('1887');
  });
});

describe('cancellation', () => {
  it('rejects every kind of request', async () => {
    const { assistant } = await stage();
    const signal = AbortSignal.abort();
    for (const request of [
      assistant.ask(COST, { signal }),
      assistant.summarize('bridge', { signal }),
      assistant.search('bridge', { signal }),
    ]) {
      await expect(request).rejects.toMatchObject({ name: 'SummitError', code: 'cancelled' });
    }
  });

  it('reaches the chat model and is not taken for a failure of the endpoint', async () => {
    const asked = pending();
    const { assistant } = await stage(
      FOLLOWING,
      chatOf(async (_passages, signal) => {
        asked.resolve();
        await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
        throw new SummitError('cancelled', 'Cancelled.');
      }),
    );
    const controller = new AbortController();
    const asking = assistant.ask(COST, { signal: controller.signal });
    await asked.promise;
    controller.abort();
    await expect(asking).rejects.toMatchObject({ code: 'cancelled' });
  });
});

/** A chat answerer that does what the test says. */
function chatOf(
  answer: (passages: readonly Passage[], signal?: AbortSignal) => Promise<ChatOutcome>,
): () => Promise<ChatAnswerer> {
  return async () => ({
    modelName: 'test-model',
    answer: (_question, passages, options) => answer(passages, options?.signal),
  });
}

/** The sentence of the bridge's cost, proven by its place. */
function costSentence(passages: readonly Passage[]) {
  const passage = passages.find(({ file }) => file === 'bridge.txt');
  const start = passage ? passage.start + passage.text.indexOf('It cost') : 0;
  const quotes = [{ file: 'bridge.txt', start, end: start + 'It cost 64 million crowns'.length }];
  return { text: 'The bridge cost 64 million crowns.', quotes };
}

describe('generated answers', () => {
  it('are cited by the quotes that prove them', async () => {
    const { assistant, settings } = await stage(
      FOLLOWING,
      chatOf(async (passages) => ({
        ...{ kind: 'answered', sentences: [costSentence(passages)], removedSentences: 2 },
        interruption: null,
      })),
    );
    const answer = await assistant.ask(COST);
    expect(answer).toMatchObject({ mode: 'chat', model: 'test-model', removedSentences: 2, notice: null });
    expect(answer.text).toBe('The bridge cost 64 million crowns. [1]');
    expect(answer.citations[0]?.quote).toBe('It cost 64 million crowns');
    expectProven(answer, settings.corpusFolder);
  });

  it('are not asked for what a document states of itself', async () => {
    const given = await indexFixture({
      ...ARTICLES,
      'tower.txt':
        'A tower for the port\n\nBy Jane Doe, staff writer\n\nThe tower of the port is finished.\n',
    });
    const { assistant } = await stage(
      FOLLOWING,
      chatOf(async () => {
        throw new Error('the model was asked');
      }),
      given,
    );
    const answer = await assistant.ask('Who wrote the article about the tower of the port?');
    expect(answer).toMatchObject({ mode: 'extractive', text: 'By Jane Doe, staff writer [1]' });
  });

  it('lose a sentence whose file changed while the model wrote, and count it', async () => {
    const given = await indexFixture();
    const { assistant, settings } = await stage(
      BLIND,
      chatOf(async (passages) => {
        await writeFile(join(given.corpusFolder, 'bridge.txt'), 'Nothing is left of it.\n');
        const ferry = passages.find(({ file }) => file === 'ferry.txt');
        const start = (ferry?.start ?? 0) + (ferry?.text.indexOf('The ferry') ?? 0);
        const stops = {
          text: 'The ferry stops in spring.',
          quotes: [{ file: 'ferry.txt', start, end: start + 26 }],
        };
        return {
          kind: 'answered',
          sentences: [costSentence(passages), stops],
          removedSentences: 0,
          interruption: null,
        };
      }),
      given,
    );
    const answer = await assistant.ask('What about the bridge over the harbour and the ferry?');
    expect(answer).toMatchObject({
      mode: 'chat',
      removedSentences: 1,
      text: 'The ferry stops in spring. [1]',
    });
    expectProven(answer, settings.corpusFolder);
  });

  it('are replaced by the documents’ own sentences when nothing of them could be verified', async () => {
    const { assistant } = await stage(
      FOLLOWING,
      chatOf(async () => ({
        kind: 'unsupported',
        removedSentences: 3,
        reason: 'missing-fact',
        interruption: null,
      })),
    );
    expect(await assistant.ask(COST)).toMatchObject({
      ...{ kind: 'answered', mode: 'extractive', model: null, removedSentences: 3 },
      notice: expect.stringMatching(/Nothing that test-model wrote could be verified/),
    });
  });

  it('abstain when the model declines', async () => {
    const { assistant } = await stage(
      FOLLOWING,
      chatOf(async () => ({ kind: 'declined', removedSentences: 0 })),
    );
    expect(await assistant.ask(COST)).toMatchObject({ kind: 'abstained', mode: 'chat', model: 'test-model' });
  });

  it('are replaced, with the reason and a warning, when the endpoint fails', async () => {
    const { assistant, logger } = await stage(
      FOLLOWING,
      chatOf(async () => Promise.reject(new SummitError('endpoint', 'The endpoint is asleep. Wake it.'))),
    );
    expect(await assistant.ask(COST)).toMatchObject({
      ...{ kind: 'answered', mode: 'extractive', model: null },
      notice: expect.stringMatching(/The endpoint is asleep\. Wake it\./),
    });
    expect(logger.of('warn').join()).toContain('asleep');
  });

  it('do not hide a bug', async () => {
    const { assistant } = await stage(
      FOLLOWING,
      chatOf(async () => Promise.reject(new TypeError('a bug'))),
    );
    await expect(assistant.ask(COST)).rejects.toThrow(TypeError);
  });

  it('load the model once, and not before there is something to draft from', async () => {
    let loaded = 0;
    const load = chatOf(async () => ({ kind: 'declined', removedSentences: 0 }));
    const { assistant } = await stage(FOLLOWING, () => {
      loaded++;
      return load();
    });
    expect(await assistant.ask('')).toMatchObject({ kind: 'abstained', mode: 'extractive' });
    await assistant.summarize('bridge');
    expect(loaded).toBe(0);
    await assistant.ask(COST);
    await assistant.ask(COST);
    expect(loaded).toBe(1);
  });

  it('are followed by a sentence of the documents that contradicts them', async () => {
    const given = await indexFixture({
      ...ARTICLES,
      'city.txt': 'City accounts\n\nThe bridge over the harbour cost 71 million crowns.\n',
    });
    const { assistant, settings } = await stage(
      FOLLOWING,
      chatOf(async (passages) => ({
        ...{ kind: 'answered', sentences: [costSentence(passages)], removedSentences: 0, interruption: null },
      })),
      given,
    );
    const answer = await assistant.ask(COST);
    expect(answer.text).toBe(
      'The bridge cost 64 million crowns. [1] The bridge over the harbour cost 71 million crowns. [2]',
    );
    expect(answer.conflicts).toMatchObject([
      {
        claims: [
          { value: '64 million crowns', marker: 1 },
          { value: '71 million crowns', marker: 2 },
        ],
      },
    ]);
    expectProven(answer, settings.corpusFolder);
  });
});

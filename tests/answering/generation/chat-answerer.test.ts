import { AIMessageChunk } from '@langchain/core/messages';
import { FakeStreamingChatModel } from '@langchain/core/utils/testing';
import { describe, expect, it, vi } from 'vitest';
import { createChatAnswerer } from '../../../src/answering/generation/chat-answerer.ts';
import { silentLogger } from '../../../src/core/logger.ts';
import type { SupportedSentence } from '../../../src/core/passage.ts';
import { TRADE_PASSAGES } from '../../support/trade-passage.ts';

function answerer(chunks: readonly (string | AIMessageChunk)[], contextTokens = 4096) {
  const model = new FakeStreamingChatModel({
    chunks: chunks.map((chunk) => (typeof chunk === 'string' ? new AIMessageChunk(chunk) : chunk)),
  });
  return createChatAnswerer({ model, modelName: 'fake', contextTokens, logger: silentLogger });
}

describe('createChatAnswerer', () => {
  it('answers with the sentences that hold, each with its quotes, and counts the others', async () => {
    const draft = [
      'Trade reached $68 bil',
      'lion. [1] It reached $70 billion. [1] The target is $100 billion by 2030 [',
      '1].',
    ];
    const outcome = await answerer(draft).answer('How much?', TRADE_PASSAGES);
    expect(outcome).toEqual({
      kind: 'answered',
      removedSentences: 1,
      interruption: null,
      sentences: [
        { text: 'Trade reached $68 billion.', quotes: [{ file: 'a.txt', start: 0, end: 36 }] },
        { text: 'The target is $100 billion by 2030.', quotes: [{ file: 'a.txt', start: 37, end: 72 }] },
      ],
    });
  });

  it('cuts off a model that does not come to an end, and keeps what was verified', async () => {
    const endless = Array.from({ length: 60 }, () => ` ${'on and '.repeat(200)}`);
    const outcome = await answerer(['Trade reached $68 billion. [1] It', ...endless]).answer(
      'How much?',
      TRADE_PASSAGES,
    );
    expect(outcome).toMatchObject({
      kind: 'answered',
      sentences: [{ text: 'Trade reached $68 billion.' }],
      interruption: expect.stringContaining('did not come to an end'),
    });
  });

  it('shows each sentence once, as soon as it is verified', async () => {
    const shown: SupportedSentence[] = [];
    const draft = [
      'Trade reached $68 billion. [1]\n',
      'Trade reached $68 billion [1].\n',
      'Putin met Modi in Moscow. [1]',
    ];
    const outcome = await answerer(draft).answer('How much?', TRADE_PASSAGES, {
      onSentence: (sentence) => void shown.push(sentence),
    });
    expect(shown.map((sentence) => sentence.text)).toEqual([
      'Trade reached $68 billion.',
      'Putin met Modi in Moscow.',
    ]);
    expect(outcome).toMatchObject({ kind: 'answered', sentences: shown, removedSentences: 0 });
  });

  it.each([
    'no_answer',
    'NO_ANSWER. The passages do not say it.',
    'NO_ANSWER: nothing is said of it.',
    'NO_ANSWER',
    ' NO_ANSWER. ',
    '**NO_ANSWER**',
    '<think>Nothing about it.</think>NO_ANSWER\n',
  ])('declines when the model says %j', async (draft) => {
    expect(await answerer([draft]).answer('Who?', TRADE_PASSAGES)).toEqual({
      kind: 'declined',
      removedSentences: 0,
    });
  });

  it('counts nothing of reasoning whose beginning was not sent, and shows nothing of it the next time', async () => {
    const draft = [
      'It may be $70 billion. The target',
      ' is $100 billion by 2030. [1] Right.\n</think>\n',
      'Trade reached $68 billion. [1]',
    ];
    const asked = answerer(draft);
    const outcome = { kind: 'answered', removedSentences: 0 };
    expect(await asked.answer('How much?', TRADE_PASSAGES)).toMatchObject(outcome);
    expect(await asked.answer('How much?', TRADE_PASSAGES)).toMatchObject({
      ...{ ...outcome, sentences: [{ text: 'Trade reached $68 billion.' }] },
    });
  });

  it('rejects an empty answer', async () => {
    const failure = answerer(['', ' \n']).answer('How much?', TRADE_PASSAGES);
    await expect(failure).rejects.toMatchObject({
      code: 'endpoint',
      message: expect.stringMatching(/empty answer/),
    });
  });

  it('does nothing for a signal that has fired', async () => {
    const failure = answerer(['NO_ANSWER']).answer('How much?', TRADE_PASSAGES, {
      signal: AbortSignal.abort(),
    });
    await expect(failure).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('traces nothing to LangSmith, even where the environment asks for it', async () => {
    vi.stubEnv('LANGSMITH_TRACING', 'true');
    vi.stubEnv('LANGSMITH_API_KEY', 'lsv2-test');
    const fetching = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network in this test'));
    await answerer(['Trade reached $68 billion. [1]']).answer('How much?', TRADE_PASSAGES);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(fetching).not.toHaveBeenCalled();
    fetching.mockRestore();
    vi.unstubAllEnvs();
  });
});

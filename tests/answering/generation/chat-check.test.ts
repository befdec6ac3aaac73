import { AIMessage, AIMessageChunk } from '@langchain/core/messages';
import { FakeStreamingChatModel } from '@langchain/core/utils/testing';
import { describe, expect, it, vi } from 'vitest';
import { checkChat } from '../../../src/answering/generation/chat-check.ts';

describe('checkChat', () => {
  it('sends its request to no tracing service', async () => {
    const model = new FakeStreamingChatModel({ chunks: [new AIMessageChunk('one, two')] });
    const stream = vi.spyOn(model, 'stream');
    expect(await checkChat(model, 'fake', 1_000)).toMatchObject({ kind: 'answers' });
    expect(stream.mock.calls[0]?.[1]?.callbacks).toMatchObject([{ name: 'langchain_tracer' }]);
  });

  it('ends with a model that writes without an end', async () => {
    const model = new FakeStreamingChatModel({
      // Only what it streams from a response, letter by letter, takes time.
      responses: [new AIMessage('on and '.repeat(200))],
      sleep: 5,
    });
    expect(await checkChat(model, 'fake', 1_000, 200)).toEqual({
      kind: 'fails',
      problem: expect.stringMatching(/fake did not come to an end within 0\.2 seconds\. Use a smaller/),
    });
  });

  it('ends what an endpoint said with one full stop', async () => {
    const model = new FakeStreamingChatModel({ thrownErrorString: 'Connection error.' });
    expect(await checkChat(model, 'fake', 1_000)).toMatchObject({
      problem: expect.stringMatching(/failed: Connection error\. Check/),
    });
  });
});

import { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import { isSystemRefused } from '../../embedding/endpoint-failure.ts';
import { withoutSystem } from './chat-prompt.ts';

/** Sends messages to a model; resolves when its reply begins, and rejects as the model does. */
export type ModelStream = (
  messages: readonly BaseMessage[],
  signal: AbortSignal,
) => Promise<AsyncIterable<AIMessageChunk>>;

/** Keeps LangSmith's tracer out: it is added unless a handler of this name is there. */
export class NoTracing extends BaseCallbackHandler {
  readonly name: string = 'langchain_tracer';
}

/** Replies of a model. Once its template has refused a system message, the rules stand in the user's. */
export function modelStream(model: BaseChatModel): ModelStream {
  let takesSystem = true;
  return async (messages, signal) => {
    const open = (): Promise<AsyncIterable<AIMessageChunk>> =>
      model.stream(takesSystem ? [...messages] : withoutSystem(messages), {
        ...{ signal, callbacks: [new NoTracing()] },
      });
    try {
      return await open();
    } catch (thrown) {
      if (!takesSystem || !isSystemRefused(thrown)) throw thrown;
      takesSystem = false;
      return open();
    }
  };
}

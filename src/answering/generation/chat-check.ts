import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { SummitError } from '../../core/errors.ts';
import { endpointFailure } from '../../embedding/endpoint-failure.ts';
import { guardedStream } from './guarded-stream.ts';
import { secretsOf } from './model-secrets.ts';
import { NoTracing } from './model-stream.ts';
import { streamEnding } from './stream-ending.ts';

/** What came of a tiny chat request. */
export type ChatCheck =
  | {
      readonly kind: 'answers';
      /** From the request to the first token, in milliseconds; includes the loading of the model. */
      readonly firstTokenMs: number;
      /** False when the answer came in one piece. */
      readonly streams: boolean;
    }
  /** What went wrong and what to do. */
  | { readonly kind: 'fails'; readonly problem: string };

const PROMPT = 'Count from one to ten in words, separated by commas. Write nothing else.';

/**
 * Asks a chat model to count to ten, which sends no document. It may be silent for `timeoutMs`, and take `deadlineMs` in
 * all, with whatever it thinks. Never rejects.
 */
export async function checkChat(
  model: BaseChatModel,
  modelName: string,
  timeoutMs: number,
  deadlineMs: number = 3 * timeoutMs,
): Promise<ChatCheck> {
  const startedAt = performance.now();
  const ending = streamEnding();
  let firstTokenMs: number | undefined;
  let pieces = 0;
  try {
    const stream = guardedStream((signal) => model.stream(PROMPT, { signal, callbacks: [new NoTracing()] }), {
      ...{ firstTimeoutMs: timeoutMs, idleTimeoutMs: timeoutMs, signal: undefined },
      deadline: {
        ms: deadlineMs,
        isMet: () => false,
        failure: () =>
          new SummitError(
            'endpoint',
            `${modelName} did not come to an end within ${Math.round(deadlineMs / 100) / 10} seconds. Use a smaller model, or one that thinks less.`,
          ),
      },
    });
    for await (const chunk of stream) {
      ending.see(chunk);
      if (chunk.text === '') continue;
      firstTokenMs ??= Math.round(performance.now() - startedAt);
      pieces++;
    }
    ending.check(modelName);
    return { kind: 'answers', firstTokenMs: firstTokenMs ?? 0, streams: pieces > 1 };
  } catch (thrown) {
    const request = { model: modelName, modelSetting: 'SUMMIT_CHAT_MODEL', secrets: secretsOf(model) };
    return { kind: 'fails', problem: endpointFailure(thrown, request).message };
  }
}

import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { SummitError, throwIfCancelled } from '../core/errors.ts';
import { isTimeOut, isTooMuchAtOnce } from './endpoint-failure.ts';

/** What one request may hold, and how many may be under way. */
export interface BatchLimits {
  /** Texts per request: small enough for progress and for servers that limit a batch. */
  readonly texts: number;
  /** UTF-16 code units per request; a longer text goes alone. */
  readonly characters: number;
  readonly requests: number;
}

export const BATCH_DEFAULTS: BatchLimits = {
  texts: 64,
  characters: 64_000,
  requests: 2,
};

/** A server that cannot do so few texts in its time does not answer at all. */
const FEWEST_AFTER_TIME_OUT = 8;

/** LangChain's port; an implementation may take a signal. */
export interface CancellableEmbeddings extends EmbeddingsInterface {
  embedDocuments(texts: string[], options?: { readonly signal?: AbortSignal }): Promise<number[][]>;
}

/** A text that waits for its vector. */
export interface PendingText {
  readonly key: string;
  readonly text: string;
}

/**
 * Embeds pending texts in batches, a few requests at a time, and gives each answer to `take` at once, one after the
 * other. Texts that `take` adds to `pending` are embedded as well. A batch that is too much for the server is halved,
 * and those that follow are no larger. After a failure no request is started, but the answers that are under way are
 * taken; after a cancellation none is waited for.
 * @throws what the embeddings or `take` threw first; SummitError `cancelled`.
 */
export async function embedInBatches(
  pending: PendingText[],
  options: {
    readonly embeddings: CancellableEmbeddings;
    readonly limits: BatchLimits;
    readonly signal?: AbortSignal | undefined;
    readonly take: (batch: readonly PendingText[], vectors: readonly number[][]) => Promise<void>;
  },
): Promise<void> {
  const { embeddings, limits, signal, take } = options;
  let mostTexts = limits.texts;
  let failure: { readonly thrown: unknown } | null = null;
  let taken: Promise<void> = Promise.resolve();

  const send = async (batch: readonly PendingText[]): Promise<void> => {
    const texts = batch.map(({ text }) => text);
    let vectors: number[][];
    try {
      vectors = await untilCancelled(embeddings.embedDocuments(texts, signal ? { signal } : {}), signal);
    } catch (thrown) {
      const fewest = isTimeOut(thrown) ? FEWEST_AFTER_TIME_OUT : 1;
      if (batch.length <= fewest || !isTooMuchAtOnce(thrown)) throw thrown;
      mostTexts = Math.min(mostTexts, Math.ceil(batch.length / 2));
      pending.unshift(...batch);
      return;
    }
    if (vectors.length !== batch.length) {
      throw new SummitError(
        'endpoint',
        `The embedding endpoint gave ${vectors.length} vectors for ${batch.length} texts.`,
      );
    }
    // A copy that cannot fail: whoever waits for `taken` only waits for his turn.
    const turn = taken.then(() => take(batch, vectors));
    taken = turn.catch(() => {});
    await turn;
  };
  const work = async (): Promise<void> => {
    while (failure === null && pending.length > 0) {
      try {
        throwIfCancelled(signal);
        await send(nextBatch(pending, mostTexts, limits.characters));
      } catch (thrown) {
        failure ??= { thrown };
      }
    }
  };
  await Promise.all(Array.from({ length: limits.requests }, work));
  if (failure) throw (failure as { readonly thrown: unknown }).thrown;
}

/** Takes at least one text from the front. */
function nextBatch(pending: PendingText[], mostTexts: number, mostCharacters: number): PendingText[] {
  let count = 0;
  let characters = 0;
  while (count < Math.min(mostTexts, pending.length)) {
    characters += pending[count]?.text.length ?? 0;
    if (count > 0 && characters > mostCharacters) break;
    count++;
  }
  return pending.splice(0, count);
}

/** Settles with the work, or rejects as soon as the signal fires; the work is then left to itself. */
async function untilCancelled<Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (!signal) return work;
  let onAbort = (): void => {};
  const cancellation = new Promise<never>((_resolve, reject) => {
    onAbort = () => {
      try {
        throwIfCancelled(signal);
      } catch (cancelled) {
        reject(cancelled);
      }
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, cancellation]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

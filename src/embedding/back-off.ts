import { setTimeout as delay } from 'node:timers/promises';
import { throwIfCancelled } from '../core/errors.ts';

/** How long a request is tried again. Lengths of time in milliseconds. */
export interface BackOff {
  /** Attempts after the first one. */
  readonly retries: number;
  /** Before the first of them; doubled for each that follows. */
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** A server that asks for a longer wait is not waited for. */
  readonly longestRetryAfterMs: number;
}

/**
 * Runs `work` until it succeeds. After a failure `rethrowIfFinal` throws what will not change, and may leave the wait
 * that the server asked for as `retryAfterMs` on the error.
 * @throws what the last attempt threw; `cancelled` when the signal fires during a wait.
 */
export async function withBackOff<Result>(
  work: () => Promise<Result>,
  options: BackOff & {
    readonly rethrowIfFinal: (thrown: unknown) => void;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Result> {
  const { retries, rethrowIfFinal, signal } = options;
  for (let attempt = 0; ; attempt++) {
    throwIfCancelled(signal);
    try {
      return await work();
    } catch (thrown) {
      throwIfCancelled(signal);
      rethrowIfFinal(thrown);
      if (attempt >= retries) throw thrown;
      const waitMs = Math.max(backOffMs(attempt, options), retryAfterOf(thrown));
      await delay(waitMs, undefined, signal ? { signal } : {}).catch(() => throwIfCancelled(signal));
    }
  }
}

/**
 * The wait after failure number `attempt` (from 0). Half of it is random, so that clients that were refused together
 * do not come back together ("equal jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function backOffMs(
  attempt: number,
  { firstDelayMs, longestDelayMs }: Pick<BackOff, 'firstDelayMs' | 'longestDelayMs'>,
  random: () => number = Math.random,
): number {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** attempt) * (0.5 + random() / 2);
}

function retryAfterOf(thrown: unknown): number {
  const stated =
    typeof thrown === 'object' && thrown !== null && 'retryAfterMs' in thrown ? thrown.retryAfterMs : 0;
  return typeof stated === 'number' && stated > 0 ? stated : 0;
}

import { SummitError, throwIfCancelled } from '../../core/errors.ts';

export interface StreamDeadline {
  /** From the beginning, in milliseconds. */
  readonly ms: number;
  /** True once the deadline no longer counts. */
  isMet(): boolean;
  /** What the stream is given up with. */
  failure(): SummitError;
}

export interface StreamGuards {
  /** Milliseconds until the first item, and between two items. */
  readonly firstTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** A time for the whole stream, which items do not lengthen. */
  readonly deadline?: StreamDeadline;
  /** Called when no item came for `quietMs` after the last one, once per pause; the next item waits for it. */
  readonly onQuiet?: () => Promise<void>;
  readonly quietMs?: number;
}

/**
 * The items of a stream that is given up when it stalls or when the signal fires, whatever the source does: neither
 * event waits for the source to notice. The source is told to stop through the signal that `open` receives.
 */
export async function* guardedStream<Item>(
  open: (abort: AbortSignal) => Promise<AsyncIterable<Item>>,
  { firstTimeoutMs, idleTimeoutMs, signal, deadline, onQuiet, quietMs }: StreamGuards,
): AsyncGenerator<Item> {
  throwIfCancelled(signal);
  const source = new AbortController();
  let items = 0;
  const startedAt = performance.now();
  /** Milliseconds until the deadline; infinite when there is none, or none any more. */
  const timeLeft = (): number =>
    deadline === undefined || deadline.isMet()
      ? Number.POSITIVE_INFINITY
      : startedAt + deadline.ms - performance.now();
  const next = <Result>(work: Promise<Result>): Promise<Result> => {
    const timeoutMs = items === 0 ? firstTimeoutMs : idleTimeoutMs;
    const waitingSince = performance.now();
    return raced(work, signal, () => {
      const idleLeft = waitingSince + timeoutMs - performance.now();
      const left = timeLeft();
      if (left <= 0 && deadline !== undefined) return deadline.failure();
      return idleLeft <= 0 ? stalled(timeoutMs, items) : Math.min(idleLeft, left);
    });
  };
  try {
    const iterator = (await next(open(source.signal)))[Symbol.asyncIterator]();
    while (true) {
      const pause = items === 0 || onQuiet === undefined ? null : onPause(onQuiet, quietMs ?? 0);
      let result: IteratorResult<Item>;
      try {
        result = await next(iterator.next());
      } finally {
        await pause?.end();
      }
      if (result.done === true) break;
      items++;
      yield result.value;
    }
    throwIfCancelled(signal);
  } finally {
    source.abort();
  }
}

/** Calls `onQuiet` unless it is ended before; ending waits for a call under way and throws what it threw. */
function onPause(onQuiet: () => Promise<void>, quietMs: number): { end(): Promise<void> } {
  let called: Promise<void> | undefined;
  const timer = setTimeout(() => {
    called = onQuiet();
    // Whoever ends the pause gets the failure; until then it is no unhandled one.
    called.catch(() => {});
  }, quietMs);
  return {
    async end() {
      clearTimeout(timer);
      await called;
    },
  };
}

/** The work's outcome, unless the signal fires before or `remaining`, the milliseconds to wait, turns into a failure. */
function raced<Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
  remaining: () => number | SummitError,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    // A deadline may be met while the work is waited for, so what is left is asked again when the time has come.
    const wait = (): void => {
      const left = remaining();
      if (typeof left === 'number') timer = setTimeout(wait, Math.ceil(left));
      else settle(() => reject(left));
    };
    const onAbort = (): void =>
      settle(() => reject(new SummitError('cancelled', 'Cancelled.', { cause: signal?.reason })));
    const settle = (outcome: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      outcome();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
    else wait();
    work.then(
      (result) => settle(() => resolve(result)),
      (thrown: unknown) => settle(() => reject(thrown)),
    );
  });
}

function stalled(timeoutMs: number, items: number): SummitError {
  const seconds = Math.round(timeoutMs / 100) / 10;
  return new SummitError(
    'endpoint',
    items === 0
      ? `The endpoint sent nothing for ${seconds} seconds. Check that the server runs and has loaded the model; use a smaller one, or lower SUMMIT_CONTEXT_TOKENS so that it has less to read.`
      : `The endpoint stalled in the middle of its answer (${seconds} seconds without a token). Ask again, and see its log.`,
  );
}

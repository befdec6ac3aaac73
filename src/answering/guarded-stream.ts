import { SummitError, throwIfCancelled } from '../core/errors.ts';

export interface StreamGuards {
  /** Milliseconds until the first item, and between two items. */
  readonly firstTimeoutMs: number;
  readonly idleTimeoutMs: number;
  readonly signal: AbortSignal | undefined;
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
  { firstTimeoutMs, idleTimeoutMs, signal, onQuiet, quietMs }: StreamGuards,
): AsyncGenerator<Item> {
  throwIfCancelled(signal);
  const source = new AbortController();
  let items = 0;
  const next = <Result>(work: Promise<Result>): Promise<Result> =>
    raced(work, items === 0 ? firstTimeoutMs : idleTimeoutMs, items, signal);
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

function raced<Result>(
  work: Promise<Result>,
  timeoutMs: number,
  items: number,
  signal: AbortSignal | undefined,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(stalled(timeoutMs, items))), timeoutMs);
    const onAbort = (): void =>
      settle(() => reject(new SummitError('cancelled', 'Cancelled.', { cause: signal?.reason })));
    const settle = (outcome: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      outcome();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted) onAbort();
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
      ? `The endpoint sent nothing for ${seconds} seconds. Check that the server runs and has loaded the model, or use a smaller one.`
      : `The endpoint stalled in the middle of its answer (${seconds} seconds without a token). Ask again, and see its log.`,
  );
}

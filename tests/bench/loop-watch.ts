import { readFileSync } from 'node:fs';
import { percentile } from '../../src/evaluation/metrics.ts';

/** How late the event loop of this thread was, in milliseconds. */
export interface LoopFigures {
  readonly delayP99: number;
  readonly delayMax: number;
  /** The longest that the thread itself computed between two turns of the loop; null where the system does not tell. */
  readonly busyMax: number | null;
  /** The longest that the thread was ready to run and waited for a core, between two turns of the loop; null likewise. */
  readonly waitMax: number | null;
}

const TICK_MS = 1;

/**
 * Watches the event loop with a timer. On a machine that is shared, a delay may be the system's, which lets another
 * thread run first: Linux counts both apart, in nanoseconds, for every thread.
 */
export function watchLoop(): () => LoopFigures {
  const delays: number[] = [];
  let busyMax: number | null = null;
  let waitMax: number | null = null;
  let [before, used] = [performance.now(), schedule()];
  const timer = setInterval(() => {
    const [now, usedNow] = [performance.now(), schedule()];
    delays.push(Math.max(0, now - before - TICK_MS));
    if (used && usedNow) {
      busyMax = Math.max(busyMax ?? 0, usedNow.ran - used.ran);
      waitMax = Math.max(waitMax ?? 0, usedNow.waited - used.waited);
    }
    [before, used] = [now, usedNow];
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    return {
      delayP99: percentile(delays, 0.99),
      delayMax: delays.reduce((most, delay) => Math.max(most, delay), 0),
      busyMax,
      waitMax,
    };
  };
}

/** Time that this thread ran, and that it waited for a core, so far, in milliseconds. */
function schedule(): { readonly ran: number; readonly waited: number } | null {
  try {
    const [ran = 0, waited = 0] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ').map(Number);
    return { ran: ran / 1e6, waited: waited / 1e6 };
  } catch {
    return null;
  }
}

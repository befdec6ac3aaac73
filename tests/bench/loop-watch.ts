import { readFileSync } from 'node:fs';
import { percentile } from '../../src/evaluation/metrics.ts';

/** How late the event loop of this thread was, in milliseconds. */
export interface LoopFigures {
  readonly delayP99: number;
  readonly delayMax: number;
  /** The longest delay less what the thread waited for a core or the hypervisor took of its core; null where Linux does not tell. */
  readonly ownMax: number | null;
  /** The longest that the hypervisor took of the thread's core between two turns of the loop; null likewise. */
  readonly stolenMax: number | null;
}

const TICK_MS = 1;

/**
 * Watches the event loop with a timer. On a machine that is shared, a delay may be the system's, which lets another
 * thread run first, or the hypervisor's, which lets another machine run: Linux counts both apart.
 */
export function watchLoop(): () => LoopFigures {
  const delays: number[] = [];
  const own: number[] = [];
  const stolen: number[] = [];
  let [before, lost] = [performance.now(), lostTime()];
  const timer = setInterval(() => {
    const [now, lostNow] = [performance.now(), lostTime()];
    const delay = Math.max(0, now - before - TICK_MS);
    delays.push(delay);
    if (lost && lostNow) {
      const waited = lostNow.waited - lost.waited;
      const taken = (lostNow.stolen.get(lostNow.core) ?? 0) - (lost.stolen.get(lostNow.core) ?? 0);
      // A thread may wait while its core is taken: the same time counts once.
      own.push(Math.max(0, delay - Math.max(waited, taken)));
      stolen.push(taken);
    }
    [before, lost] = [now, lostNow];
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    return {
      delayP99: percentile(delays, 0.99),
      delayMax: largest(delays),
      ownMax: own.length > 0 ? largest(own) : null,
      stolenMax: stolen.length > 0 ? largest(stolen) : null,
    };
  };
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

/** The kernel counts what the hypervisor takes in hundredths of a second. */
const STOLEN_UNIT_MS = 10;

/** The place of the core in /proc/thread-self/stat after the name of the thread, which may hold spaces. */
const CORE_FIELD = 36;
const STOLEN_FIELD = 8;

interface LostTime {
  /** The core that the thread is on. */
  readonly core: string;
  /** Time that the thread waited for a core so far, in milliseconds. */
  readonly waited: number;
  /** Time that the hypervisor took so far, by core, in milliseconds: a thread moves from core to core. */
  readonly stolen: ReadonlyMap<string, number>;
}

function lostTime(): LostTime | null {
  try {
    const [, waited = 0] = readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ').map(Number);
    const own = readFileSync('/proc/thread-self/stat', 'utf8');
    const core = own.slice(own.lastIndexOf(')') + 2).split(' ')[CORE_FIELD] ?? '';
    const stolen = new Map<string, number>();
    for (const line of readFileSync('/proc/stat', 'utf8').split('\n')) {
      const [name = '', ...times] = line.split(/\s+/);
      if (/^cpu\d/.test(name))
        stolen.set(name.slice(3), Number(times[STOLEN_FIELD - 1] ?? 0) * STOLEN_UNIT_MS);
    }
    return { core, waited: waited / 1e6, stolen };
  } catch {
    return null;
  }
}

import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf, SummitError, systemErrorCode, throwIfCancelled } from '../core/errors.ts';

export interface LockOptions {
  /** How long to wait for another process, in milliseconds. */
  readonly waitMs: number;
  /** Called once, when waiting begins. */
  readonly onWait?: (message: string) => void;
  readonly signal?: AbortSignal;
}

const POLL_MS = 100;
/** A holder that has not renewed its lock for so long is gone, whatever machine it was on. */
const STALE_MS = 10_000;
/** The same for whoever removes a dead holder's lock, which takes a moment. */
const REMOVAL_STALE_MS = 2_000;

interface Owner {
  readonly pid: number;
  readonly host: string;
}

/**
 * Runs `work` while no other process builds this index. The lock only saves double work: generations stay correct
 * without it. A holder on this machine that has died is noticed at once.
 * @throws SummitError `locked` when the other process takes longer than `waitMs`.
 */
export async function withIndexLock<T>(
  indexFolder: string,
  options: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const release = await acquire(indexFolder, options);
  try {
    return await work();
  } finally {
    await release();
  }
}

async function acquire(
  indexFolder: string,
  { waitMs, onWait, signal }: LockOptions,
): Promise<() => Promise<void>> {
  // Loaded here, because a question on a finished index needs no lock.
  const { lock } = (await import('proper-lockfile')).default;
  const lockFolder = join(indexFolder, 'lock');
  const ownerFile = join(indexFolder, 'lock-owner.json');
  const deadline = performance.now() + waitMs;
  let announced = false;
  const take = async (lockfilePath: string, stale: number): Promise<(() => Promise<void>) | null> => {
    try {
      // The library tells its locks apart by the first argument, not by the path of the lock.
      return await lock(lockfilePath, {
        lockfilePath,
        realpath: false,
        stale,
        onCompromised: () => {},
      });
    } catch (error) {
      if (systemErrorCode(error) === 'ELOCKED') return null;
      throw error;
    }
  };
  /**
   * Removes what a dead holder left. One process at a time does so, and looks again first: else the second of two would
   * remove the new lock of the first. As long as the owner's file names the dead one, nobody takes the lock.
   */
  const clear = async (): Promise<boolean> => {
    const done = await take(join(indexFolder, 'lock-removal'), REMOVAL_STALE_MS);
    if (!done) return false;
    try {
      if (isDead(await readOwner(ownerFile))) {
        await rm(lockFolder, { recursive: true, force: true });
        await rm(ownerFile, { force: true });
      }
      return true;
    } finally {
      await done().catch(() => {});
    }
  };
  for (;;) {
    throwIfCancelled(signal);
    if (!isDead(await readOwner(ownerFile)) || (await clear())) {
      const release = await take(lockFolder, STALE_MS);
      if (release) {
        const free = async (): Promise<void> => {
          // A lock that was taken over while this process was suspended is no longer ours to release.
          if ((await readOwner(ownerFile))?.pid === process.pid) await rm(ownerFile, { force: true });
          await release().catch(() => {});
        };
        try {
          await writeFile(ownerFile, JSON.stringify({ pid: process.pid, host: hostname() } satisfies Owner));
        } catch (error) {
          await free();
          throw error;
        }
        return free;
      }
    }
    const owner = await readOwner(ownerFile);
    const who = owner ? `process ${owner.pid} on ${owner.host}` : 'another process';
    if (!announced) onWait?.(`The index is being built by ${who}; waiting for it.`);
    announced = true;
    if (performance.now() > deadline) {
      throw new SummitError(
        'locked',
        `The index in ${indexFolder} is still being built by ${who}. Try again when it is done.`,
      );
    }
    await delay(POLL_MS, undefined, signal ? { signal } : {}).catch(() => throwIfCancelled(signal));
  }
}

async function readOwner(ownerFile: string): Promise<Owner | null> {
  try {
    const owner = JSON.parse(await readFile(ownerFile, 'utf8')) as Partial<Owner>;
    return typeof owner.pid === 'number' && typeof owner.host === 'string'
      ? { pid: owner.pid, host: owner.host }
      : null;
  } catch {
    return null;
  }
}

/** True for a holder on this machine that no longer runs. */
function isDead(owner: Owner | null): boolean {
  return owner !== null && owner.host === hostname() && !isRunning(owner.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ESRCH') return false;
    if (systemErrorCode(error) === 'EPERM') return true;
    throw new Error(`process ${pid} cannot be looked up: ${messageOf(error)}`, { cause: error });
  }
}

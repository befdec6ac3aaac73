import { SummitError } from '../core/errors.ts';

/** Bounds the answers worked on at once. */
export interface AnswerQueue {
  /** Lets a user in, who leaves by calling the result; null while they are in already. */
  enter(userId: string): (() => void) | null;
  /**
   * Runs the task when it is its turn. Rejects with an `input` SummitError when the line is full, and with the
   * signal's reason when that fires first.
   */
  run<Result>(signal: AbortSignal, task: () => Promise<Result>): Promise<Result>;
}

export const BUSY_MESSAGE =
  'I am still working on your previous question. Please wait for its answer, then ask again.';

/** One answer per user at a time, `running` over all users and at most `waiting` more in line, first come first served. */
export function answerQueue(limits: { readonly running: number; readonly waiting: number }): AnswerQueue {
  const users = new Set<string>();
  const line: (() => void)[] = [];
  let running = 0;

  async function takeTurn(signal: AbortSignal): Promise<void> {
    if (running < limits.running) {
      running += 1;
      return;
    }
    if (line.length >= limits.waiting) {
      throw new SummitError(
        'input',
        'Too many questions are waiting right now. Please ask again in a minute.',
      );
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        line.splice(line.indexOf(enter), 1);
        reject(signal.reason);
      };
      const enter = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      line.push(enter);
    });
  }

  // The turn passes on directly, so `running` does not change while somebody waits.
  function endTurn(): void {
    const next = line.shift();
    if (next) next();
    else running -= 1;
  }

  return {
    enter(userId) {
      if (users.has(userId)) return null;
      users.add(userId);
      return () => users.delete(userId);
    },
    async run(signal, task) {
      signal.throwIfAborted();
      await takeTurn(signal);
      try {
        return await task();
      } finally {
        endTurn();
      }
    },
  };
}

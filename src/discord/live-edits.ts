import type { Logger } from '../core/logger.ts';
import type { OutgoingMessage } from './answer-message.ts';

/** When each channel may be edited next: Discord limits edits per channel, whoever makes them. */
export interface EditPace {
  /** Milliseconds to wait from now until the next edit of the channel may go out; reserves that moment. */
  reserve(channelId: string): number;
}

export function editPace(intervalMs: number, now: () => number = () => performance.now()): EditPace {
  const next = new Map<string, number>();
  return {
    reserve(channelId) {
      const time = now();
      for (const [channel, free] of next) if (free <= time) next.delete(channel);
      const at = Math.max(time, next.get(channelId) ?? 0);
      next.set(channelId, at + intervalMs);
      return at - time;
    },
  };
}

/** Shows text while it grows. */
export interface LiveEdits {
  /** The newest state; states that come faster than the pace allows are skipped. */
  show(message: OutgoingMessage): void;
  /** Nothing is sent after this resolves, so that the final message cannot be overtaken. */
  stop(): Promise<void>;
}

/** Sends the newest state with one edit at a time. A failed edit ends the showing; the final message is sent all the same. */
export function liveEdits(
  pace: EditPace,
  channelId: string,
  edit: (message: OutgoingMessage) => Promise<unknown>,
  logger: Logger,
): LiveEdits {
  let newest: OutgoingMessage | null = null;
  let timer: NodeJS.Timeout | undefined;
  let editing: Promise<void> | undefined;
  let stopped = false;

  const send = async (): Promise<void> => {
    const message = newest;
    newest = null;
    if (message === null) return;
    try {
      await edit(message);
    } catch (thrown) {
      stopped = true;
      logger.debug('Could not show an answer while it was written', { error: String(thrown) });
    }
  };
  const schedule = (): void => {
    if (stopped || newest === null || timer !== undefined || editing !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      editing = send().finally(() => {
        editing = undefined;
        schedule();
      });
    }, pace.reserve(channelId));
  };

  return {
    show(message) {
      newest = message;
      schedule();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await editing;
    },
  };
}

import { type Io, write } from './io.ts';

/** Silence that lasts longer reads as a failure, in milliseconds. */
const PATIENCE_MS = 1_000;

const NOTE = '… working; Ctrl-C cancels';
const TAKE_AWAY = '\r\x1b[2K';

/** The output of one answer, which says on a terminal that it is under way while there is nothing to show yet. */
export interface WaitingNote {
  /** Takes the note away and prints. */
  print(text: string): Promise<void>;
  /** Takes the note away, when nothing was printed. */
  end(): Promise<void>;
}

export function waitingNote(stdout: Io['stdout'], patienceMs: number = PATIENCE_MS): WaitingNote {
  let isShown = false;
  const show = (): void => {
    isShown = true;
    stdout.write(NOTE);
  };
  const timer = stdout.isTTY ? setTimeout(show, patienceMs) : undefined;
  const end = async (): Promise<void> => {
    clearTimeout(timer);
    if (isShown) await write(stdout, TAKE_AWAY);
    isShown = false;
  };
  return {
    end,
    async print(text) {
      await end();
      await write(stdout, text);
    },
  };
}

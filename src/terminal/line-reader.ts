import { createInterface } from 'node:readline/promises';
import { type Io, write } from './io.ts';
import { terminalKeys } from './pasted-text.ts';

/** The lines that somebody types, or that come through a pipe. */
export interface LineReader {
  readonly isTerminal: boolean;
  /** Each line when it is asked for, with a prompt before it on a terminal. Ends with the input, or when closed. */
  lines(): AsyncGenerator<string>;
  /** Ctrl-C on a terminal. */
  onInterrupt(listener: () => void): void;
  /** Takes back the line that is being typed; where there is none, the reader is closed. */
  dropLine(): void;
  close(): void;
}

export function lineReader({ stdin, stdout }: Io, prompt: string): LineReader {
  const isTerminal = stdin.isTTY === true && stdout.isTTY === true;
  const keys = isTerminal ? terminalKeys(stdin, stdout) : null;
  const typed = createInterface({
    input: keys?.input ?? stdin,
    ...(isTerminal ? { output: stdout } : {}),
    terminal: isTerminal,
    prompt,
    historySize: 500,
  });
  /** Lines that were typed and have not been asked for. */
  let waiting = 0;
  let isPrompting = false;
  let isClosed = false;
  typed.on('line', () => waiting++);
  typed.on('close', () => {
    isClosed = true;
    keys?.close();
  });
  const promptOnTerminal = (): void => {
    isPrompting = isTerminal && !isClosed && waiting === 0;
    if (isPrompting) typed.prompt();
  };
  return {
    isTerminal,
    async *lines() {
      promptOnTerminal();
      for await (const line of typed) {
        waiting--;
        // What was typed during an answer stands above it; the prompt must show what is answered next.
        if (isTerminal && !isPrompting) await write(stdout, `${prompt}${line}\n`);
        yield line;
        promptOnTerminal();
      }
      if (isPrompting) await write(stdout, '\n');
    },
    onInterrupt: (listener) => void typed.on('SIGINT', listener),
    dropLine() {
      if (typed.line === '') return typed.close();
      typed.write(null, { ctrl: true, name: 'e' });
      typed.write(null, { ctrl: true, name: 'u' });
    },
    close: () => typed.close(),
  };
}

import { addAbortSignal, type Readable, type Writable } from 'node:stream';
import { throwIfCancelled } from '../core/errors.ts';

/** The streams of a command: answers go to `stdout`, everything else to `stderr`. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
}

/** Writes and waits until the text has been taken, so that the reader of a pipe sees each line at once. */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/**
 * The lines of a stream, each as soon as it is there, without LF or CRLF. node:readline also splits at a lone CR, so
 * that one line of input would give two of output.
 * @throws SummitError `cancelled` when the signal fires, also while no line comes.
 */
export async function* inputLines(stream: Readable, signal?: AbortSignal): AsyncGenerator<string> {
  let rest = '';
  try {
    if (signal) addAbortSignal(signal, stream);
    for await (const text of stream.setEncoding('utf8')) {
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield line.replace(/\r$/, '');
    }
  } catch (error) {
    throwIfCancelled(signal);
    throw error;
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}

/** True when whoever reads our output has gone, as in `summit ask … | head -1`. */
export function isBrokenPipe(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED')
  );
}

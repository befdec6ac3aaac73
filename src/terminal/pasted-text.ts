import { type Readable, Transform, type Writable } from 'node:stream';

const PASTE_BEGINS = '\x1b[200~';
const PASTE_ENDS = '\x1b[201~';
/** A beginning of `PASTE_ENDS` at the end of what has arrived. */
const PART_OF_END = /\x1b(?:\[(?:2(?:0(?:1)?)?)?)?$/;

/** The keys of a terminal, in which pasted text is one line. */
export interface TerminalKeys {
  readonly input: Readable;
  /** Gives the terminal back as it was. */
  close(): void;
}

/**
 * Asks the terminal to mark pasted text (bracketed paste mode of xterm), so that a question of several lines is not taken
 * for several questions: its line breaks become spaces, and whoever pasted it sends it off with Enter.
 */
export function terminalKeys(
  stdin: Readable & { readonly setRawMode?: (mode: boolean) => unknown },
  stdout: Writable,
): TerminalKeys {
  const flatten = pastedLines();
  const keys = new Transform({
    decodeStrings: false,
    transform: (text: string, _encoding, done) => done(null, flatten(text)),
  });
  stdin.setEncoding('utf8').pipe(keys);
  stdout.write('\x1b[?2004h');
  return {
    input: Object.assign(keys, { setRawMode: (mode: boolean) => stdin.setRawMode?.(mode) }),
    close() {
      stdout.write('\x1b[?2004l');
      stdin.unpipe(keys).pause();
    },
  };
}

/** Takes keys as they arrive, in pieces of any length, and gives them without the marks and breaks of pasted text. */
export function pastedLines(): (keys: string) => string {
  let isPasting = false;
  let held = '';
  const shown = (text: string): string => (isPasting ? text.replace(/\p{Cc}+/gu, ' ') : text);
  return (keys) => {
    let rest = held + keys;
    let out = '';
    for (;;) {
      const mark = isPasting ? PASTE_ENDS : PASTE_BEGINS;
      const at = rest.indexOf(mark);
      if (at < 0) break;
      out += shown(rest.slice(0, at));
      rest = rest.slice(at + mark.length);
      isPasting = !isPasting;
    }
    // Outside of pasted text an escape is a key of its own, which must not wait.
    held = isPasting ? (PART_OF_END.exec(rest)?.[0] ?? '') : '';
    return out + shown(rest.slice(0, rest.length - held.length));
  };
}

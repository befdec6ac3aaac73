import type { LineRange, Span } from '../core/span.ts';

/** A line of a text without its line break. */
export interface Line extends Span {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** The lines of a text. A line ends with `\n`; a `\r` before it belongs to the line break. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length + 1 : newline + 1;
    let end = newline === -1 ? text.length : newline;
    if (end > start && text.charCodeAt(end - 1) === 13) end--;
    lines.push({ number: lines.length + 1, start, end, text: text.slice(start, end) });
    start = next;
  }
  return lines;
}

/** Answers "on which line is this offset?" in logarithmic time. */
export class LineTable {
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#starts = starts;
  }

  /** The line, from 1, that holds the code unit at `offset`. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** The lines that a span touches; an empty span lies on the line of its start. */
  rangeOf(span: Span): LineRange {
    return {
      startLine: this.lineAt(span.start),
      endLine: this.lineAt(Math.max(span.start, span.end - 1)),
    };
  }
}

/** A half-open range `[start, end)` in UTF-16 code units of a document's text as stored in its file. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The lines a span touches, counted from 1, both inclusive. */
export interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** True when the two spans share at least one code unit. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** `line 14` or `lines 14–17`. */
export function linesText({ startLine, endLine }: LineRange): string {
  return startLine === endLine ? `line ${startLine}` : `lines ${startLine}–${endLine}`;
}

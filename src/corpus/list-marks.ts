import type { Line } from './lines.ts';
import { CLOSERS } from './sentence-end.ts';

/** The mark that opens a list item: "•", "3.", "b)". */
export interface ListMark {
  /** Marks of one list have one kind: the bullet itself, "1.", "1)", "a.", "a)", "A." or "A)". */
  readonly kind: string;
  /** The number, or the letter's code; null for bullets. */
  readonly order: number | null;
}

const MARK = /^\s*(?:([•◦▪‣*\-–—])|(\d{1,3})([.)])|(\p{L})([.)]))\s+\S/u;
/** "J. Carter": written like a mark, but mostly a name. */
const INITIAL = /^\s*\p{Lu}\.\s+\p{Lu}/u;
/** Bullets that prose never opens a line with. */
const CERTAIN = /[•◦▪‣*]/;
/** What ends a sentence or leads to a list; a line that ends otherwise goes on in the next. */
export const LINE_END: RegExp = new RegExp(String.raw`[.!?…:;。！？।؟]${CLOSERS}(?:\s*<!--.*-->)?\s*$`);
/** A shorter line was not broken because it was full. */
export const SHORTEST_WRAPPED_LINE = 40;
/** Lines up to which a list is searched for another item. */
const NEAR = 20;

export function listMark(text: string): ListMark | null {
  const match = MARK.exec(text);
  if (!match) return null;
  const [, bullet, number, afterNumber, letter, afterLetter] = match;
  if (bullet !== undefined) return { kind: bullet, order: null };
  if (number !== undefined) return { kind: `1${afterNumber}`, order: Number(number) };
  const isCapital = /\p{Lu}/u.test(letter as string);
  return { kind: `${isCapital ? 'A' : 'a'}${afterLetter}`, order: (letter as string).codePointAt(0) ?? null };
}

/** Whether a line opens with what may be the initial of a name. */
export function opensWithInitial(text: string): boolean {
  return INITIAL.test(text);
}

/** Whether a marked line follows another one in the same list; Markdown may number every item alike. */
export function follows(mark: ListMark, earlier: ListMark): boolean {
  if (mark.kind !== earlier.kind) return false;
  if (mark.order === null || earlier.order === null) return true;
  return mark.order === earlier.order + 1 || (mark.order === earlier.order && mark.kind.startsWith('1'));
}

/**
 * Whether a line opens a list item. An initial, a number or a dash that a wrapped sentence happened to break before does
 * not: "… thanks Mr and Mrs⏎J. Carter for …".
 */
export function startsItem(lines: readonly Line[], index: number): boolean {
  const line = lines[index] as Line;
  const mark = listMark(line.text);
  if (!mark) return false;
  const previous = lineBefore(lines, index);
  if (!previous || CERTAIN.test(mark.kind) || previous.text.trimEnd().endsWith(':')) return true;
  return !(opensWithInitial(line.text) || goesOn(previous)) || standsInList(lines, index);
}

/** Whether a line may break off in mid-sentence because it is full. */
export function goesOn(line: Line): boolean {
  return line.text.trim().length >= SHORTEST_WRAPPED_LINE && !LINE_END.test(line.text);
}

/** Whether a marked line has an item before or behind it, without a blank line between them, that it counts on with. */
export function standsInList(lines: readonly Line[], index: number): boolean {
  const mark = listMark((lines[index] as Line).text);
  if (!mark) return false;
  for (let at = index; at > index - NEAR && lineBefore(lines, at); at--) {
    const other = listMark((lines[at - 1] as Line).text);
    if (other && follows(mark, other)) return true;
  }
  for (let at = index + 1; at < index + NEAR && at < lines.length && lineBefore(lines, at); at++) {
    const other = listMark((lines[at] as Line).text);
    if (other && follows(other, mark)) return true;
  }
  return false;
}

/** The line directly above, unless one of the two is blank. */
export function lineBefore(lines: readonly Line[], index: number): Line | null {
  const [line, previous] = [lines[index], lines[index - 1]];
  if (!line || !previous || previous.number + 1 !== line.number) return null;
  return line.text.trim() === '' || previous.text.trim() === '' ? null : previous;
}

import type { Span } from '../core/span.ts';
import { type Line, splitLines } from './lines.ts';

/** A paragraph, heading or list item: one line, or several where the file wraps its lines. */
export interface Block extends Span {
  readonly kind: 'paragraph' | 'heading' | 'item';
}

const ITEM = /^\s*(?:[•◦▪‣*\-–—]|\d{1,3}[.)]|\p{L}[.)])\s+\S/u;
const MARKDOWN_HEADING = /^\s*#{1,6}\s+\S/;
const SENTENCE_END = /[.!?…:;。！？।]["'”’»)\]]*\s*$/;
const LONGEST_HEADING = 120;
const LONGEST_WRAPPED_LINE = 110;
const SHORTEST_WRAPPED_LINE = 40;

/**
 * The blocks of a text in order. Blank lines always separate; a single line break separates unless the text is
 * hard-wrapped, that is, most of its lines are of a similar length and break in mid-sentence.
 */
export function splitBlocks(text: string): Block[] {
  return blocksOfLines(splitLines(text));
}

/** As `splitBlocks`, for lines that were split already, some of which may have been left out. */
export function blocksOfLines(lines: readonly Line[]): Block[] {
  const wrapped = isHardWrapped(lines);
  const blocks: Block[] = [];
  let open: Line[] = [];
  const close = (): void => {
    const first = open[0];
    const last = open.at(-1);
    if (first && last) blocks.push(blockOf(first, last, open.length));
    open = [];
  };
  for (const line of lines) {
    if (line.text.trim() === '') {
      close();
      continue;
    }
    const previous = open.at(-1);
    const continues =
      wrapped &&
      previous !== undefined &&
      line.number === previous.number + 1 &&
      !startsBlock(line) &&
      !(isHeadingLine(previous) && previous.text.trim().length < SHORTEST_WRAPPED_LINE);
    if (!continues) close();
    open.push(line);
  }
  close();
  return blocks;
}

function blockOf(first: Line, last: Line, lineCount: number): Block {
  const kind = ITEM.test(first.text)
    ? 'item'
    : lineCount === 1 && isHeadingLine(first)
      ? 'heading'
      : 'paragraph';
  const indent = first.text.length - first.text.trimStart().length;
  const trailing = last.text.length - last.text.trimEnd().length;
  return { kind, start: first.start + indent, end: last.end - trailing };
}

function startsBlock(line: Line): boolean {
  return ITEM.test(line.text) || MARKDOWN_HEADING.test(line.text);
}

/** A heading has no sentence end and is short; a wrapped line is longer or goes on in the next one. */
function isHeadingLine(line: Line): boolean {
  if (MARKDOWN_HEADING.test(line.text)) return true;
  const text = line.text.trim();
  return (
    text.length <= LONGEST_HEADING &&
    !SENTENCE_END.test(text) &&
    !ITEM.test(line.text) &&
    /^["'“‘«(]*[\p{Lu}\p{N}\p{Lo}]/u.test(text)
  );
}

function isHardWrapped(lines: readonly Line[]): boolean {
  let pairs = 0;
  let midSentence = 0;
  for (let index = 0; index + 1 < lines.length; index++) {
    const line = lines[index] as Line;
    const next = lines[index + 1] as Line;
    if (line.text.trim() === '' || next.text.trim() === '' || next.number !== line.number + 1) continue;
    if (line.text.length > LONGEST_WRAPPED_LINE) return false;
    pairs++;
    if (
      line.text.trim().length >= SHORTEST_WRAPPED_LINE &&
      !SENTENCE_END.test(line.text) &&
      !startsBlock(next)
    )
      midSentence++;
  }
  return pairs >= 2 && midSentence / pairs >= 0.6;
}

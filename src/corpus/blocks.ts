import type { Span } from '../core/span.ts';
import { type Line, splitLines } from './lines.ts';
import {
  follows,
  goesOn,
  type ListMark,
  listMark,
  opensWithInitial,
  SENTENCE_END,
  SHORTEST_WRAPPED_LINE,
  standsInList,
  startsItem,
} from './list-marks.ts';
import { type LineRole, lineRoles } from './markup.ts';

/** A paragraph, heading or list item: one line, or several where the file wraps its lines. A table's row is an item. */
export interface Block extends Span {
  readonly kind: 'paragraph' | 'heading' | 'item';
}

/** A block with what its kind is decided by. */
interface Draft extends Block {
  readonly first: Line;
  readonly lastText: string;
  readonly lineCount: number;
  readonly mark: ListMark | null;
  readonly indent: number;
}

const MARKDOWN_HEADING = /^\s*#{1,6}\s+\S/;
/** A line all in bold. */
const BOLD_HEADING = /^\s*(?:\*\*[^*]*[^*.!…\s]\*\*|__[^_]*[^_.!…\s]__):?\s*$/;
const LONGEST_HEADING = 120;
const LONGEST_WRAPPED_LINE = 110;

/**
 * The blocks of a text in order. Blank lines always separate; a single line break separates unless the text is
 * hard-wrapped, that is, most of its lines are of a similar length and break in mid-sentence. Lines that only mark up
 * the text (rules, fences, front matter, images) are in no block.
 */
export function splitBlocks(text: string): Block[] {
  return blocksOfLines(splitLines(text));
}

/** As `splitBlocks`, for lines that were split already, some of which may have been left out. */
export function blocksOfLines(lines: readonly Line[]): Block[] {
  const roles = lineRoles(lines);
  const wrapped = isHardWrapped(lines, roles);
  const drafts: Draft[] = [];
  let from = -1;
  const close = (to: number): void => {
    if (from >= 0) drafts.push(draftOf(lines, roles, from, to));
    from = -1;
  };
  for (const [index, line] of lines.entries()) {
    if (line.text.trim() === '' || roles[index] === 'apart') {
      close(index);
      continue;
    }
    const previous = from < 0 ? undefined : lines[index - 1];
    const continues =
      wrapped &&
      previous !== undefined &&
      line.number === previous.number + 1 &&
      roles[index] === null &&
      roles[index - 1] === null &&
      !startsBlock(lines, index) &&
      !isMarkedHeading(previous.text) &&
      !(isHeadingLine(previous) && previous.text.trim().length < SHORTEST_WRAPPED_LINE);
    if (!continues) close(index);
    if (from < 0) from = index;
  }
  close(lines.length);
  return withNumberedHeadings(drafts).map(({ kind, start, end }) => ({ kind, start, end }));
}

function draftOf(lines: readonly Line[], roles: readonly LineRole[], from: number, to: number): Draft {
  const first = lines[from] as Line;
  const last = lines[to - 1] as Line;
  const indent = first.text.length - first.text.trimStart().length;
  const trailing = last.text.length - last.text.trimEnd().length;
  const kind = kindOf(lines, from, to, roles[from] ?? null);
  const mark = kind === 'item' ? listMark(first.text) : null;
  return {
    kind,
    start: first.start + indent,
    end: last.end - trailing,
    first,
    lastText: last.text.trimEnd(),
    lineCount: to - from,
    mark,
    indent,
  };
}

function kindOf(lines: readonly Line[], from: number, to: number, role: LineRole): Block['kind'] {
  const first = lines[from] as Line;
  if (role === 'table-row') return 'item';
  if (role === 'underlined') return 'heading';
  if (role !== null) return 'paragraph';
  const isProse = to - from > 1 || SENTENCE_END.test(first.text);
  if (listMark(first.text) && !(isProse && opensWithInitial(first.text) && !standsInList(lines, from)))
    return 'item';
  return to - from === 1 && isHeadingLine(first) ? 'heading' : 'paragraph';
}

const LONGEST_NUMBERED_HEADING = 80;

/**
 * "4. Summer fair" is a heading above prose or above a list with other marks, and where it counts on from the last such
 * heading; in a list it is an item.
 */
function withNumberedHeadings(drafts: readonly Draft[]): Draft[] {
  let last: ListMark | null = null;
  return drafts.map((draft, position): Draft => {
    const [previous, next] = [drafts[position - 1], drafts[position + 1]];
    if (!draft.mark || !next || !mayBeNumberedHeading(draft, previous)) return draft;
    const countsOn = last !== null && follows(draft.mark, last);
    if (!countsOn && !isHeaded(next, draft)) return draft;
    last = draft.mark;
    return { ...draft, kind: 'heading' };
  });
}

function mayBeNumberedHeading({ mark, first, lineCount }: Draft, previous: Draft | undefined): boolean {
  const text = first.text.trim();
  return (
    mark?.kind === '1.' &&
    lineCount === 1 &&
    text.length <= LONGEST_NUMBERED_HEADING &&
    !SENTENCE_END.test(text) &&
    /^\d+\.\s+["'“‘«(]*\p{Lu}/u.test(text) &&
    !(previous?.mark && follows(mark, previous.mark)) &&
    !(previous && previous.kind !== 'heading' && previous.lastText.endsWith(':'))
  );
}

/** Whether a block is what a numbered heading stands above, not a part of the same list. */
function isHeaded(next: Draft, { indent }: Draft): boolean {
  if (next.indent > indent) return false;
  if (next.kind === 'item') return next.mark !== null && next.mark.kind !== '1.';
  const isTable = next.lastText.includes('|');
  return next.kind === 'paragraph' && (isTable || next.lineCount > 1 || SENTENCE_END.test(next.lastText));
}

function startsBlock(lines: readonly Line[], index: number): boolean {
  return startsItem(lines, index) || isMarkedHeading((lines[index] as Line).text);
}

function isMarkedHeading(text: string): boolean {
  return MARKDOWN_HEADING.test(text) || (text.length <= LONGEST_HEADING && BOLD_HEADING.test(text));
}

/** A heading has no sentence end and is short; a wrapped line is longer or goes on in the next one. */
function isHeadingLine(line: Line): boolean {
  if (isMarkedHeading(line.text)) return true;
  const text = line.text.trim();
  return (
    text.length <= LONGEST_HEADING &&
    !SENTENCE_END.test(text) &&
    (!listMark(line.text) || opensWithInitial(line.text)) &&
    /^["'“‘«(]*[\p{Lu}\p{N}\p{Lo}]/u.test(text)
  );
}

function isHardWrapped(lines: readonly Line[], roles: readonly LineRole[]): boolean {
  let pairs = 0;
  let midSentence = 0;
  for (let index = 0; index + 1 < lines.length; index++) {
    const line = lines[index] as Line;
    const next = lines[index + 1] as Line;
    if (line.text.trim() === '' || next.text.trim() === '' || next.number !== line.number + 1) continue;
    if (roles[index] !== null || roles[index + 1] !== null) continue;
    if (line.text.length > LONGEST_WRAPPED_LINE) return false;
    if (startsBlock(lines, index + 1)) continue;
    pairs++;
    if (goesOn(line)) midSentence++;
  }
  return pairs >= 2 && midSentence / pairs >= 0.6;
}

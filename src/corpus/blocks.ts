import type { Span } from '../core/span.ts';
import { bylineOf } from './bylines.ts';
import { dateOfHead } from './head-dates.ts';
import { labelledLines } from './labelled-lines.ts';
import { type Line, splitLines } from './lines.ts';
import {
  follows,
  goesOn,
  LINE_END,
  type ListMark,
  listMark,
  opensWithInitial,
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
  /** Of the first line. */
  readonly role: LineRole;
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
/** Of the line breaks of wrapped text, the share that stands in mid-sentence. */
const LEAST_MID_SENTENCE = 0.6;
/** Of those, the share before a word that opens no line by itself; in German, where nouns are capitals, it is smallest. */
const LEAST_CONTINUED = 0.3;
const BEGINS_ANEW = /^[^\p{L}\p{N}]*[\p{Lu}\p{N}]/u;

/**
 * The blocks of a text in order. Blank lines always separate; a single line break separates unless the text is
 * hard-wrapped, that is, most of its lines are of a similar length and break in mid-sentence. Lines that only mark up
 * the text (rules, fences, front matter, images) are in no block.
 */
export function splitBlocks(text: string): Block[] {
  const lines = splitLines(text);
  return blocksOfLines(lines, lineRoles(lines));
}

/** As `splitBlocks`, for lines that were split already, some of which may have been left out, and their roles. */
export function blocksOfLines(lines: readonly Line[], roles: readonly LineRole[]): Block[] {
  const labelled = labelledLines(lines);
  const wrapped = isHardWrapped(lines, roles, labelled);
  const drafts: Draft[] = [];
  let from = -1;
  const close = (to: number): void => {
    if (from >= 0) drafts.push(draftOf(lines, from, to, roles[from] ?? null, labelled[from] === true));
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
      !startsBlock(lines, index, labelled) &&
      !isMarkedHeading(previous.text) &&
      !(isHeadingLine(previous) && previous.text.trim().length < SHORTEST_WRAPPED_LINE);
    if (!continues) close(index);
    if (from < 0) from = index;
  }
  close(lines.length);
  return withLineLists(withNumberedHeadings(drafts)).map(({ kind, start, end }) => ({ kind, start, end }));
}

function draftOf(
  lines: readonly Line[],
  from: number,
  to: number,
  role: LineRole,
  isLabelled: boolean,
): Draft {
  const first = lines[from] as Line;
  const last = lines[to - 1] as Line;
  const indent = first.text.length - first.text.trimStart().length;
  const trailing = last.text.length - last.text.trimEnd().length;
  const kind = isLabelled && role === null ? 'paragraph' : kindOf(lines, from, to, role);
  const mark = kind === 'item' ? listMark(first.text) : null;
  return {
    kind,
    start: first.start + indent,
    end: last.end - trailing,
    role,
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
  const isProse = to - from > 1 || LINE_END.test(first.text);
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
    !LINE_END.test(text) &&
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
  return next.kind === 'paragraph' && (isTable || next.lineCount > 1 || LINE_END.test(next.lastText));
}

/** Fewer lines, one directly below the other, may be a headline with what belongs to it. */
const SHORTEST_LINE_LIST = 3;
/** The same for lines with blank ones between them: above a text may stand a kicker, a title and a subtitle. */
const SHORTEST_LIST_APART = 4;

/** Of several lines that read like headings, one after the other, only the first can head the others. */
function withLineLists(drafts: readonly Draft[]): Draft[] {
  const listed = [...drafts];
  const makeItems = (from: number, to: number): void => {
    if (listed.slice(from, to).some(standsAboveText)) return;
    for (let at = from + 1; at < to; at++) listed[at] = { ...(listed[at] as Draft), kind: 'item' };
  };
  for (const [from, to] of runsOfHeadings(drafts, isDirectlyBelow))
    if (to - from >= SHORTEST_LINE_LIST) makeItems(from, to);
  // The last of those that stand apart may head what follows it.
  for (const [from, to] of runsOfHeadings(listed, (next, one) => !isDirectlyBelow(next, one)))
    if (to - from >= SHORTEST_LIST_APART) makeItems(from, to < listed.length ? to - 1 : to);
  return listed;
}

/** The runs, as half-open ranges, of headings without marks of which each goes on from the one before. */
function runsOfHeadings(
  drafts: readonly Draft[],
  goesOnFrom: (next: Draft, one: Draft) => boolean,
): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (const [at, draft] of drafts.entries()) {
    if (!isPlainHeading(draft)) continue;
    const run = runs.at(-1);
    if (run?.[1] === at && goesOnFrom(draft, drafts[at - 1] as Draft)) run[1] = at + 1;
    else runs.push([at, at + 1]);
  }
  return runs;
}

function isDirectlyBelow(next: Draft, one: Draft): boolean {
  return next.first.number === one.first.number + 1;
}

function isPlainHeading(draft: Draft): boolean {
  return draft.kind === 'heading' && draft.role === null && !draft.mark && !isMarkedHeading(draft.lastText);
}

/** Below a headline stand names and dates. */
function standsAboveText({ lastText }: Draft): boolean {
  return bylineOf(lastText, false) !== null || dateOfHead(lastText, false) !== null;
}

function startsBlock(lines: readonly Line[], index: number, labelled: readonly boolean[]): boolean {
  return labelled[index] === true || startsItem(lines, index) || isMarkedHeading((lines[index] as Line).text);
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
    !LINE_END.test(text) &&
    (!listMark(line.text) || opensWithInitial(line.text)) &&
    /^["'“‘«(]*[\p{Lu}\p{N}\p{Lo}]/u.test(text)
  );
}

/**
 * Whether most line breaks stand in mid-sentence. A line that may go on does so where the next one does not begin like a
 * line of its own: in a list of entries each begins with a capital letter or a number.
 */
function isHardWrapped(
  lines: readonly Line[],
  roles: readonly LineRole[],
  labelled: readonly boolean[],
): boolean {
  let pairs = 0;
  let midSentence = 0;
  let continued = 0;
  for (let index = 0; index + 1 < lines.length; index++) {
    const line = lines[index] as Line;
    const next = lines[index + 1] as Line;
    if (line.text.trim() === '' || next.text.trim() === '' || next.number !== line.number + 1) continue;
    if (roles[index] !== null || roles[index + 1] !== null) continue;
    if (startsBlock(lines, index + 1, labelled)) continue;
    pairs++;
    // A long address may stand in wrapped text; long lines throughout are paragraphs.
    if (line.text.length > LONGEST_WRAPPED_LINE || !goesOn(line)) continue;
    midSentence++;
    if (!BEGINS_ANEW.test(next.text) || !/\p{Ll}/u.test(next.text)) continued++;
  }
  return (
    pairs >= 2 && midSentence / pairs >= LEAST_MID_SENTENCE && continued / midSentence >= LEAST_CONTINUED
  );
}

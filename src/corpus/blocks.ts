import type { Span } from '../core/span.ts';
import { type RawBlock, withLineLists, withNumberedHeadings } from './block-kinds.ts';
import { isHeadingLine, isMarkedHeading } from './heading-lines.ts';
import { labelledLines } from './labelled-lines.ts';
import { type Line, splitLines } from './lines.ts';
import {
  goesOn,
  LINE_END,
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
  const raw: RawBlock[] = [];
  let from = -1;
  const close = (to: number): void => {
    if (from >= 0) raw.push(rawBlock(lines, from, to, roles[from] ?? null, labelled[from] === true));
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
  return withLineLists(withNumberedHeadings(raw)).map(({ kind, start, end }) => ({ kind, start, end }));
}

function rawBlock(
  lines: readonly Line[],
  from: number,
  to: number,
  role: LineRole,
  isLabelled: boolean,
): RawBlock {
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

function startsBlock(lines: readonly Line[], index: number, labelled: readonly boolean[]): boolean {
  return labelled[index] === true || startsItem(lines, index) || isMarkedHeading((lines[index] as Line).text);
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

import type { Block } from './blocks.ts';
import { bylineOf } from './bylines.ts';
import { dateOfHead } from './head-dates.ts';
import { isMarkedHeading } from './heading-lines.ts';
import type { Line } from './lines.ts';
import { follows, LINE_END, type ListMark } from './list-marks.ts';
import type { LineRole } from './markup.ts';

/** A block with what its kind is decided by, together with those around it. */
export interface RawBlock extends Block {
  /** Of the first line. */
  readonly role: LineRole;
  readonly first: Line;
  readonly lastText: string;
  readonly lineCount: number;
  readonly mark: ListMark | null;
  readonly indent: number;
}

const LONGEST_NUMBERED_HEADING = 80;

/**
 * "4. Summer fair" is a heading above prose or above a list with other marks, and where it counts on from the last such
 * heading; in a list it is an item.
 */
export function withNumberedHeadings(blocks: readonly RawBlock[]): RawBlock[] {
  let last: ListMark | null = null;
  return blocks.map((block, position): RawBlock => {
    const [previous, next] = [blocks[position - 1], blocks[position + 1]];
    if (!block.mark || !next || !mayBeNumberedHeading(block, previous)) return block;
    const countsOn = last !== null && follows(block.mark, last);
    if (!countsOn && !isHeaded(next, block)) return block;
    last = block.mark;
    return { ...block, kind: 'heading' };
  });
}

function mayBeNumberedHeading({ mark, first, lineCount }: RawBlock, previous: RawBlock | undefined): boolean {
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
function isHeaded(next: RawBlock, { indent }: RawBlock): boolean {
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
export function withLineLists(blocks: readonly RawBlock[]): RawBlock[] {
  const listed = [...blocks];
  const makeItems = (from: number, to: number): void => {
    if (listed.slice(from, to).some(standsAboveText)) return;
    for (let at = from + 1; at < to; at++) listed[at] = { ...(listed[at] as RawBlock), kind: 'item' };
  };
  for (const [from, to] of runsOfHeadings(blocks, isDirectlyBelow))
    if (to - from >= SHORTEST_LINE_LIST) makeItems(from, to);
  // The last of those that stand apart may head what follows it.
  for (const [from, to] of runsOfHeadings(listed, (next, one) => !isDirectlyBelow(next, one)))
    if (to - from >= SHORTEST_LIST_APART) makeItems(from, to < listed.length ? to - 1 : to);
  return listed;
}

/** The runs, as half-open ranges, of headings without marks of which each goes on from the one before. */
function runsOfHeadings(
  blocks: readonly RawBlock[],
  goesOnFrom: (next: RawBlock, one: RawBlock) => boolean,
): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (const [at, block] of blocks.entries()) {
    if (!isPlainHeading(block)) continue;
    const run = runs.at(-1);
    if (run?.[1] === at && goesOnFrom(block, blocks[at - 1] as RawBlock)) run[1] = at + 1;
    else runs.push([at, at + 1]);
  }
  return runs;
}

function isDirectlyBelow(next: RawBlock, one: RawBlock): boolean {
  return next.first.number === one.first.number + 1;
}

function isPlainHeading(block: RawBlock): boolean {
  return block.kind === 'heading' && block.role === null && !block.mark && !isMarkedHeading(block.lastText);
}

/** Below a headline stand names and dates. */
function standsAboveText({ lastText }: RawBlock): boolean {
  return bylineOf(lastText, false) !== null || dateOfHead(lastText, false) !== null;
}

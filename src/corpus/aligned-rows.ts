import type { Line } from './lines.ts';
import { listMark } from './list-marks.ts';

/** Where a cell stands in its line, in UTF-16 code units. */
interface Cell {
  readonly start: number;
  readonly end: number;
}

/** Sentences with two spaces between them stand below each other by chance, but not in so many lines. */
const FEWEST_ROWS = 3;
const FEWEST_TABBED_ROWS = 2;

/**
 * How many lines, from `index` on, are the rows of a table without rules: as many cells in each, set apart by tabs, or by
 * two spaces and more with every cell flush, left or right, with the one in the first row. 0 where it is no table.
 */
export function alignedRows(lines: readonly Line[], index: number): number {
  const first = cellsOf(lines[index] as Line);
  if (first.length < 2) return 0;
  const isTabbed = hasTab(lines[index] as Line);
  let end = index + 1;
  for (; end < lines.length; end++) {
    const line = lines[end] as Line;
    if (line.number !== (lines[end - 1] as Line).number + 1) break;
    const cells = cellsOf(line);
    if (cells.length !== first.length) break;
    const isBelow = cells.every(
      (cell, column) => cell.start === first[column]?.start || cell.end === first[column]?.end,
    );
    if (!(isTabbed ? hasTab(line) : isBelow)) break;
  }
  return end - index >= (isTabbed ? FEWEST_TABBED_ROWS : FEWEST_ROWS) ? end - index : 0;
}

/** The cells of a line; none where it opens with the mark of a list. */
function cellsOf({ text }: Line): Cell[] {
  if (!/\S(?:\t| {2})\s*\S/.test(text) || listMark(text)) return [];
  return Array.from(text.matchAll(/\S+(?: \S+)*/g), ({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  }));
}

function hasTab({ text }: Line): boolean {
  return text.trim().includes('\t');
}

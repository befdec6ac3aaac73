import { type Line, splitLines } from '../../corpus/lines.ts';
import { goesOn, lineBefore, listMark, opensWithInitial, standsInList } from '../../corpus/list-marks.ts';
import { cellsOf, lineRoles, withoutInlineMarks } from '../../corpus/markup.ts';

/** Quote and heading marks; ">" before a number may mean "more than". */
const LINE_MARK = /^(?:>\s?(?!\s*\d))+\s*|^#{1,6}\s+/;
const LIST_MARK = /^(?:[•◦▪‣*–—-]|\d{1,3}[.)]|[a-z][.)])\s+/u;
const UNTICKED = /^\[ \]\s+/;
const TICKED = /^\[[xX]\](?=\s)/;
/** Bullets that prose never opens a line with. */
const BULLET = /[•◦▪‣*]/;
/** The kind of a table's rows, which have no mark. */
const ROW = '|';
const SENTENCE_END = /[.!?…]["'”’»)\]]*$/;

/**
 * A quote as it is shown inside an answer: on one line, without the marks of lists, tables and other markup, which the
 * quote itself keeps.
 */
export function displayText(quote: string): string {
  const lines = splitLines(quote);
  const roles = lineRoles(lines);
  let header: readonly string[] = [];
  let shown = '';
  let list: string | null = null;
  let joined = false;
  for (const [index, line] of lines.entries()) {
    const [role, text] = [roles[index], line.text.trim()];
    if (role === 'table-header') header = cellsOf(text);
    if (role === 'apart' || role === 'table-header' || text === '') continue;
    const kind: string | null =
      role === 'table-row' ? ROW : itemKind(lines, index, { shown, isListed: list !== null });
    const said =
      role === 'table-row' ? rowText(cellsOf(text), header) : plainLine(text, shown === '' || kind !== null);
    if (shown === '') shown = said;
    else if (kind === null) shown += ` ${said}`;
    else {
      shown += `${joint(shown, joined || list === kind)}${said}`;
      joined = true;
    }
    list = kind ?? list;
  }
  if (shown === '') shown = header.join(', ');
  return withoutInlineMarks(shown).replace(/\s+/g, ' ').trim();
}

/** What stands before an item: ": " behind the heading of the list. */
function joint(before: string, isNext: boolean): string {
  if (before.endsWith(':')) return ' ';
  return isNext || SENTENCE_END.test(before) ? ' · ' : ': ';
}

/** The kind of the mark that a line opens an item with; a line of prose may open with one where a sentence was broken. */
function itemKind(
  lines: readonly Line[],
  index: number,
  { shown, isListed }: { readonly shown: string; readonly isListed: boolean },
): string | null {
  const { text } = lines[index] as Line;
  const mark = listMark(text);
  if (!mark) return null;
  if (BULLET.test(mark.kind) || standsInList(lines, index)) return mark.kind;
  const isInitial = opensWithInitial(text);
  if (shown === '') return isInitial ? null : mark.kind;
  const previous = lineBefore(lines, index);
  if (previous && goesOn(previous)) return null;
  const isFirst = shown.endsWith(':') || (isListed && mark.order === 1);
  return isFirst || (isListed && (isInitial || mark.order === null)) ? mark.kind : null;
}

function plainLine(text: string, isItem: boolean): string {
  const line = text.replace(LINE_MARK, '');
  return isItem ? line.replace(LIST_MARK, '').replace(UNTICKED, '').replace(TICKED, '✓') : line;
}

/** "Desk: 40", or "Desk: Cost 40" where the quote has the head of the table. */
function rowText([label = '', ...cells]: readonly string[], header: readonly string[]): string {
  const values = cells.map((cell, index) =>
    cell !== '' && header[index + 1] ? `${header[index + 1]} ${cell}` : cell,
  );
  return [label, values.filter((cell) => cell !== '').join(', ')].filter((part) => part !== '').join(': ');
}

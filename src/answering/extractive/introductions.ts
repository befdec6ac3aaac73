import type { Span } from '../../core/span.ts';
import type { CorpusDocument, DocumentBlock } from '../../corpus/document.ts';
import { listMark } from '../../corpus/list-marks.ts';
import { isTableHead } from './table-heads.ts';

/** Items up to which a list is shown. */
const LONGEST_LIST = 12;
/** In characters: a longer list does not go with its heading, its items answer by themselves. */
const LONGEST_HEADED_LIST = 500;
/** At most the underline of a heading. */
const HEADING_END = /^\s*[=-]*\s*$/;

/** Whether a block leads to what follows: it ends in ":", or it is the heading of a list or the head of a table. */
export function introduces(document: CorpusDocument, position: number): boolean {
  const block = document.blocks[position] as DocumentBlock;
  if (document.text[block.end - 1] === ':') return true;
  const [item, second] = document.blocks.slice(position + 1, position + 3);
  if (block.kind === 'item' || item?.kind !== 'item') return false;
  const between = document.text.slice(block.end, item.start);
  if (block.kind === 'paragraph') return isTableHead(document, position);
  return (
    second?.kind === 'item' &&
    HEADING_END.test(between) &&
    endOfIntroduced(document, position) - block.start <= LONGEST_HEADED_LIST
  );
}

/** Where what a block introduces ends: after the items of the list that follows, else after the next sentence. */
export function endOfIntroduced(document: CorpusDocument, position: number): number {
  const block = document.blocks[position] as DocumentBlock;
  const following = document.blocks[position + 1];
  if (following?.kind === 'item') return endOfList(document, position) ?? block.end;
  const inBetween = document.furniture.some(
    (line) => line.start >= block.end && line.end <= (following?.start ?? 0),
  );
  if (following?.kind !== 'paragraph' || inBetween) return block.end;
  return following.sentences[0]?.end ?? block.end;
}

/** Where the list behind a block ends: before another kind of mark, unless it is indented more; null for its own list. */
function endOfList(document: CorpusDocument, position: number): number | null {
  const block = document.blocks[position] as DocumentBlock;
  const first = document.blocks[position + 1] as DocumentBlock;
  const [kind, indent] = [markOf(document, first), indentOf(document, first)];
  const isOwn =
    block.kind === 'item' && markOf(document, block) === kind && indent <= indentOf(document, block);
  if (isOwn) return null;
  let end = first.end;
  for (const item of document.blocks.slice(position + 2, position + 1 + LONGEST_LIST)) {
    if (item.kind !== 'item') break;
    const itemIndent = indentOf(document, item);
    if (itemIndent < indent || (itemIndent === indent && markOf(document, item) !== kind)) break;
    end = item.end;
  }
  return end;
}

/** The kind of an item's mark; the rows of a table have none. */
function markOf(document: CorpusDocument, item: Span): string {
  return listMark(document.text.slice(item.start, item.end))?.kind ?? '';
}

/** Characters between the beginning of its line and a block. */
function indentOf(document: CorpusDocument, { start }: Span): number {
  return start - (document.text.lastIndexOf('\n', start - 1) + 1);
}

import type { Span } from '../../core/span.ts';
import type { CorpusDocument, DocumentBlock } from '../../corpus/document.ts';

/** The line with the names of a table's columns. */
export interface TableHead extends Span {
  /** Where the first row starts: the rule below the head ends before it. */
  readonly firstRow: number;
}

const RULE = /^\s*\|?[\s:|]*-[\s:|-]*\|?\s*$/;
const known = new WeakMap<CorpusDocument, ReadonlyMap<number, TableHead>>();

/** Whether a block is the head of a table: a rule parts it from the row that follows. */
export function isTableHead({ text, blocks }: CorpusDocument, position: number): boolean {
  const [block, next] = [blocks[position], blocks[position + 1]];
  return block?.kind === 'paragraph' && next?.kind === 'item' && RULE.test(text.slice(block.end, next.start));
}

/** The head of the table whose row begins at `start`; null for what is no row, and in a table without a head. */
export function tableHeadOf(document: CorpusDocument, start: number): TableHead | null {
  const heads = known.get(document) ?? readHeads(document);
  known.set(document, heads);
  return heads.get(start) ?? null;
}

function readHeads(document: CorpusDocument): Map<number, TableHead> {
  const heads = new Map<number, TableHead>();
  for (const [position, { kind, start }] of document.blocks.entries()) {
    if (kind !== 'item') continue;
    const above = document.blocks[position - 1] as DocumentBlock | undefined;
    if (!above) continue;
    const ofTable = heads.get(above.start);
    if (isTableHead(document, position - 1))
      heads.set(start, { start: above.start, end: above.end, firstRow: start });
    else if (ofTable && isNextLine(document.text.slice(above.end, start))) heads.set(start, ofTable);
  }
  return heads;
}

function isNextLine(between: string): boolean {
  return between.trim() === '' && between.split('\n').length === 2;
}

import { overlaps, type Span } from '../../core/span.ts';
import { datesIn } from '../../corpus/dates.ts';
import type { CorpusDocument, DocumentBlock } from '../../corpus/document.ts';

/** "Present: Ada Brown (chair)"; "Chapter 2: The flood" only names what follows. */
const LABELLED = /^\p{Lu}[^:.!?\n]{0,40}(?<![\p{N}\s]|\b[IVXL]+):\s+\S/u;

/**
 * Whether a heading, or a line that looks like one, says something by itself: a label with what it labels, or something
 * with its full date ("4.1.0 – 2023-11-02"). The title of a document and the lines that give its author, date or publisher
 * are none of these.
 */
export function states(document: CorpusDocument, position: number): boolean {
  const { kind, start, end } = document.blocks[position] as DocumentBlock;
  if (kind !== 'heading' || isOfHead(document, { start, end })) return false;
  const text = document.text.slice(start, end);
  if (LABELLED.test(text)) return true;
  const [date] = datesIn(text);
  return date !== undefined && /[\p{L}\p{N}]/u.test(`${text.slice(0, date.start)}${text.slice(date.end)}`);
}

function isOfHead({ text, metadata }: CorpusDocument, block: Span): boolean {
  const { title, author, date, publisher } = metadata;
  if (text.slice(block.start, block.end).includes(title.replace(/…$/, ''))) return true;
  return [author, date, publisher].some((stated) => stated !== null && overlaps(stated, block));
}

import { overlaps, type Span } from '../../core/span.ts';
import { datesIn } from '../../corpus/dates.ts';
import type { CorpusDocument, DocumentBlock } from '../../corpus/document.ts';

/** "Present: Ada Brown (chair)"; "Chapter 2: The flood" only names what follows. */
const LABELLED = /^\p{Lu}[^:.!?\n]{0,40}(?<![\p{N}\s]|\b[IVXL]+):\s+\S/u;

/**
 * Whether a block says something by itself. A heading does when it labels something, or says something with its full date
 * ("4.1.0 – 2023-11-02"), and is not the document's title; anything else does. A line that only gives the document's
 * author, date or publisher says nothing that the documents are asked for.
 */
export function states(document: CorpusDocument, position: number): boolean {
  const block = document.blocks[position] as DocumentBlock;
  const text = document.text.slice(block.start, block.end);
  if (block.kind !== 'heading') return !labelsMetadata(document, block, text);
  if (isOfHead(document, block, text)) return false;
  if (LABELLED.test(text)) return true;
  const [date] = datesIn(text);
  return date !== undefined && /[\p{L}\p{N}]/u.test(`${text.slice(0, date.start)}${text.slice(date.end)}`);
}

function isOfHead({ metadata }: CorpusDocument, block: Span, text: string): boolean {
  return text.includes(metadata.title.replace(/…$/, '')) || statedIn(metadata, block).length > 0;
}

/** "Author: Ada Brown": a label, and nothing but what the document states of itself. */
function labelsMetadata({ metadata }: CorpusDocument, block: Span, text: string): boolean {
  const [stated] = statedIn(metadata, block);
  if (!stated || !LABELLED.test(text)) return false;
  const labelled = text.indexOf(':') + 1;
  const rest = `${text.slice(labelled, stated.start - block.start)}${text.slice(stated.end - block.start)}`;
  return !/[\p{L}\p{N}]/u.test(rest);
}

function statedIn({ author, date, publisher }: CorpusDocument['metadata'], block: Span): Span[] {
  return [author, date, publisher]
    .filter((stated) => stated !== null)
    .filter((span) => overlaps(span, block));
}

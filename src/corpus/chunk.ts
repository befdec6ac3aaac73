import type { LineRange, Span } from '../core/span.ts';
import type { CorpusDocument, DocumentBlock } from './document.ts';
import { LineTable } from './lines.ts';
import { cutLong } from './sentences.ts';

/** A contiguous part of one document. `text === document.text.slice(start, end)`. */
export interface Chunk extends Span, LineRange {
  readonly text: string;
}

/** Lengths in UTF-16 code units. */
export interface ChunkingOptions {
  /** Blocks shorter than this are joined with the next one. */
  readonly minLength: number;
  /** A chunk ends before the sentence that would make it longer; one longer sentence is cut at a word. */
  readonly maxLength: number;
  /** Whole sentences of up to this length are repeated at the start of the next chunk of the same block. */
  readonly overlapLength: number;
}

export const CHUNKING_DEFAULTS: ChunkingOptions = { minLength: 200, maxLength: 900, overlapLength: 250 };

/**
 * Names the way texts are analysed: furniture, sentences, words and their notations. To be raised with every change of
 * these, because an index holds what they gave; `tests/indexing/analyser.test.ts` notices when it was forgotten.
 */
export const ANALYSER = 'analyser-5';

/** Names the way chunks are made; an index built in another way is rebuilt. */
export function chunkerId(options: ChunkingOptions): string {
  return `${ANALYSER}/${options.minLength}-${options.maxLength}-${options.overlapLength}`;
}

/**
 * Cuts a document into chunks of whole sentences. A chunk is one paragraph where lengths allow, because a paragraph
 * is one thought; short ones (a headline, a list item) join what follows, long ones are cut with overlap:
 *
 *     paragraph   |s1 s2 s3 s4 s5 s6|
 *     chunks      |s1 s2 s3|
 *                       |s3 s4 s5|          s3 and s5 stand in two chunks, so that a thought that
 *                             |s5 s6|       crosses a cut is found whole
 *
 * Web furniture lies in no chunk, and no chunk reaches across it.
 */
export function chunkDocument(
  document: CorpusDocument,
  options: ChunkingOptions = CHUNKING_DEFAULTS,
): Chunk[] {
  const lines = new LineTable(document.text);
  return groupBlocks(document, options)
    .flatMap((group) => cutGroup(document.text, group, options))
    .map((span) => ({ ...span, ...lines.rangeOf(span), text: document.text.slice(span.start, span.end) }));
}

/** Joins neighbouring blocks until each group has the minimum length; a heading goes with what it heads. */
function groupBlocks(document: CorpusDocument, options: ChunkingOptions): DocumentBlock[][] {
  const groups: DocumentBlock[][] = [];
  let group: DocumentBlock[] = [];
  const length = (): number => (group.at(-1)?.end ?? 0) - (group[0]?.start ?? 0);
  const bodyLength = (): number =>
    group.reduce((sum, block) => sum + (block.kind === 'heading' ? 0 : block.end - block.start), 0);
  const close = (): void => {
    if (group.length > 0) groups.push(group);
    group = [];
  };
  let passed = 0;
  /** Both ascend, so that each line of furniture is looked at once. */
  const isFurnitureBetween = (from: number, to: number): boolean => {
    while (document.furniture[passed] && (document.furniture[passed] as Span).start < from) passed++;
    return (document.furniture[passed]?.end ?? Number.POSITIVE_INFINITY) <= to;
  };
  for (const block of document.blocks) {
    const previous = group.at(-1);
    if (previous) {
      const tooLong = block.end - (group[0] as Span).start > options.maxLength && bodyLength() > 0;
      const headingAhead = block.kind === 'heading' && bodyLength() > 0;
      if (
        tooLong ||
        isFurnitureBetween(previous.end, block.start) ||
        headingAhead ||
        (length() >= options.minLength && block.kind !== 'item')
      )
        close();
    }
    group.push(block);
  }
  close();
  return joinShortTail(groups, document, options);
}

/** A short last block, such as a credit line, joins the group before it. */
function joinShortTail(
  groups: DocumentBlock[][],
  document: CorpusDocument,
  options: ChunkingOptions,
): DocumentBlock[][] {
  const [tail, previous] = [groups.at(-1), groups.at(-2)];
  const start = previous?.[0]?.start;
  const from = tail?.[0]?.start;
  const end = tail?.at(-1)?.end;
  if (!tail || !previous || start === undefined || from === undefined || end === undefined) return groups;
  const furnitureBetween = document.furniture.some((line) => line.start >= start && line.end <= from);
  if (end - from >= options.minLength || end - start > options.maxLength || furnitureBetween) return groups;
  return [...groups.slice(0, -2), [...previous, ...tail]];
}

/** Cuts a group of blocks into spans of whole sentences, each at most the maximum length. */
function cutGroup(text: string, group: readonly DocumentBlock[], options: ChunkingOptions): Span[] {
  const sentences = group
    .flatMap((block) => block.sentences)
    .flatMap((sentence) => cutLong(text, sentence, options.maxLength));
  const spans: Span[] = [];
  let first = 0;
  while (first < sentences.length) {
    const start = (sentences[first] as Span).start;
    let last = first;
    while (last + 1 < sentences.length && (sentences[last + 1] as Span).end - start <= options.maxLength)
      last++;
    spans.push({ start, end: (sentences[last] as Span).end });
    if (last + 1 >= sentences.length) break;
    first = overlapStart(sentences, first, last, options);
  }
  return spans;
}

/** The sentence that opens the next chunk: as many of the last ones as the overlap holds, but always a new one too. */
function overlapStart(
  sentences: readonly Span[],
  first: number,
  last: number,
  options: ChunkingOptions,
): number {
  const end = (sentences[last] as Span).end;
  const nextEnd = (sentences[last + 1] as Span).end;
  let start = last + 1;
  while (start - 1 > first) {
    const candidate = sentences[start - 1] as Span;
    if (end - candidate.start > options.overlapLength || nextEnd - candidate.start > options.maxLength) break;
    start--;
  }
  return start;
}

import type { Span } from '../../core/span.ts';
import type { CorpusDocument } from '../../corpus/document.ts';
import { introduces } from './introductions.ts';

/** What stands above a block and says what it is about. */
export interface Surroundings {
  /** The heading directly above, preceded by those of the sections around; the document's title is none of these. */
  readonly headings: readonly Span[];
  /** Of a list's item: the sentence that introduces the list. */
  readonly introduction: Span | null;
}

interface Heading extends Span {
  readonly level: number;
}

/** The level of a heading that tells none, such as a short line by itself: below all others. */
const LOWEST = 7;
/** A heading of the first level is the document's title. */
const TITLE = 1;

const known = new WeakMap<CorpusDocument, readonly Surroundings[]>();

/** The surroundings of each block of a document, in the blocks' order. */
export function surroundingsOf(document: CorpusDocument): readonly Surroundings[] {
  const read = known.get(document) ?? readSurroundings(document);
  known.set(document, read);
  return read;
}

function readSurroundings(document: CorpusDocument): Surroundings[] {
  let headings: readonly Heading[] = [];
  let introduction: Span | null = null;
  return document.blocks.map((block, position) => {
    if (block.kind === 'heading') headings = opened(headings, { ...block, level: levelOf(document, block) });
    if (block.kind !== 'item')
      introduction = introduces(document, position) ? (block.sentences.at(-1) ?? null) : null;
    return { headings, introduction: block.kind === 'item' ? introduction : null };
  });
}

/** The headings that hold below another one: those of the sections that it does not end, and itself. */
function opened(headings: readonly Heading[], heading: Heading): Heading[] {
  return [...headings.filter(({ level }) => level > TITLE && level < heading.level), heading];
}

function levelOf({ text }: CorpusDocument, { start, end }: Span): number {
  return /^#{1,6}(?=\s)/.exec(text.slice(start, end))?.[0].length ?? LOWEST;
}

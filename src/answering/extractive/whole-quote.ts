import type { Span } from '../../core/span.ts';
import type { CorpusDocument, DocumentBlock } from '../../corpus/document.ts';
import { openMarks } from './open-marks.ts';
import { isBareReply, type QuestionBefore } from './questions-in-text.ts';

/** A sentence that opens with one of these refers to the sentence before it. */
const REFERS_BACK =
  /^["'“‘]?(?:he|she|it|they|this|these|that|those|his|her|its|their|such|both|the latter|the former)\b/i;
/** "It was said that", "It seems that": the word means what follows. */
const MEANS_WHAT_FOLLOWS =
  /^["'“‘]?it (?:is|was|has been|had been|seems?|seemed|appears?|appeared|turned)(?: (?!an?\b)[\p{L}-]+){0,2} that\b/iu;

/**
 * Somebody who must have been named before, however far back: "this" and "it" at the head of a paragraph mostly mean all
 * that went before, or nothing.
 */
const REFERS_TO_SOMEBODY = /^["'“‘]?(?:he|she|they|his|her|their)\b/i;

/** How many sentences before it a quote may take in for a word that refers back. */
const MOST_BACK = 2;
/** In UTF-16 code units; what would make a quote longer is left out. */
const LONGEST_QUOTE = 600;

/** How many sentences a quote may take in for a quotation mark or a bracket that stands open. */
const MOST_NEIGHBOURS = 2;

/** Where a sentence stands: its block in the document, its place in the block. */
export interface SentencePlace {
  readonly block: number;
  readonly index: number;
}

/**
 * A sentence with those around it without which it cannot be understood: the question that a bare reply answers, and the
 * sentences that say who "he" is. `end` is where the sentence ends with what it introduces.
 */
export function wholeQuote(
  document: CorpusDocument,
  place: SentencePlace,
  end: number,
  asked: QuestionBefore | undefined,
): Span {
  const sentence = sentenceAt(document, place) as Span;
  const text = document.text.slice(sentence.start, sentence.end);
  if (asked?.replies && isBareReply(text)) {
    const next = sentenceAt(document, { ...place, index: place.index + 1 });
    const longest = { start: asked.question.start, end: Math.max(end, next?.end ?? 0) };
    if (isShort(longest)) return withMarksClosed(document, longest.start, longest.end);
  }
  return withMarksClosed(document, startWithReferent(document, place, end), end);
}

/** Where a quote that begins with somebody or something named before has to start. */
function startWithReferent(document: CorpusDocument, place: SentencePlace, end: number): number {
  let first = sentenceAt(document, place) as Span;
  let at = place;
  for (let step = 0; step < MOST_BACK; step++) {
    const isNear = step === 0 && at.index > 0;
    const refers = isNear ? REFERS_BACK : REFERS_TO_SOMEBODY;
    const text = document.text.slice(first.start, first.end);
    const before = refers.test(text) && !MEANS_WHAT_FOLLOWS.test(text) ? placeBefore(document, at) : null;
    const earlier = before && sentenceAt(document, before);
    if (!before || !earlier || !(isNear || isShort({ start: earlier.start, end }))) break;
    [first, at] = [earlier, before];
  }
  return first.start;
}

/**
 * A quote with the neighbours in its blocks that close or open its quotation marks and brackets, so that nobody's words end
 * in the middle; unchanged where no few neighbours do.
 */
function withMarksClosed(document: CorpusDocument, start: number, end: number): Span {
  const quote = { start, end };
  const { unopened, unclosed } = openMarks(document.text.slice(start, end));
  if (unopened + unclosed === 0) return quote;
  const starts = unopened > 0 ? neighbours(document, quote, 'before').map((sentence) => sentence.start) : [];
  const ends = unclosed > 0 ? neighbours(document, quote, 'after').map((sentence) => sentence.end) : [];
  const wider = [start, ...starts].flatMap((from, back) =>
    [end, ...ends].map((to, on) => ({ start: from, end: to, taken: back + on })),
  );
  const closed = wider
    .filter((span) => span.taken > 0 && span.taken <= MOST_NEIGHBOURS && isShort(span))
    .sort((a, b) => a.taken - b.taken)
    .find((span) => {
      const left = openMarks(document.text.slice(span.start, span.end));
      return left.unopened + left.unclosed === 0;
    });
  return closed ? { start: closed.start, end: closed.end } : quote;
}

/** The sentences before or after a quote in the block in which it starts or ends, the nearest first. */
function neighbours(document: CorpusDocument, { start, end }: Span, side: 'before' | 'after'): Span[] {
  const inside = side === 'before' ? start : end - 1;
  const block = document.blocks.find((other) => other.start <= inside && inside < other.end);
  const sentences = block?.sentences ?? [];
  return side === 'before'
    ? sentences.filter((sentence) => sentence.end <= start).reverse()
    : sentences.filter((sentence) => sentence.start >= end);
}

/** The sentence before in the block, at its head the last one of the paragraph before a paragraph. */
function placeBefore(document: CorpusDocument, { block, index }: SentencePlace): SentencePlace | null {
  if (index > 0) return { block, index: index - 1 };
  const own = document.blocks[block] as DocumentBlock;
  const above = document.blocks[block - 1];
  if (own.kind !== 'paragraph' || above?.kind !== 'paragraph' || above.sentences.length === 0) return null;
  const apart = document.furniture.some((line) => line.start >= above.end && line.end <= own.start);
  return apart ? null : { block: block - 1, index: above.sentences.length - 1 };
}

function sentenceAt(document: CorpusDocument, { block, index }: SentencePlace): Span | null {
  return document.blocks[block]?.sentences[index] ?? null;
}

function isShort({ start, end }: Span): boolean {
  return end - start <= LONGEST_QUOTE;
}

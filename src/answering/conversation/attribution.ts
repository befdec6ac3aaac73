import type { Quote } from '../../core/passage.ts';
import { overlaps, type Span } from '../../core/span.ts';
import type { CorpusDocument, DocumentBlock } from '../../corpus/document.ts';
import type { VerifiedDocuments } from '../../indexing/verified-documents.ts';
import { lineStating } from '../metadata/metadata-answer.ts';
import type { TurnQuote } from './conversations.ts';
import { namesOf } from './names.ts';
import { ADVERBS, SAYS, speaks } from './speech.ts';

const SENTENCES_BACK = 3;
/** "Forum participants noted", "the Russian President said", but not "it was noted", "he further noted" or "as previously stated". */
const SOMEBODY_SPEAKS = new RegExp(
  `\\b(?!(?:he|she|it|they|we|i|who|which|that|was|were|is|are|been|be|has|have|had|not|and|or|but|as|${ADVERBS})\\b)\\p{L}+(?:,[^,.]{2,80},)? ${SAYS}\\b|\\baccording to \\p{L}`,
  'iu',
);
const PRONOUN_SPEAKS = new RegExp(`\\b(?:he|she|they) ${SAYS}\\b|\\b${SAYS} (?:he|she|they)\\b`, 'i');

/**
 * For the quotes of an answer, the sentences around them that name who says so, each from the name to the quote; empty
 * when the documents do not tell, or have changed since.
 */
export async function attributions(
  quotes: readonly TurnQuote[],
  documents: VerifiedDocuments,
): Promise<Quote[]> {
  const found = (await stillStanding(quotes, documents)).flatMap(
    ({ quote, document }) => attributionOf(quote, document) ?? [],
  );
  return found.filter(
    (quote, index) =>
      !found.slice(0, index).some((other) => other.file === quote.file && overlaps(other, quote)),
  );
}

/** The lines that name the authors of the documents quoted, or else their publishers. */
export async function authorLines(
  quotes: readonly TurnQuote[],
  documents: VerifiedDocuments,
): Promise<Quote[]> {
  const standing = await stillStanding(quotes, documents);
  return [...new Set(standing.map(({ document }) => document))].flatMap(
    (document) => lineStating(document, 'author') ?? lineStating(document, 'publisher') ?? [],
  );
}

/** What an answer quoted, with its documents, as far as it stands there still: an edited file holds something else. */
export async function stillStanding(
  quotes: readonly TurnQuote[],
  documents: VerifiedDocuments,
): Promise<{ readonly quote: TurnQuote; readonly document: CorpusDocument }[]> {
  const read = await Promise.all(quotes.map(({ file }) => documents.read(file)));
  return quotes.flatMap((quote, index) => {
    const document = read[index];
    return document?.text.slice(quote.start, quote.end).startsWith(quote.text) ? [{ quote, document }] : [];
  });
}

function attributionOf({ file, start, end }: TurnQuote, document: CorpusDocument): Quote | null {
  const sentences = proseAround({ start, end }, document);
  const first = sentences.findIndex((sentence) => sentence.end > start);
  const last = sentences.findLastIndex((sentence) => sentence.start < end);
  if (first < 0 || last < first) return null;
  const textOf = (index: number): string =>
    document.text.slice(sentences[index]?.start, sentences[index]?.end);
  const upTo = (from: number, to: number): Quote => ({
    file,
    start: Math.min(start, sentences[from]?.start ?? start),
    end: Math.max(end, sentences[to]?.end ?? end),
  });
  for (let index = first; index <= last; index++) if (namesSpeaker(textOf(index))) return upTo(index, last);
  // "…," he noted: a sentence behind the quote goes on with the same speech.
  const next = textOf(last + 1);
  if (/^[“"]/.test(next) && namesSpeaker(next)) return upTo(first, last + 1);
  for (let index = first; index > Math.max(0, first - SENTENCES_BACK); index--) {
    const before = textOf(index - 1);
    const goesOn = PRONOUN_SPEAKS.test(textOf(index)) || /^[“"]/.test(textOf(index));
    if (!goesOn) return null;
    if (namesSpeaker(before) || (before.endsWith(':') && namesOf(before).length > 0))
      return upTo(index - 1, last);
  }
  return null;
}

/** The sentences of the section, between headings, that a place stands in. */
function proseAround(place: Span, document: CorpusDocument): Span[] {
  const at = document.blocks.findIndex((block) => overlaps(block, place));
  const isHeading = (block: DocumentBlock): boolean => block.kind === 'heading';
  const from = document.blocks.findLastIndex((block, index) => index < at && isHeading(block)) + 1;
  const to = document.blocks.findIndex((block, index) => index > at && isHeading(block));
  return document.blocks.slice(from, to < 0 ? undefined : to).flatMap(({ sentences }) => sentences);
}

function namesSpeaker(sentence: string): boolean {
  return SOMEBODY_SPEAKS.test(sentence) || namesOf(sentence).some((name) => speaks(sentence, name));
}

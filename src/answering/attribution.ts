import { overlaps } from '../core/span.ts';
import type { CorpusDocument, DocumentBlock } from '../corpus/document.ts';
import type { VerifiedDocuments } from '../indexing/verified-documents.ts';
import type { TurnQuote } from './conversations.ts';
import type { Quote } from './passage.ts';
import { namesOf, SPEECH, speaks } from './salient-names.ts';

const SENTENCES_BACK = 2;
/** "Forum participants noted", "the Russian President said", but not "it was noted" or "he said". */
const SOMEBODY_SPEAKS = new RegExp(
  `\\b(?!(?:he|she|it|they|we|i|who|which|that|was|were|is|are|been|be|has|have|had|not|also|and|as)\\b)\\p{L}+(?:,[^,.]{2,80},)? (?:also |had |has )?(?:${SPEECH})\\b|\\baccording to \\p{L}`,
  'iu',
);
const PRONOUN_SPEAKS = new RegExp(
  `\\b(?:he|she|they) (?:also |further |had |has )*(?:${SPEECH})\\b|\\b(?:${SPEECH}) (?:he|she|they)\\b`,
  'i',
);

/**
 * For the quotes of an answer, the sentences around them that name who says so, each from the name to the quote; empty
 * when the documents do not tell, or have changed since.
 */
export async function attributions(
  quotes: readonly TurnQuote[],
  documents: VerifiedDocuments,
): Promise<Quote[]> {
  const found: Quote[] = [];
  for (const quote of quotes) {
    const document = await documents.read(quote.file);
    // An edited file holds something else at this place.
    if (document?.text.slice(quote.start, quote.end).startsWith(quote.text) !== true) continue;
    const attributed = attributionOf(quote, document);
    if (attributed) found.push(attributed);
  }
  return found.filter(
    (quote, index) =>
      !found.slice(0, index).some((other) => other.file === quote.file && overlaps(other, quote)),
  );
}

function attributionOf({ file, start, end }: TurnQuote, document: CorpusDocument): Quote | null {
  const at = document.blocks.findIndex((block) => overlaps(block, { start, end }));
  const block = document.blocks[at];
  if (!block) return null;
  const sentences = block.sentences;
  const first = sentences.findIndex((sentence) => sentence.end > start);
  const last = sentences.findLastIndex((sentence) => sentence.start < end);
  const textOf = (index: number): string =>
    document.text.slice(sentences[index]?.start, sentences[index]?.end);
  for (let index = first; index <= Math.min(last + 1, sentences.length - 1); index++) {
    const text = textOf(index);
    // A sentence behind the quote speaks for it only when it goes on with the same speech: "…," he noted.
    if (index > last && !/^[“"'‘]/.test(text)) break;
    if (namesSpeaker(text))
      return {
        file,
        start: Math.min(start, sentences[index]?.start ?? start),
        end: Math.max(end, sentences[index]?.end ?? end),
      };
  }
  const continues = PRONOUN_SPEAKS.test(textOf(first)) || /^[“"]/.test(textOf(first));
  for (let index = first - 1; continues && index >= Math.max(0, first - SENTENCES_BACK); index--) {
    if (namesSpeaker(textOf(index)) || namesOf(textOf(index)).length > 0)
      return { file, start: sentences[index]?.start ?? start, end };
  }
  return first === 0 ? introduction(document.blocks[at - 1], { file, start, end }, document) : null;
}

/** A paragraph that ends in a colon introduces the speech that follows. */
function introduction(
  before: DocumentBlock | undefined,
  { file, start, end }: Quote,
  document: CorpusDocument,
): Quote | null {
  const last = before?.sentences.at(-1);
  if (!last || before?.kind === 'heading') return null;
  const text = document.text.slice(last.start, last.end);
  const opens = text.endsWith(':') && /^[“"]/.test(document.text.slice(start, end));
  return opens && namesOf(text).length > 0 ? { file, start: last.start, end } : null;
}

function namesSpeaker(sentence: string): boolean {
  return SOMEBODY_SPEAKS.test(sentence) || namesOf(sentence).some((name) => speaks(sentence, name));
}

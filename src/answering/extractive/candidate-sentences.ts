import { type SearchTerm, searchTerms, stems } from '../../core/search-terms.ts';
import { overlaps, type Span } from '../../core/span.ts';
import { isStopWord, type Word, wordsWithPlaces } from '../../core/words.ts';
import type { CorpusDocument, DocumentBlock } from '../../corpus/document.ts';
import { endOfIntroduced, introduces } from './introductions.ts';
import { questionsInText } from './questions-in-text.ts';
import { shownQuote } from './shown-quote.ts';
import { states } from './stating-blocks.ts';
import { type Surroundings, surroundingsOf } from './surroundings.ts';
import { tableHeadOf } from './table-heads.ts';
import { type SentencePlace, wholeQuote } from './whole-quote.ts';

/** A sentence of the evidence, with what surrounds it. */
export interface CandidateSentence extends Span {
  readonly file: string;
  /** As `shownQuote` shows it: white space collapsed, list marks removed, a table's row under its head. */
  readonly text: string;
  /**
   * The words, in order, by which it is compared with a question. These and the following are those of the text, and of the
   * question in the document that it replies to: "Three days." speaks of what was asked.
   */
  readonly terms: readonly SearchTerm[];
  /** All its words in order, function words included. */
  readonly words: readonly string[];
  /** Places in `words` of those that begin with a capital inside the sentence, function words aside. */
  readonly names: ReadonlySet<number>;
  readonly stems: ReadonlySet<string>;
  /** Stems of the words before the list that it brings along; null where it brings none. */
  readonly leadStems: ReadonlySet<string> | null;
  /** Where the head of the table begins that it is a row of; null for what is no row. */
  readonly table: number | null;
  /** Stems of the headings above it, of a question before it and of the sentence before it in the same block. */
  readonly contextStems: ReadonlySet<string>;
  /** Stems of the document's title, author, publisher and date: "according to Smith" means what Smith wrote. */
  readonly titleStems: ReadonlySet<string>;
  /** The sentence with those around it without which it cannot be understood. */
  readonly whole: Span;
  /** Rank of the passage that brought it, from 0. */
  readonly passageRank: number;
}

/**
 * The body sentences that a passage touches, in order; questions and headings that state nothing are context: a question
 * answers nothing, least of all itself. A passage that ends with one touches the reply as well. A sentence that introduces
 * what follows ("… in three fields:") reaches to the end of the list, or of the next sentence; so does the heading of a
 * list.
 */
export function candidateSentences(
  document: CorpusDocument,
  passage: Span,
  passageRank: number,
): CandidateSentence[] {
  const kept = keptSentences(document);
  const questions = questionsInText(document);
  const candidates: CandidateSentence[] = [];
  for (const [position, block] of document.blocks.entries()) {
    const replies = questions.before.get(block.start)?.replies === true;
    if (block.start >= passage.end && !replies) break;
    if (!(replies || overlaps(block, passage))) continue;
    if (!introduces(document, position) && !states(document, position)) continue;
    for (const [index, sentence] of block.sentences.entries()) {
      const asked = questions.before.get(sentence.start);
      const repliesTo = asked?.replies ? asked.question : null;
      if (questions.asking.has(sentence.start)) continue;
      if (!overlaps(sentence, passage) && !(repliesTo && overlaps(repliesTo, passage))) continue;
      const analysed = kept.get(sentence.start) ?? analysedSentence(document, { block: position, index });
      kept.set(sentence.start, analysed);
      candidates.push({ ...analysed, passageRank });
    }
  }
  return candidates;
}

type AnalysedSentence = Omit<CandidateSentence, 'passageRank'>;

function analysedSentence(document: CorpusDocument, place: SentencePlace): AnalysedSentence {
  const { sentences } = document.blocks[place.block] as DocumentBlock;
  const sentence = sentences[place.index] as Span;
  const introducing = place.index === sentences.length - 1 && introduces(document, place.block);
  const end = introducing ? endOfIntroduced(document, place.block) : sentence.end;
  const bringsList = introducing && document.blocks[place.block + 1]?.kind === 'item';
  const asked = questionsInText(document).before.get(sentence.start);
  const { headings, introduction } = surroundingsOf(document)[place.block] as Surroundings;
  const around = [...headings, introduction, asked?.question ?? null, sentences[place.index - 1] ?? null];
  const { text } = shownQuote(document, { start: sentence.start, end });
  return {
    start: sentence.start,
    end,
    file: document.file,
    text,
    ...analysedText(asked?.replies ? `${textOf(document, asked.question)} ${text}` : text),
    table: tableHeadOf(document, sentence.start)?.start ?? null,
    leadStems: bringsList ? new Set(stemsOf(document, sentence)) : null,
    contextStems: new Set(around.flatMap((span) => stemsOf(document, span))),
    titleStems: titleStemsOf(document),
    whole: wholeQuote(document, place, end, asked),
  };
}

/** What a sentence says, as questions are compared with it. */
export function analysedText(text: string): Pick<CandidateSentence, 'terms' | 'words' | 'names' | 'stems'> {
  const terms = searchTerms(text);
  const written = wordsWithPlaces(text);
  return {
    terms,
    words: written.map((word) => word.text),
    names: namesOf(text, written),
    stems: new Set(terms.map(({ stem }) => stem)),
  };
}

/** A passage is retrieved for many questions: its sentences are analysed once, as long as their document is in memory. */
const sentencesOf = new WeakMap<CorpusDocument, Map<number, AnalysedSentence>>();
const titlesOf = new WeakMap<CorpusDocument, ReadonlySet<string>>();
/** Sentences kept per document. */
const MOST_KEPT = 2_000;

function keptSentences(document: CorpusDocument): Map<number, AnalysedSentence> {
  const known = sentencesOf.get(document);
  if (known && known.size < MOST_KEPT) return known;
  const empty = new Map<number, AnalysedSentence>();
  sentencesOf.set(document, empty);
  return empty;
}

const LONG_DATE = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

function titleStemsOf(document: CorpusDocument): ReadonlySet<string> {
  const known = titlesOf.get(document);
  if (known) return known;
  const { title, author, publisher, date } = document.metadata;
  const written = date === null ? '' : LONG_DATE.format(new Date(date.value));
  const found = new Set(stems([title, author?.value, publisher?.value, written].join(' ')));
  titlesOf.set(document, found);
  return found;
}

function namesOf(text: string, written: readonly Word[]): Set<number> {
  const names = new Set<number>();
  for (const [place, { text: word, start }] of written.entries())
    if (place > 0 && !isStopWord(word) && /^\p{Lu}/u.test(text.slice(start, start + 2))) names.add(place);
  return names;
}

function stemsOf(document: CorpusDocument, span: Span | null): string[] {
  return span ? stems(textOf(document, span)) : [];
}

function textOf(document: CorpusDocument, { start, end }: Span): string {
  return document.text.slice(start, end);
}

import { stems } from '../../core/search-terms.ts';
import { splitSentences } from '../../corpus/sentences.ts';
import { displayText } from '../extractive/display-text.ts';
import { withoutEnd } from '../questions/question-form.ts';
import type { Turn } from './conversations.ts';
import { SAYS } from './speech.ts';

/** "Oslo, 3 June 2024 – ", as reports begin. */
const DATELINE =
  /^\p{Lu}[\p{L}. ]{1,30}, (?:\d{1,2} \p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+ \d{1,2})(?:,? \d{4})?(?: [–—-]|:) /u;

/** "Judge Lind", "Its head Martin Spahr", "The mayor". */
const SOMEBODY = '(?:(?:The|An?|Its|His|Her|Their) (?:[\\p{Ll}-]+ ){1,4})?(?:\\p{Lu}\\S+ ){0,3}';
/** "Lind announced the merger" says who announced what; "Lind announced that the houses merge" is somebody's statement. */
const ATTRIBUTION = new RegExp(
  `^(?:[Aa]ccording to [^,]{2,60},\\s+|${SOMEBODY}(?:${SAYS} that|said|says|claims|claimed|believes|thinks) )`,
  'u',
);

/** What the answer of a turn says above all; null after an abstention. */
export function mainStatement({ quotes, interpreted }: Turn): string | null {
  const [quote] = byRelevance(quotes, interpreted);
  return quote === undefined ? null : statementOf(quote.text, interpreted);
}

const LONGEST_STATEMENT = 200;

/**
 * What the sentence of a quote says that answers the question best, to be put after "that": on one line, without its full
 * stop and who says so, cut after a word.
 */
function statementOf(quote: string, question: string): string {
  const shown = displayText(quote);
  const said = splitSentences(shown).map(({ start, end }) => ({ text: spokenIn(shown.slice(start, end)) }));
  // "This figure fell …" means nothing without the sentence before it.
  const whole = said.filter(({ text }) => !MEANS_OTHER.test(text));
  const [best] = byRelevance(whole.toReversed(), question);
  const plain = (best ?? said[0] ?? { text: spokenIn(shown) }).text;
  if (plain.length <= LONGEST_STATEMENT) return plain;
  return plain
    .slice(0, LONGEST_STATEMENT)
    .replace(/\s+\S*$/, '')
    .replace(/[,;:–-]+$/, '');
}

const MEANS_OTHER = /^(?:this|that|these|those|he|she|it|they|his|her|its|their|such)\b/i;

/** What is said in a sentence: the words in quotation marks, else those behind who says them. */
function spokenIn(sentence: string): string {
  const line = withoutDateline(withoutEnd(sentence));
  const spoken = /[“"]([^“”"]{10,})[”"]/.exec(line)?.[1] ?? line.replace(ATTRIBUTION, '');
  return spoken.replace(/[“”"]/g, '').replace(/[,;:–-]+$/, '');
}

/** A text without the place and the date that a report begins with. */
export function withoutDateline(text: string): string {
  return text.replace(DATELINE, '');
}

/** The quotes of an answer, or their sentences, those that share most words with its question first. */
export function byRelevance<T extends { readonly text: string }>(
  quotes: readonly T[],
  question: string,
): T[] {
  const wanted = new Set(stems(question));
  const shared = new Map(
    quotes.map((quote) => [quote, new Set(stems(quote.text).filter((stem) => wanted.has(stem))).size]),
  );
  return quotes.toSorted((a, b) => (shared.get(b) ?? 0) - (shared.get(a) ?? 0));
}

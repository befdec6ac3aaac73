import { stems } from '../../core/search-terms.ts';
import { extractFacts, type Fact, missingFacts } from '../facts/facts.ts';
import type { ScoredSentence } from './score-sentences.ts';

/** "Last year" and "a month ago" are not the time of writing. */
const OTHER_TIME =
  /\b(?:last|past|previous|next|coming) (?:\S+ )?(?:years?|decades?|century)\b|\b(?:ago|earlier)\b/i;

/**
 * The sentences that hold what a follow-up asked for in particular, such as "2023" or "exports": what fits only the
 * question before it is no answer. All of them when nothing particular was asked for. What a sentence without a time of its
 * own says is of its document's date (`dates`, YYYY-MM-DD by file).
 */
export function holdingSpecifics(
  scored: readonly ScoredSentence[],
  specifics: string,
  dates: ReadonlyMap<string, string> = new Map(),
): readonly ScoredSentence[] {
  if (specifics === '') return scored;
  // A word before it keeps a capital from counting as the start of a sentence.
  const text = `so ${specifics}`;
  const facts = extractFacts(text);
  const ofFacts = new Set(facts.flatMap((fact) => stems(fact.text)));
  const others = stems(specifics).filter((stem) => !ofFacts.has(stem));
  return scored.filter(({ sentence }) => {
    const around = (stem: string): boolean =>
      sentence.stems.has(stem) || sentence.contextStems.has(stem) || sentence.titleStems.has(stem);
    // A year above a sentence, or its document's, is not of a sentence that names another.
    const isTimed = hasTime(sentence.text);
    const date = isTimed ? undefined : dates.get(sentence.file);
    const sources = date === undefined ? [sentence.text] : [sentence.text, date];
    const holds = ({ kind, text: fact }: Fact): boolean =>
      stems(fact).every(isTimed && kind === 'year' ? (stem) => sentence.stems.has(stem) : around);
    return others.every(around) && missingFacts(text, sources).every(holds);
  });
}

/** True for a sentence that says of which year it speaks. */
function hasTime(sentence: string): boolean {
  if (OTHER_TIME.test(sentence)) return true;
  return extractFacts(sentence).some(
    ({ kind, text }) => kind === 'year' || (kind === 'date' && /\d{4}/.test(text)),
  );
}

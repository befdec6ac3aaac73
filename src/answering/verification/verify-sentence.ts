import type { Passage, Quote } from '../../core/passage.ts';
import { misdesignated } from '../facts/designations.ts';
import { extractFacts, type Fact, factSource, isNumeric } from '../facts/facts.ts';
import { lemmasOf } from '../facts/lemmas.ts';
import { comparedNames, languageOf } from '../facts/sentence-language.ts';
import { chooseQuotes } from './choose-quotes.ts';
import { exchanges } from './exchanges.ts';
import { wordWeight } from './light-words.ts';
import { exchangesNames, replacedNames } from './name-places.ts';
import { reversesBound } from './number-bounds.ts';
import { replacesByOpposite } from './placed-opposites.ts';
import { contradicts } from './polarity.ts';
import { namesAbsent, sharesLanguage, supportInLanguage } from './same-language.ts';
import { namesKnownFrom, refersBack, type SourceSentence, sourceSentences } from './source-sentences.ts';
import { isTopicName } from './topic-names.ts';

/** What became of a drafted sentence, and what proves it. */
export interface SentenceCheck {
  readonly verdict: 'supported' | 'no-marker' | 'unknown-marker' | 'missing-fact' | 'unsupported';
  /** Facts of the sentence that the quotes do not contain. */
  readonly missing: readonly Fact[];
  /** Share of the sentence's weighted content words that the cited passages contain, in [0, 1]. */
  readonly support: number;
  /** Verbatim quotes, most important first; file offsets. Empty unless supported. */
  readonly quotes: readonly Quote[];
}

export const VERIFY_DEFAULTS = {
  /** Least support by the cited passages: below it a sentence says things that they do not. */
  leastSupport: 0.55,
  /** The same for a sentence with a number, which is strong evidence by itself. */
  leastSupportWithNumber: 0.45,
  /** Least support by the chosen quotes alone. */
  leastQuoteSupport: 0.45,
  /** What states more facts is no sentence but a list that goes on and on, and takes long to check. */
  mostFacts: 60,
  /** Weight of words that are part of a fact. Facts are checked on their own already. */
  factWordWeight: 0.5,
} as const;

/** Letters that two forms of a word share at least, and how many an ending adds at most. */
const LEAST_COMMON = 4;
const LONGEST_SUFFIX = 2;

/** Links, images, mentions and tags: no generated sentence may have one, not even a document's own. */
const HARMFUL = /(?:https?:\/\/|www\.)\S|!\[|\]\(|@(?:everyone|here)\b|<[@#/!a-z]/i;

/**
 * Checks a drafted sentence against the passages that it cites; marker n is `passages[n - 1]`. Every fact must occur in
 * the quotes chosen from them, and enough of its words. A sentence in another language shares no words with its source:
 * its numbers and names decide, and it must have at least one. In a language other than English that is its source's, too,
 * its words count as well.
 */
export function verifySentence(
  sentence: { readonly text: string; readonly markers: readonly number[] },
  passages: readonly Passage[],
): SentenceCheck {
  const { text, markers } = sentence;
  if (markers.length === 0) return failed('no-marker');
  const cited: Passage[] = [];
  for (const marker of new Set(markers)) {
    const passage = passages[marker - 1];
    if (passage === undefined) return failed('unknown-marker');
    cited.push(passage);
  }
  if (HARMFUL.test(text)) return failed('unsupported');
  const facts = extractFacts(text, new Set(cited.flatMap((passage) => [...namesKnownFrom(passage)])));
  if (facts.length > VERIFY_DEFAULTS.mostFacts) return failed('unsupported');
  const sources = cited.map((passage) => factSource(passage.text));
  const absent = facts.filter((fact) => !sources.some((source) => source.proves(fact, text)));
  const candidates = cited.flatMap(sourceSentences);
  const support = supportBy(text, facts, candidates);
  if (absent.length > 0) return failed('missing-fact', absent, support);
  const foreign =
    languageOf(text) !== 'english' || cited.every((passage) => languageOf(passage.text) !== 'english');
  const { leastSupport, leastSupportWithNumber } = VERIFY_DEFAULTS;
  if (!foreign && support < (facts.some(isNumeric) ? leastSupportWithNumber : leastSupport))
    return failed('unsupported', [], support);
  const { chosen, missing: unquoted } = chooseQuotes(text, facts, candidates, !foreign);
  const missing = unquoted.filter((fact) => !isTopicName(fact, text, chosen));
  if (foreign) return checkForeign(text, facts, missing, chosen, support);
  const [closest] = chosen;
  if (closest === undefined) return failed('unsupported', [], support);
  const absentHere = new Set([
    ...missing,
    ...repeatedFacts(text, facts, chosen),
    ...misdesignated(
      text,
      chosen.map((quote) => quote.text),
    ),
    ...replacedNames(text, facts, closest),
  ]);
  if (absentHere.size > 0) return failed('missing-fact', [...absentHere], support);
  const referredTo = candidates.filter((candidate) =>
    chosen.some((quote) => candidate.order === quote.order - 1 && refersBack(quote, candidate)),
  );
  const quoteSupport = supportBy(text, facts, [...chosen, ...referredTo]);
  if (quoteSupport < VERIFY_DEFAULTS.leastQuoteSupport || turnsRound(text, facts, chosen))
    return failed('unsupported', [], support);
  return { verdict: 'supported', missing: [], support, quotes: chosen.map(toQuote) };
}

/** Whether a sentence says the opposite of its quotes in their own words, or exchanges what they say of one for another. */
function turnsRound(text: string, facts: readonly Fact[], chosen: readonly SourceSentence[]): boolean {
  const quoted = chosen.map((quote) => quote.text);
  const [closest] = chosen;
  return (
    contradicts(text, quoted.join('\n')) ||
    reversesBound(text, facts, chosen) ||
    exchanges(text, quoted) ||
    (closest !== undefined &&
      (exchangesNames(text, facts, closest) || replacesByOpposite(text, closest.text)))
  );
}

/** Reads a passage before the first sentence cites it, which is most of the work of the first verification. */
export function prepareToVerify(passage: Passage): void {
  factSource(passage.text);
  sourceSentences(passage);
}

function checkForeign(
  text: string,
  facts: readonly Fact[],
  missing: readonly Fact[],
  chosen: readonly SourceSentence[],
  support: number,
): SentenceCheck {
  // Without shared words only numbers and names can choose a quote.
  const checkable = facts.filter(
    (fact) =>
      isNumeric(fact) ||
      chosen.some((quote) => comparedNames(languageOf(text), languageOf(quote.passage.text)) !== 'nowhere'),
  );
  if (checkable.length === 0 || chosen.length === 0) return failed('unsupported', [], support);
  const numbers = missing.filter(isNumeric);
  if (numbers.length > 0) return failed('missing-fact', numbers, support);
  const source = chosen.map((quote) => quote.text).join('\n');
  if (sharesLanguage(text, source)) {
    const names = namesAbsent(text, source);
    if (names.length > 0) return failed('missing-fact', names, support);
    if (supportInLanguage(text, facts, source) < VERIFY_DEFAULTS.leastQuoteSupport)
      return failed('unsupported', [], support);
  }
  return { verdict: 'supported', missing: [], support, quotes: chosen.map(toQuote) };
}

/**
 * Numbers that the sentence gives more often than its quotes: "from $68 billion to $68 billion". A time may be said again
 * in another clause.
 */
function repeatedFacts(text: string, facts: readonly Fact[], chosen: readonly SourceSentence[]): Fact[] {
  const clauseOf = ({ start }: Fact): number => text.slice(0, start).split(/[,;]\s/).length;
  const isTime = ({ kind }: Fact): boolean => kind === 'year' || kind === 'date';
  const numbers = facts.filter(isNumeric);
  const given = chosen.flatMap((quote) => quote.numbers);
  return numbers.filter((fact) => {
    const same = numbers.filter(
      (other) => other.value === fact.value && (!isTime(fact) || clauseOf(other) === clauseOf(fact)),
    ).length;
    const known = given.filter(({ value }) => value === fact.value).length;
    return same > 1 && known < same - (chosen.length > 1 ? 1 : 0);
  });
}

/** Share of the weighted stems of the text that occur in the sentences; 1 for a text without any. */
function supportBy(text: string, facts: readonly Fact[], sentences: readonly SourceSentence[]): number {
  const ofFacts = new Set(
    facts.filter((fact) => fact.kind !== 'quotation').flatMap((fact) => lemmasOf(fact.text)),
  );
  const { factWordWeight } = VERIFY_DEFAULTS;
  let total = 0;
  let found = 0;
  for (const word of new Set(lemmasOf(text))) {
    const weight = ofFacts.has(word) ? factWordWeight : wordWeight(word);
    total += weight;
    if (ofFacts.has(word) || sentences.some(({ stems }) => hasForm(stems, word))) found += weight;
  }
  return total === 0 ? 1 : found / total;
}

/** Whether a word is among stems in any form: "trained" beside "trainer". */
function hasForm(stems: ReadonlySet<string>, word: string): boolean {
  if (stems.has(word)) return true;
  for (const stem of stems) {
    const least = Math.max(LEAST_COMMON, Math.max(word.length, stem.length) - LONGEST_SUFFIX);
    if (stem.length >= least && stem.startsWith(word.slice(0, least)) && word.length >= least) return true;
  }
  return false;
}

const toQuote = ({ passage, start, end }: SourceSentence): Quote => ({ file: passage.file, start, end });

function failed(
  verdict: Exclude<SentenceCheck['verdict'], 'supported'>,
  missing: readonly Fact[] = [],
  support = 0,
): SentenceCheck {
  return { verdict, missing, support, quotes: [] };
}

import { allMatches } from '../../core/matches.ts';
import { words } from '../../core/words.ts';
import { type Fact, isNumeric } from '../facts/facts.ts';
import { namePart } from '../facts/name-parts.ts';
import { isFunctionWord, languageOf } from '../facts/sentence-language.ts';

/** Least share of a sentence's small words that its source has when both are in one language. */
const SMALL_WORDS_SHARED = 0.5;
const SMALL_WORD_LENGTH = 3;
/** Letters that an ending may add to or take from a word of at least as many others. */
const ENDING = 3;
const LEAST_STEM = 4;
const NAME_WEIGHT = 0.5;
/** Two capitals side by side: nouns of German stand alone, with an article or an adjective before them. */
const CAPITALS = /(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}]+(?:[ -]\p{Lu}[\p{L}\p{M}]+)+/gu;

/**
 * Whether a sentence that is not English is in the language of its source, so that they share words. Small words
 * tell languages of one script apart; scripts without them are told apart by their words themselves.
 */
export function sharesLanguage(sentence: string, source: string): boolean {
  if (languageOf(sentence) === 'english' || languageOf(source) === 'english') return false;
  const given = new Set(words(source));
  const small = words(sentence).filter((word) => word.length <= SMALL_WORD_LENGTH && !/\p{N}/u.test(word));
  if (small.length === 0) return false;
  return small.filter((word) => given.has(word)).length / small.length >= SMALL_WORDS_SHARED;
}

/** Share of the words of a sentence, its numbers and small words aside, that its source has in some form, in [0, 1]. */
export function supportInLanguage(sentence: string, facts: readonly Fact[], source: string): number {
  const given = new Set(words(source));
  const numeric = new Set(facts.filter(isNumeric).flatMap((fact) => words(fact.text)));
  const named = new Set(facts.filter((fact) => !isNumeric(fact)).flatMap((fact) => words(fact.text)));
  let total = 0;
  let found = 0;
  for (const word of new Set(words(sentence))) {
    if (numeric.has(word) || isFunctionWord(word) || word.length < SMALL_WORD_LENGTH) continue;
    const weight = named.has(word) ? NAME_WEIGHT : 1;
    total += weight;
    if (hasForm(given, word)) found += weight;
  }
  return total === 0 ? 1 : found / total;
}

/** The names of a sentence of which its source in the same language lacks a part. */
export function namesAbsent(sentence: string, source: string): Fact[] {
  const given = new Set(words(source).map(namePart));
  return allMatches(sentence, CAPITALS).flatMap((match): Fact[] => {
    const parts = match[0].split(/[ -]/).map(namePart);
    if (parts.every((part) => isFunctionWord(part) || hasForm(given, part))) return [];
    const place = { start: match.index, end: match.index + match[0].length };
    return [{ kind: 'name', value: `n:${parts.join(' ')}`, text: match[0], ...place }];
  });
}

function hasForm(given: ReadonlySet<string>, word: string): boolean {
  if (given.has(word)) return true;
  for (const other of given) {
    const least = Math.max(LEAST_STEM, Math.max(word.length, other.length) - ENDING);
    if (other.length >= least && other.slice(0, least) === word.slice(0, least)) return true;
  }
  return false;
}

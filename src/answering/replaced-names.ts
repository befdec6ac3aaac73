import { isStopWord, stem } from '../core/words.ts';
import { PREPOSITIONS } from './clauses.ts';
import { type Fact, factSource } from './facts.ts';
import { lemma } from './lemmas.ts';
import { isCountry, isCountryAdjective, normalForm } from './name-kinds.ts';
import { isTitle } from './name-parts.ts';
import type { SourceSentence } from './source-sentences.ts';

/*
 * A claim may take its words from one sentence and the name from another:
 *
 *   source   Modi met Putin in Delhi. Putin said that trade would grow.
 *   claim    Modi said that trade would grow.
 *
 * The closest sentence then has another name where the claim has its own: beside the same word. A sentence that refers
 * back ("He said …") has none there.
 */

/** The names of a claim in whose place its closest source sentence has a name that the claim lacks. */
export function replacedNames(claim: string, facts: readonly Fact[], closest: SourceSentence): Fact[] {
  const brought = facts.filter((fact) => isProper(fact) && !stands(fact, claim, closest));
  if (brought.length === 0) return [];
  const claimed = factSource(claim);
  const lost = closest.names.filter((fact) => isProper(fact) && !claimed.proves(fact, closest.text));
  const places = new Set(placesOf(closest.text, lost));
  return brought.filter((fact) => placesOf(claim, [fact]).some((place) => places.has(place)));
}

/** Whether a sentence has the name itself: "Russian exports to India" says nothing of exports to Russia. */
function stands(fact: Fact, claim: string, sentence: SourceSentence): boolean {
  if (!sentence.facts.proves(fact, claim)) return false;
  if (!isCountry(fact.text) || isCountryAdjective(fact.text)) return true;
  const form = normalForm(fact.text);
  const named = sentence.names.filter(({ text }) => normalForm(text) === form);
  return named.length === 0 || named.some(({ text }) => !isCountryAdjective(text));
}

const placesOf = (text: string, names: readonly Fact[]): string[] =>
  names.flatMap((name) => neighbours(text, name).map((place) => sortOf(name) + place));

/** A capital or a government may stand for its country: one is not compared with the other. */
const sortOf = ({ text }: Fact): string => (isCountry(text) ? 'country ' : '');

const isProper = ({ kind, value }: Fact): boolean => kind === 'name' && value.startsWith('n:');

const PIECE = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*|[,;:.!?()—–]/gu;

/** The nearest words with a meaning before and after a name, each with the prepositions and marks between. */
function neighbours(text: string, { start, end }: Fact): string[] {
  const before = nearest((text.slice(0, start).match(PIECE) ?? []).toReversed());
  const after = nearest(
    text
      .slice(end)
      .replace(/^['’]s?\b/, '')
      .match(PIECE) ?? [],
  );
  const places: string[] = [];
  // "Proposed by Nair" and "Nair proposed" have the name in the same place.
  if (before !== null)
    places.push(
      before.between === 'by' ? `after ${before.word} ` : `before ${before.word} ${before.between}`,
    );
  if (after !== null) places.push(`after ${after.word} ${after.between}`);
  return places;
}

function nearest(pieces: readonly string[]): { readonly word: string; readonly between: string } | null {
  const between: string[] = [];
  for (const piece of pieces) {
    const word = piece.toLowerCase().replace(/['’]s?$/, '');
    if (!/^[\p{L}\p{N}]/u.test(word) || PREPOSITIONS.has(word)) between.push(word);
    else if (!isStopWord(word) && !isTitle(word))
      return { word: lemma(stem(word)), between: between.join(' ') };
  }
  return null;
}

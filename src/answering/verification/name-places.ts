import { allMatches } from '../../core/matches.ts';
import { isStopWord, stem } from '../../core/words.ts';
import { MUTUAL_VERBS, PREPOSITIONS } from '../facts/clauses.ts';
import { type Fact, factSource } from '../facts/facts.ts';
import { lemma } from '../facts/lemmas.ts';
import { isCountry, isCountryAdjective, normalForm } from '../facts/name-kinds.ts';
import { isTitle } from '../facts/name-parts.ts';
import type { SourceSentence } from './source-sentences.ts';

/*
 * A claim may take its words from one sentence and the name from another:
 *
 *   source   Modi met Putin in Delhi. Putin said that trade would grow.
 *   claim    Modi said that trade would grow.
 *
 * The closest sentence then has another name where the claim has its own: beside the same word. A sentence that refers
 * back ("He said …") has none there. Two names that the closest sentence has both may have exchanged their places:
 *
 *   source   Russia exports oil to India.      Delhi is larger than Agra.
 *   claim    India exports oil to Russia.      Agra is larger than Delhi.
 */

/** Words and prepositions that say the same when the names beside them are exchanged. */
const MUTUAL = new Set(['with', 'between', 'and', 'or', ...MUTUAL_VERBS]);

/**
 * The names of a claim in whose place its closest source sentence has a name that the claim lacks. A name that the sentence
 * has as well is only looked at where the claim has it more often: "clashes between Chile and Chile".
 */
export function replacedNames(claim: string, facts: readonly Fact[], closest: SourceSentence): Fact[] {
  const proper = facts.filter(isProper);
  const brought = proper.filter((fact) => {
    if (!stands(fact, claim, closest)) return true;
    const timesIn = (names: readonly Fact[]): number => names.filter((name) => isSame(name, fact)).length;
    return timesIn(proper) > Math.max(1, timesIn(closest.names));
  });
  if (brought.length === 0) return [];
  const claimed = factSource(claim);
  const lost = closest.names.filter((fact) => isProper(fact) && !claimed.proves(fact, closest.text));
  const places = new Set(placesOf(piecesOf(closest.text), lost));
  const said = piecesOf(claim);
  return brought.filter((fact) => placesOf(said, [fact]).some((place) => places.has(place)));
}

const placesOf = (pieces: readonly Piece[], names: readonly Fact[]): string[] =>
  names.flatMap((name) => neighbours(pieces, name).map((place) => sortOf(name) + place));

/** Whether a sentence has the name itself: "Russian exports to India" says nothing of exports to Russia. */
function stands(fact: Fact, claim: string, sentence: SourceSentence): boolean {
  if (!sentence.facts.proves(fact, claim)) return false;
  if (!isCountry(fact.text) || isCountryAdjective(fact.text)) return true;
  const form = normalForm(fact.text);
  const named = sentence.names.filter(({ text }) => normalForm(text) === form);
  return named.length === 0 || named.some(({ text }) => !isCountryAdjective(text));
}

/** Whether two names of a claim stand each in the place that the other has in the closest source sentence. */
export function exchangesNames(claim: string, facts: readonly Fact[], closest: SourceSentence): boolean {
  const [said, read] = [piecesOf(claim), piecesOf(closest.text)];
  const moved = facts
    .filter((fact) => isProper(fact) && closest.facts.proves(fact, claim))
    .map((name) => ({ name, theirs: closest.names.filter((fact) => isSame(fact, name)) }))
    .filter(({ name, theirs }) => {
      const own = new Set(theirs.flatMap((fact) => neighbours(read, fact)));
      return neighbours(said, name).some((place) => !own.has(place));
    });
  return moved.some((one, index) =>
    moved.slice(index + 1).some((other) => {
      if (isSame(one.name, other.name) || isListed(claim.slice(one.name.end, other.name.start))) return false;
      const listed = one.theirs.some((first) =>
        other.theirs.some((second) =>
          isListed(closest.text.slice(Math.min(first.end, second.end), Math.max(first.start, second.start))),
        ),
      );
      if (listed) return false;
      const [ofOne, ofOther] = [
        placesBeside(read, one.theirs, other.theirs),
        placesBeside(read, other.theirs, one.theirs),
      ];
      const takes = (
        name: Fact,
        partner: Fact,
        own: ReadonlySet<string>,
        its: ReadonlySet<string>,
      ): boolean =>
        neighbours(said, name, [partner]).some(
          (place) => its.has(place) && !own.has(place) && !place.split(' ').some((word) => MUTUAL.has(word)),
        );
      return takes(one.name, other.name, ofOne, ofOther) && takes(other.name, one.name, ofOther, ofOne);
    }),
  );
}

const placesBeside = (
  pieces: readonly Piece[],
  names: readonly Fact[],
  partners: readonly Fact[],
): Set<string> => new Set(names.flatMap((name) => neighbours(pieces, name, partners)));

/** Whether what stands between two names only lists them: "India and Russia", "India–Russia". */
const isListed = (between: string): boolean =>
  /^(?:['’]s)?[\s,&–—/-]*(?:and|or)?\s*(?:the\s+)?$/.test(between);

function isSame(one: Fact, other: Fact): boolean {
  const [parts, others] = [one, other].map(({ value }) => value.slice(2).split(' ')) as [string[], string[]];
  return parts.every((part) => others.includes(part)) || others.every((part) => parts.includes(part));
}

/** A capital or a government may stand for its country: one is not compared with the other. */
const sortOf = ({ text }: Fact): string => (isCountry(text) ? 'country ' : '');

const isProper = ({ kind, value }: Fact): boolean => kind === 'name' && value.startsWith('n:');

/** A word or a mark of punctuation, lower-cased, without the ending of a possessive. */
interface Piece {
  readonly written: string;
  readonly start: number;
  readonly end: number;
}

const PIECE = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*|[,;:.!?()—–]/gu;

function piecesOf(text: string): Piece[] {
  return allMatches(text, PIECE).map(({ 0: piece, index }) => ({
    written: piece.toLowerCase().replace(/['’]s?$/, ''),
    start: index,
    end: index + piece.length,
  }));
}

/** "Ek, who leads": the comma before it separates nothing. */
const RELATIVE = new Set(['who', 'which']);
const FORMER = new Set(['former', 'late', 'acting', 'outgoing', 'incoming']);
/** In words and marks. */
const LONGEST_APPOSITION = 10;

/** What stands for a name whose exchange with another is looked for, whichever of the two it is. */
const PARTNER = '\u0001';

/** The nearest words with a meaning before and after a name, each with the prepositions and marks between. */
function neighbours(
  pieces: readonly Piece[],
  { start, end }: Fact,
  partners: readonly Fact[] = [],
): string[] {
  const first = pieces.findIndex((piece) => piece.end > start);
  const behind = pieces.findIndex((piece) => piece.start >= end);
  const before = first < 0 ? null : nearest(pieces, first - 1, -1, partners);
  const afters =
    behind < 0
      ? []
      : [behind, behindApposition(pieces, behind)].flatMap(
          (from) => nearest(pieces, from, 1, partners) ?? [],
        );
  const places: string[] = [];
  // "Proposed by Nair" and "Nair proposed" have the name in the same place.
  if (before !== null)
    places.push(
      before.between === 'by' ? `after ${before.word} ` : `before ${before.word} ${before.between}`,
    );
  for (const { word, between } of afters) places.push(`after ${word} ${between}`);
  return places;
}

/** Where the sentence goes on after what stands between commas behind a name: "Ek, the mayor of Oslo, said". */
function behindApposition(pieces: readonly Piece[], behind: number): number {
  if (pieces[behind]?.written !== ',') return pieces.length;
  const length = pieces
    .slice(behind + 1, behind + 1 + LONGEST_APPOSITION)
    .findIndex(({ written }) => written === ',');
  return length < 0 ? pieces.length : behind + length + 2;
}

function nearest(
  pieces: readonly Piece[],
  from: number,
  step: 1 | -1,
  partners: readonly Fact[],
): { readonly word: string; readonly between: string } | null {
  const between: string[] = [];
  for (let index = from; index >= 0 && index < pieces.length; index += step) {
    const { written, start, end } = pieces[index] as Piece;
    if (partners.some((name) => start < name.end && end > name.start))
      return { word: PARTNER, between: between.join(' ') };
    if (RELATIVE.has(written)) between.length = 0;
    else if (!/^[\p{L}\p{N}]/u.test(written) || PREPOSITIONS.has(written)) between.push(written);
    else if (!isStopWord(written) && !isTitle(written) && !FORMER.has(written))
      return { word: lemma(stem(written)), between: between.join(' ') };
  }
  return null;
}

import { distance } from 'fastest-levenshtein';
import { searchTerms } from '../core/search-terms.ts';
import type { Postings } from '../indexing/postings.ts';
import type { RelatedTerms } from '../indexing/related-terms.ts';
import type { QueryGroup, QueryMember } from './query-terms.ts';

/** Weights are shares of what a match of the word itself counts; fitted on the development collections. */
export const EXPANSION_DEFAULTS = {
  relatedWeight: 0.4,
  aliasWeight: 0.6,
  aliasCloseness: 0.9,
  /** For a word that stands nowhere in the corpus and is no common word: stems within one edit. */
  correctionWeight: 0.8,
  shortestCorrected: 4,
  /** From this length on, two edits are forgiven. */
  longCorrected: 8,
} as const;

/**
 * What a query searches for: each of its words, with what the corpus may call it instead – related words by word
 * vector, other names of a country, and for a word that is unknown, the words it may be a misspelling of.
 */
export async function queryGroups(
  query: string,
  postings: Postings,
  related: RelatedTerms | null,
): Promise<QueryGroup[]> {
  const counts = new Map<string, { word: string; count: number }>();
  for (const { word, stem } of searchTerms(query)) {
    const known = counts.get(stem);
    if (known) known.count++;
    else counts.set(stem, { word, count: 1 });
  }
  return Promise.all(
    [...counts].map(async ([key, { word, count }]) => ({
      stem: key,
      weight: count,
      members: await membersOf(key, word, postings, related),
    })),
  );
}

async function membersOf(
  key: string,
  word: string,
  postings: Postings,
  related: RelatedTerms | null,
): Promise<Map<string, QueryMember>> {
  const members = new Map<string, QueryMember>([[key, { weight: 1, closeness: 1 }]]);
  const add = (member: string, weight: number, closeness: number): void => {
    if ((members.get(member)?.weight ?? 0) < weight) members.set(member, { weight, closeness });
  };
  if (/\p{N}/u.test(word)) return members;
  if (related) {
    const { relatedWeight, aliasWeight, aliasCloseness } = EXPANSION_DEFAULTS;
    for (const [member, cosine] of await related.near(word)) add(member, relatedWeight * cosine, cosine);
    for (const member of related.aliasesOf(key)) add(member, aliasWeight, aliasCloseness);
  }
  if (postings.frequency(key) === 0 && related?.isCommon(word) !== true) {
    const { correctionWeight } = EXPANSION_DEFAULTS;
    for (const member of corrections(key, postings)) add(member, correctionWeight, correctionWeight);
  }
  return members;
}

/**
 * Stems of the corpus that a misspelt one may stand for: the nearest ones, with the same first letter. Two neighbouring
 * letters in each other's place are one edit (Damerau 1964).
 */
function corrections(misspelt: string, postings: Postings): string[] {
  const { shortestCorrected, longCorrected } = EXPANSION_DEFAULTS;
  if (misspelt.length < shortestCorrected) return [];
  const most = misspelt.length >= longCorrected ? 2 : 1;
  let found = transpositions(misspelt).filter((term) => postings.frequency(term) > 0);
  let nearest = found.length > 0 ? 1 : most;
  for (const term of postings.terms) {
    if (term[0] !== misspelt[0] || Math.abs(term.length - misspelt.length) > nearest) continue;
    const edits = distance(term, misspelt);
    if (edits > nearest) continue;
    if (edits < nearest) found = [];
    nearest = edits;
    found.push(term);
  }
  return found.slice(0, 4);
}

function transpositions(term: string): string[] {
  const swapped = (at: number): string =>
    `${term.slice(0, at)}${term[at + 1]}${term[at]}${term.slice(at + 2)}`;
  return Array.from({ length: Math.max(0, term.length - 2) }, (_, at) => swapped(at + 1));
}

import { distance } from 'fastest-levenshtein';
import { searchTerms } from '../core/search-terms.ts';
import type { Postings } from '../indexing/postings.ts';
import type { RelatedTerms } from '../indexing/related-terms.ts';
import type { Thesaurus } from '../indexing/thesaurus.ts';
import type { QueryGroup, QueryMember } from './query-terms.ts';

/**
 * Weights are shares of what a match of the word itself counts; chosen on the development collections, those of synonyms on
 * the `fit` half of the golden set, too.
 */
export const EXPANSION_DEFAULTS = {
  relatedWeight: 0.4,
  /** What the thesaurus' closeness counts, as a share. */
  synonymCloseness: 0.7,
  /** For a word that stands nowhere in the corpus; synonyms of other words do not rank passages, they only choose sentences. */
  synonymWeight: 0.5,
  /** What a synonym of the word counts that a phrase stands for, as a share of that word. */
  phraseSynonymShare: 0.8,
  aliasWeight: 0.6,
  aliasCloseness: 0.9,
  /** For a word that stands nowhere in the corpus and is no common word: stems within one edit. */
  correctionWeight: 0.8,
  shortestCorrected: 4,
  /** From this length on, two edits are forgiven. */
  longCorrected: 8,
} as const;

/** What an index knows of words. */
export interface Vocabulary {
  readonly postings: Postings;
  readonly related: RelatedTerms | null;
  readonly thesaurus: Thesaurus | null;
}

/**
 * What a query searches for: each of its words, with what the corpus may call it instead – related words by word vector,
 * synonyms, other names of a country, and for a word that is unknown, the words it may be a misspelling of.
 */
export async function queryGroups(query: string, vocabulary: Vocabulary): Promise<QueryGroup[]> {
  const terms = searchTerms(query);
  const counts = new Map<string, { word: string; count: number }>();
  for (const { word, stem } of terms) {
    const known = counts.get(stem);
    if (known) known.count++;
    else counts.set(stem, { word, count: 1 });
  }
  const synonyms = synonymsIn(
    terms.map(({ stem }) => stem),
    vocabulary.thesaurus,
  );
  return Promise.all(
    [...counts].map(async ([key, { word, count }]) => ({
      stem: key,
      weight: count,
      members: await membersOf(key, word, synonyms.get(key) ?? new Map(), vocabulary),
    })),
  );
}

/** By stem of a text, what the thesaurus has for it and for the phrases that it is part of, with the closeness. */
function synonymsIn(text: readonly string[], thesaurus: Thesaurus | null): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  if (!thesaurus) return found;
  const add = (stem: string, synonym: string, closeness: number): void => {
    const known = found.get(stem) ?? new Map<string, number>();
    found.set(stem, known.set(synonym, Math.max(known.get(synonym) ?? 0, closeness)));
  };
  for (const stem of new Set(text))
    for (const [synonym, closeness] of thesaurus.synonymsOf(stem)) add(stem, synonym, closeness);
  for (const { start, end, stem: head, closeness } of thesaurus.phrasesIn(text)) {
    for (const stem of text.slice(start, end)) {
      add(stem, head, closeness);
      for (const [synonym, share] of thesaurus.synonymsOf(head))
        add(stem, synonym, closeness * share * EXPANSION_DEFAULTS.phraseSynonymShare);
    }
  }
  return found;
}

async function membersOf(
  key: string,
  word: string,
  synonyms: ReadonlyMap<string, number>,
  { postings, related }: Vocabulary,
): Promise<Map<string, QueryMember>> {
  const members = new Map<string, QueryMember>([[key, { weight: 1, closeness: 1, sameness: 1 }]]);
  const add = (member: string, weight: number, closeness: number, sameness: number): void => {
    const known = members.get(member) ?? { weight: 0, closeness: 0, sameness: 0 };
    members.set(member, {
      weight: Math.max(known.weight, weight),
      closeness: Math.max(known.closeness, closeness),
      sameness: Math.max(known.sameness, sameness),
    });
  };
  if (/\p{N}/u.test(word)) return members;
  const isUnknown = postings.frequency(key) === 0;
  const { synonymCloseness, synonymWeight } = EXPANSION_DEFAULTS;
  for (const [member, closeness] of synonyms)
    if (postings.frequency(member) > 0)
      add(member, isUnknown ? synonymWeight * closeness : 0, synonymCloseness * closeness, closeness);
  if (related) {
    const { relatedWeight, aliasWeight, aliasCloseness } = EXPANSION_DEFAULTS;
    for (const [member, cosine] of await related.near(word)) add(member, relatedWeight * cosine, cosine, 0);
    for (const member of related.aliasesOf(key)) add(member, aliasWeight, aliasCloseness, aliasCloseness);
  }
  if (isUnknown && related?.isCommon(word) !== true) {
    const { correctionWeight } = EXPANSION_DEFAULTS;
    for (const member of corrections(key, postings))
      add(member, correctionWeight, correctionWeight, correctionWeight);
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

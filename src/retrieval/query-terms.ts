import { type Postings, rarity } from '../indexing/postings.ts';
import type { PostingList } from './posting-lists.ts';

/** A stem that may stand for a word of a query. */
export interface QueryMember {
  /** What a match counts for ranking, as a share of a match of the word itself; 0 for one that only answers. */
  readonly weight: number;
  /** How surely it means the same, in [0, 1]; 1 for the word itself. */
  readonly closeness: number;
  /** The same by thesaurus, names and spelling alone: word vectors find words of the same field, too, "export" for "import". */
  readonly sameness: number;
}

/** What one word of a query is searched by. */
export interface QueryGroup {
  /** The word's own stem. */
  readonly stem: string;
  /** Multiplies whatever the group scores; how often the word stands in the query. */
  readonly weight: number;
  /** By stem; the word's own is among them. */
  readonly members: ReadonlyMap<string, QueryMember>;
}

/** A term of the corpus that a query is scored by. */
export interface ScoredTerm {
  readonly stem: string;
  readonly list: PostingList;
  /** Of the group times that of the member. */
  readonly weight: number;
  readonly idf: number;
}

/** A member that counts for less than this share of the group's best is left out: common words, with the longest lists. */
export const LEAST_SHARE = 0.15;
/** Postings of related words that one query may score: more than a corpus of 10,000 passages asks for. */
const RELATED_POSTINGS = 30_000;

/**
 * The terms of each group that are scored: its members in the corpus that count for enough beside the group's best.
 * Related ones share a budget of postings, the most telling first, so that a query over a large corpus stays quick.
 */
export function worthwhileTerms(groups: readonly QueryGroup[], postings: Postings): ScoredTerm[][] {
  const terms: ScoredTerm[][] = groups.map(() => []);
  const related: (ScoredTerm & { readonly group: number; readonly value: number })[] = [];
  for (const [group, { stem: own, weight: times, members }] of groups.entries()) {
    const found = [];
    for (const [stem, { weight }] of members) {
      if (weight === 0) continue;
      const { labels, counts } = postings.list(stem);
      if (labels.length === 0) continue;
      const idf = rarity(postings.count, labels.length);
      const list = { items: labels, counts, length: labels.length };
      found.push({ list, weight: times * weight, idf, stem, group, value: weight * idf });
    }
    const least = LEAST_SHARE * Math.max(0, ...found.map(({ value }) => value));
    for (const term of found) {
      if (term.stem === own) terms[group]?.push(term);
      else if (term.value >= least) related.push(term);
    }
  }
  let budget = RELATED_POSTINGS;
  for (const term of related.sort((a, b) => b.value - a.value || (a.stem < b.stem ? -1 : 1))) {
    if (term.list.length > budget) continue;
    budget -= term.list.length;
    terms[term.group]?.push(term);
  }
  return terms;
}

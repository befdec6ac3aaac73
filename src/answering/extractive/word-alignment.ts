import type { SearchTerm } from '../../core/search-terms.ts';
import type { RelatedTerms } from '../../indexing/related-terms.ts';
import type { QueryGroup } from '../../retrieval/query-terms.ts';

/** Cosines of word vectors up to this one say nothing. */
const UNRELATED_COSINE = 0.3;

/** How much of each word of a question a text holds; all in [0, 1], in the order of the question's groups. */
export interface Alignment {
  /** By the word itself, its other notations and names, and what the thesaurus and the corpus use for it. */
  readonly named: Float64Array;
  /** As `named`, and by the nearest of the text's words in general English. */
  readonly related: Float64Array;
}

/**
 * Aligns each word of a question with the nearest word of a text (the soft alignment of Brokos, Malakasiotis &
 * Androutsopoulos 2016, with word vectors for the words that do not occur).
 */
export function wordAligner(
  groups: readonly QueryGroup[],
  wordOf: ReadonlyMap<string, string>,
  related: RelatedTerms | null,
): (text: readonly SearchTerm[]) => Alignment {
  const vectors = groups.map(({ stem }) => vectorOf(wordOf.get(stem) ?? stem, related));
  const groupsOf = new Map<string, { readonly position: number; readonly closeness: number }[]>();
  for (const [position, { members }] of groups.entries()) {
    for (const [stem, { closeness }] of members)
      groupsOf.set(stem, [...(groupsOf.get(stem) ?? []), { position, closeness }]);
  }
  const remembered = new Map<string, Float64Array | null>();
  const relatednessOf = (word: string): Float64Array | null => {
    const known = remembered.get(word);
    if (known !== undefined) return known;
    const vector = vectorOf(word, related);
    let found: Float64Array | null = null;
    for (const [i, other] of vectors.entries()) {
      const nearness = vector && other ? cosine(vector, other) : 0;
      if (nearness <= UNRELATED_COSINE) continue;
      found ??= new Float64Array(vectors.length);
      found[i] = (nearness - UNRELATED_COSINE) / (1 - UNRELATED_COSINE);
    }
    remembered.set(word, found);
    return found;
  };
  return (text) => {
    const named = new Float64Array(groups.length);
    const near = new Float64Array(groups.length);
    for (const { word, stem } of text) {
      const relatedness = relatednessOf(word);
      for (let i = 0; relatedness && i < relatedness.length; i++) {
        const value = relatedness[i] as number;
        if (value > (near[i] as number)) near[i] = value;
      }
      for (const { position, closeness } of groupsOf.get(stem) ?? []) {
        if (closeness > (named[position] as number)) named[position] = closeness;
      }
    }
    for (const [i, value] of named.entries()) if (value > (near[i] as number)) near[i] = value;
    return { named, related: near };
  };
}

function vectorOf(word: string, related: RelatedTerms | null): Float32Array | null {
  return /\p{N}/u.test(word) ? null : (related?.vectorOf(word) ?? null);
}

/** Of unit vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}

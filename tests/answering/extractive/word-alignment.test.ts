import { describe, expect, it } from 'vitest';
import { cosine, wordAligner } from '../../../src/answering/extractive/word-alignment.ts';
import { searchTerms } from '../../../src/core/search-terms.ts';
import type { RelatedTerms } from '../../../src/indexing/related-terms.ts';
import type { QueryGroup } from '../../../src/retrieval/query-terms.ts';

const VECTORS: Readonly<Record<string, readonly number[]>> = {
  price: [1, 0, 0],
  cost: [0.8, 0.6, 0],
  sheep: [0, 0, 1],
};

/** Words with the vectors above; nothing else is asked of it. */
const related: RelatedTerms = {
  near: async () => {
    throw new Error('not expected');
  },
  aliasesOf: () => new Set(),
  isCommon: () => true,
  vectorOf: (word) => (VECTORS[word] ? Float32Array.from(VECTORS[word]) : null),
};

function group(stem: string, others: Readonly<Record<string, number>> = {}): QueryGroup {
  const members = new Map(
    Object.entries({ [stem]: 1, ...others }).map(([member, closeness]) => [
      member,
      { weight: 1, closeness, sameness: closeness },
    ]),
  );
  return { stem, weight: 1, members };
}

function align(groups: readonly QueryGroup[], text: string, given: RelatedTerms | null = related) {
  const { named, related: near } = wordAligner(
    groups,
    new Map([['price', 'price']]),
    given,
  )(searchTerms(text));
  return { named: [...named], near: [...near].map((value) => Number(value.toFixed(3))) };
}

describe('wordAligner', () => {
  it('finds words as they are, and by the names that the corpus uses for them', () => {
    const groups = [group('price'), group('russia', { moscow: 0.9 }), group('tea')];
    expect(align(groups, 'Moscow set a price.').named).toEqual([1, 0.9, 0]);
  });

  it('finds the nearest word in general English, counted from the cosine of unrelated words on', () => {
    expect(align([group('price')], 'What they cost, and sheep.')).toEqual({
      named: [0],
      near: [Number(((0.8 - 0.3) / 0.7).toFixed(3))],
    });
    expect(align([group('price')], 'Sheep graze.').near).toEqual([0]);
  });

  it('knows only the words themselves without word vectors', () => {
    expect(align([group('price')], 'The cost.', null).near).toEqual([0]);
    expect(align([group('price')], 'The price.', null).near).toEqual([1]);
  });
});

it('cosine is the inner product of unit vectors', () => {
  expect(cosine(Float32Array.of(0.6, 0.8), Float32Array.of(0.8, 0.6))).toBeCloseTo(0.96);
});

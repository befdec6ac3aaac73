import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWordVectors, encodeWordVectors } from '../../src/embedding/word-vectors.ts';
import { exactIndex } from '../../src/indexing/exact-index.ts';
import {
  collectTerms,
  decodeTerms,
  encodeTerms,
  type RelatedTerms,
  relatedTerms,
} from '../../src/indexing/related-terms.ts';
import type { VectorIndex } from '../../src/indexing/vector-index.ts';

const VECTORS: Readonly<Record<string, readonly [rank: number, x: number, y: number]>> = {
  oil: [900, 1, 0],
  oils: [9_000, 0, 1],
  petroleum: [4_000, 0.9, 0.1],
  gas: [800, 0.8, 0.4],
  tea: [2_000, 0, 1],
  teapot: [50_000, 0.1, 0.9],
};
const words = decodeWordVectors(
  encodeWordVectors(
    Object.entries(VECTORS).map(([word, [rank, ...vector]]) => ({ word, rank, vector })),
    2,
  ),
);
const ALIASES = [
  ['russia', 'moscow'],
  ['russia', 'kremlin'],
  ['peru', 'lima'],
];
const PASSAGES = ['Oil and gas, 50 oils in Russia. The oil of 2030.', 'Petroleum, tea and qwxzyzzy.'];

const termsOf = (passages: readonly string[]): RelatedTerms => {
  const terms = collectTerms(passages, words, ALIASES);
  return relatedTerms(terms, exactIndex(terms.vectors), words);
};

describe('collectTerms', () => {
  it('has the stems of words that the table knows, each as it is written most often', () => {
    const { stems, vectors } = collectTerms(PASSAGES, words, ALIASES);
    expect(stems).toEqual(['oil', 'ga', 'petroleum', 'tea']);
    expect([vectors.count, vectors.dimensions]).toEqual([4, 2]);
    // "oil" stands twice, "oils" once.
    expect(vectors.data[0]).toBeCloseTo(1);
    for (let row = 0; row < vectors.count; row++)
      expect(Math.hypot(...vectors.data.subarray(2 * row, 2 * row + 2))).toBeCloseTo(1);
  });

  it('keeps the names of which one occurs', () => {
    expect(collectTerms(PASSAGES, words, ALIASES).aliases).toEqual([ALIASES[0], ALIASES[1]]);
  });

  it('comes back from its bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PASSAGES, '', 'Peru', 'tea tea')), (passages) => {
        const terms = collectTerms(passages, words, ALIASES);
        expect(decodeTerms(encodeTerms(terms))).toEqual(terms);
      }),
    );
    expect(() => decodeTerms(Uint8Array.of(1))).toThrow();
  });
});

describe('relatedTerms', () => {
  it('gives the nearest stems above a cosine, closest first, without the word itself', async () => {
    const near = await termsOf(PASSAGES).near('oil', 0.5, 8);
    expect([...near.keys()]).toEqual(['petroleum', 'ga']);
    expect(near.get('petroleum')).toBeCloseTo(0.9 / Math.hypot(0.9, 0.1), 2);
    expect([...(await termsOf(PASSAGES).near('oil', 0.5, 1)).keys()]).toEqual(['petroleum']);
    expect([...(await termsOf(PASSAGES).near('oil', 0.95, 8)).keys()]).toEqual(['petroleum']);
  });

  it('finds relatives of a word that the corpus does not hold', async () => {
    expect([...(await termsOf(PASSAGES).near('teapot', 0.9, 8)).keys()]).toEqual(['tea']);
  });

  it('finds none of a word that the table does not hold, or in an empty corpus', async () => {
    expect((await termsOf(PASSAGES).near('qwxzyzzy', 0, 8)).size).toBe(0);
    expect((await termsOf([]).near('oil', 0, 8)).size).toBe(0);
  });

  it('looks a word up once', async () => {
    const terms = collectTerms(PASSAGES, words, []);
    const index = exactIndex(terms.vectors);
    const asked: number[] = [];
    const counting: VectorIndex = {
      ...index,
      search: async (vector, k) => {
        asked.push(k);
        return index.search(vector, k);
      },
    };
    const related = relatedTerms(terms, counting, words);
    expect(await related.near('oil', 0.5, 8)).toEqual(await related.near('oil', 0.5, 8));
    expect(asked).toEqual([9]);
  });

  it('knows all other names of a thing that has several lists of names', () => {
    const { aliasesOf } = termsOf(PASSAGES);
    expect([...aliasesOf('russia')].sort()).toEqual(['kremlin', 'moscow']);
    expect([...aliasesOf('moscow')]).toEqual(['russia']);
    expect(aliasesOf('peru').size).toBe(0);
    expect(aliasesOf('unknown').size).toBe(0);
  });

  it('takes rare words of the list for possible misspellings', () => {
    const { isCommon } = termsOf(PASSAGES);
    expect(['oil', 'tea', 'teapot', 'qwxzyzzy'].map(isCommon)).toEqual([true, true, false, false]);
  });
});

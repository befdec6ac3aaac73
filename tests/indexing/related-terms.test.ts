import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeWordVectors, encodeWordVectors } from '../../src/embedding/word-vectors.ts';
import { exactIndex } from '../../src/indexing/exact-index.ts';
import { nearestStems, RELATED_DEFAULTS, type RelatedLimits } from '../../src/indexing/nearest-stems.ts';
import { decodeTerms, encodeTerms, type RelatedTerms } from '../../src/indexing/related-terms.ts';
import { relatedTermsOf, termTableOf } from '../support/index-fixtures.ts';

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

const termsOf = (passages: readonly string[], limits?: Partial<RelatedLimits>): Promise<RelatedTerms> =>
  relatedTermsOf(passages, words, ALIASES, { ...RELATED_DEFAULTS, ...limits });

describe('termCollector', () => {
  it('has the stems of words that the table knows, each as it is written most often', () => {
    const { stems, forms, vectors } = termTableOf(PASSAGES, words, ALIASES);
    expect(stems).toEqual(['oil', 'ga', 'petroleum', 'tea']);
    expect(forms).toEqual(['oil', 'oils', 'gas', 'petroleum', 'tea']);
    expect([vectors.count, vectors.dimensions]).toEqual([4, 2]);
    // "oil" stands twice, "oils" once.
    expect(vectors.data[0]).toBeCloseTo(1);
    for (let row = 0; row < vectors.count; row++)
      expect(Math.hypot(...vectors.data.subarray(2 * row, 2 * row + 2))).toBeCloseTo(1);
  });

  it('keeps the names of which one occurs', () => {
    expect(termTableOf(PASSAGES, words, ALIASES).aliases).toEqual([ALIASES[0], ALIASES[1]]);
  });

  it('comes back from its bytes, with the nearest stems', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...PASSAGES, '', 'Peru', 'tea tea')), async (passages) => {
        const table = termTableOf(passages, words, ALIASES);
        const nearest = await nearestStems(table, exactIndex(table.vectors), words);
        expect(decodeTerms(encodeTerms(table, nearest))).toEqual({ table, nearest });
      }),
    );
    expect(() => decodeTerms(Uint8Array.of(1))).toThrow();
  });
});

describe('relatedTerms', () => {
  it('gives the nearest stems above a cosine, closest first, without the word itself', async () => {
    const near = await (await termsOf(PASSAGES, { leastCosine: 0.5 })).near('oil');
    expect([...near.keys()]).toEqual(['petroleum', 'ga']);
    expect(near.get('petroleum')).toBeCloseTo(0.9 / Math.hypot(0.9, 0.1), 2);
    expect([...(await (await termsOf(PASSAGES, { most: 1 })).near('oil')).keys()]).toEqual(['petroleum']);
    const strict = await termsOf(PASSAGES, { leastCosine: 0.95 });
    expect([...(await strict.near('oil')).keys()]).toEqual(['petroleum']);
  });

  it('takes each form of a word for itself', async () => {
    expect([...(await (await termsOf(PASSAGES)).near('oils')).keys()]).toEqual(['tea']);
  });

  it('finds relatives of a word that the corpus does not hold', async () => {
    expect([...(await (await termsOf(PASSAGES)).near('teapot')).keys()]).toEqual(['tea']);
  });

  it('finds none of a word that the table does not hold, or in an empty corpus', async () => {
    expect((await (await termsOf(PASSAGES, { leastCosine: 0 })).near('qwxzyzzy')).size).toBe(0);
    expect((await (await termsOf([], { leastCosine: 0 })).near('oil')).size).toBe(0);
  });

  it('searches for a word of the corpus never, and for another one once', async () => {
    const asked: number[] = [];
    const related = await relatedTermsOf(PASSAGES, words, [], RELATED_DEFAULTS, (index) => ({
      ...index,
      search: async (vector, k) => {
        asked.push(k);
        return index.search(vector, k);
      },
    }));
    await related.near('oil');
    expect(asked).toEqual([]);
    expect(await related.near('teapot')).toEqual(await related.near('teapot'));
    expect(asked).toEqual([RELATED_DEFAULTS.most + 1]);
  });

  it('knows all other names of a thing that has several lists of names', async () => {
    const { aliasesOf } = await termsOf(PASSAGES);
    expect([...aliasesOf('russia')].sort()).toEqual(['kremlin', 'moscow']);
    expect([...aliasesOf('moscow')]).toEqual(['russia']);
    expect(aliasesOf('peru').size).toBe(0);
    expect(aliasesOf('unknown').size).toBe(0);
  });

  it('takes rare words of the list for possible misspellings', async () => {
    const { isCommon } = await termsOf(PASSAGES);
    expect(['oil', 'tea', 'teapot', 'qwxzyzzy'].map(isCommon)).toEqual([true, true, false, false]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stem } from '../../src/core/words.ts';
import { BM25_DEFAULTS, buildPostings, decodePostings, queryStems } from '../../src/indexing/postings.ts';

/** Words that are their own stems, so that the naive scorer needs no analysis but a split at spaces. */
const WORDS = [
  'tea',
  'oil',
  'wheat',
  'coal',
  'rice',
  'steel',
  'putin',
  'modi',
  'delhi',
  'silk',
  'rent',
  'ship',
];
const passages = fc.array(
  fc.array(fc.constantFrom(...WORDS.slice(0, 10)), { maxLength: 30 }).map((words) => words.join(' ')),
  { maxLength: 25 },
);
const query = fc.dictionary(fc.constantFrom(...WORDS), fc.double({ min: 0.1, max: 3, noNaN: true }));

/** BM25 as it stands in Robertson & Zaragoza (2009), eq. 3.15, with the idf of Lucene, straight from the texts. */
function naiveScores(
  texts: readonly string[],
  weights: ReadonlyMap<string, number>,
  { k1, b } = BM25_DEFAULTS,
) {
  const tokens = texts.map((text) => text.split(' ').filter(Boolean));
  const average = tokens.reduce((sum, words) => sum + words.length, 0) / texts.length;
  return tokens
    .map((words, label) => {
      let score = 0;
      for (const [word, weight] of weights) {
        const tf = words.filter((other) => other === word).length;
        const n = tokens.filter((other) => other.includes(word)).length;
        const idf = Math.log(1 + (texts.length - n + 0.5) / (n + 0.5));
        if (tf > 0)
          score += (weight * idf * tf * (k1 + 1)) / (tf + k1 * (1 - b + (b * words.length) / average));
      }
      return { label, score };
    })
    .filter(({ score }) => score > 0)
    .sort((x, y) => y.score - x.score || x.label - y.label);
}

describe('postings', () => {
  it('are tested with words that are their own stems', () => {
    expect(WORDS.map(stem)).toEqual(WORDS);
  });

  it('score as a naive BM25 does', () => {
    fc.assert(
      fc.property(passages, query, fc.integer({ min: 1, max: 30 }), (texts, weights, k) => {
        const postings = buildPostings(texts);
        const stems = new Map(Object.entries(weights));
        const expected = naiveScores(texts, stems);
        const found = postings.search(stems, k);
        expect(found).toHaveLength(Math.min(k, expected.length));
        const scoreOf = new Map(expected.map(({ label, score }) => [label, score]));
        for (const [rank, { label, score }] of found.entries()) {
          expect(score).toBeCloseTo(scoreOf.get(label) ?? Number.NaN, 9);
          expect(score).toBeCloseTo(expected[rank]?.score ?? Number.NaN, 9);
        }
        expect(new Set(found.map(({ label }) => label)).size).toBe(found.length);
      }),
      { numRuns: 300 },
    );
  });

  it('give the same results a second time, and after they were saved and read', () => {
    fc.assert(
      fc.property(passages, query, (texts, weights) => {
        const postings = buildPostings(texts);
        const stems = new Map(Object.entries(weights));
        const first = postings.search(stems, 10);
        const read = decodePostings(postings.encode());
        expect(postings.search(stems, 10)).toEqual(first);
        expect(read.search(stems, 10)).toEqual(first);
        expect(read.count).toBe(texts.length);
        for (const word of WORDS) {
          expect(read.frequency(word)).toBe(postings.frequency(word));
          expect(read.idf(word)).toBe(postings.idf(word));
        }
      }),
    );
  });

  it('order equal passages by label', () => {
    const postings = buildPostings(['tea oil', 'tea oil', 'wheat', 'tea oil']);
    expect(postings.search(new Map([['tea', 1]]), 10).map(({ label }) => label)).toEqual([0, 1, 3]);
  });

  it('find nothing for an unknown stem, which counts as rarer than any other', () => {
    const postings = buildPostings(['tea oil', 'tea']);
    expect(postings.search(new Map([['silk', 1]]), 10)).toEqual([]);
    expect(postings.search(new Map(), 10)).toEqual([]);
    expect(postings.frequency('silk')).toBe(0);
    expect(postings.idf('silk')).toBeGreaterThan(postings.idf('oil'));
    expect(postings.idf('oil')).toBeGreaterThan(postings.idf('tea'));
  });

  it('leave a stem out whose weight is not above zero, and weigh the others', () => {
    const postings = buildPostings(['tea', 'oil', 'wheat']);
    const found = postings.search(
      new Map([
        ['tea', 0],
        ['oil', 0.5],
        ['wheat', -1],
      ]),
      10,
    );
    expect(found.map(({ label }) => label)).toEqual([1]);
    const [plain] = postings.search(new Map([['oil', 1]]), 10);
    expect(found[0]?.score).toBeCloseTo((plain?.score ?? 0) / 2, 12);
  });

  it('are built from nothing and from texts without words', () => {
    expect(buildPostings([]).search(new Map([['tea', 1]]), 5)).toEqual([]);
    expect(buildPostings(['', 'the of']).search(new Map([['tea', 1]]), 5)).toEqual([]);
    expect(decodePostings(buildPostings(['', '']).encode()).count).toBe(2);
  });

  it('take repetition and function words of a question as nothing', () => {
    expect([...queryStems('What is the trade, the trade of teas?')]).toEqual([
      ['trade', 1],
      ['tea', 1],
    ]);
  });
});

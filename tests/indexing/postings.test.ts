import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stem } from '../../src/core/words.ts';
import { decodePostings, type Postings, rarity } from '../../src/indexing/postings.ts';
import { postingsOf } from '../support/index-fixtures.ts';

/** Words that are their own stems, so that the naive count needs no analysis but a split at spaces. */
const WORDS = ['tea', 'oil', 'wheat', 'coal', 'rice', 'steel', 'putin', 'modi', 'delhi', 'silk'];
const passages = fc.array(
  fc.array(fc.constantFrom(...WORDS.slice(0, 8)), { maxLength: 30 }).map((words) => words.join(' ')),
  { maxLength: 25 },
);

/** Passage → occurrences, straight from the texts. */
const naiveList = (texts: readonly string[], word: string): [number, number][] =>
  texts.flatMap((text, label): [number, number][] => {
    const count = text.split(' ').filter((other) => other === word).length;
    return count > 0 ? [[label, count]] : [];
  });

const listOf = (postings: Postings, word: string): [number, number][] => {
  const { labels, counts } = postings.list(word);
  return Array.from(labels, (label, at) => [label, counts[at] ?? 0]);
};

describe('postings', () => {
  it('are tested with words that are their own stems', () => {
    expect(WORDS.map(stem)).toEqual(WORDS);
  });

  it('list the passages of every word, ascending, before and after they were saved and read', () => {
    fc.assert(
      fc.property(passages, (texts) => {
        const built = postingsOf(texts);
        for (const postings of [built, decodePostings(built.encode())]) {
          expect(postings.count).toBe(texts.length);
          expect([...postings.lengths]).toEqual(texts.map((text) => text.split(' ').filter(Boolean).length));
          for (const word of WORDS) {
            const expected = naiveList(texts, word);
            expect(listOf(postings, word)).toEqual(expected);
            expect(postings.frequency(word)).toBe(expected.length);
            expect(postings.idf(word)).toBe(rarity(texts.length, expected.length));
          }
          expect([...postings.terms].sort()).toEqual(
            WORDS.filter((word) => texts.some((text) => text.split(' ').includes(word))).sort(),
          );
        }
      }),
      { numRuns: 200 },
    );
  });

  it('take an unknown stem as rarer than any other', () => {
    const postings = postingsOf(['tea oil', 'tea']);
    expect(listOf(postings, 'silk')).toEqual([]);
    expect(postings.frequency('silk')).toBe(0);
    expect(postings.idf('silk')).toBeGreaterThan(postings.idf('oil'));
    expect(postings.idf('oil')).toBeGreaterThan(postings.idf('tea'));
  });

  it('are built from nothing and from texts without words', () => {
    expect(postingsOf([]).count).toBe(0);
    expect(postingsOf(['', 'the of']).terms).toEqual([]);
    expect(decodePostings(postingsOf(['', '']).encode()).count).toBe(2);
  });
});

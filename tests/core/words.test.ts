import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stems } from '../../src/core/search-terms.ts';
import { stem, words, wordsWithPlaces } from '../../src/core/words.ts';
import { arbitraryText } from '../support/arbitrary-text.ts';

describe('words', () => {
  it('are lower-cased, without possessives and thousands separators', () => {
    expect(words("Putin’s $1,000 — India's 23rd S-400, 6.5%")).toEqual([
      'putin',
      '1000',
      'india',
      '23',
      's',
      '400',
      '6.5',
    ]);
  });

  it('keep the country apart from the pronoun', () => {
    expect(words('U.S. US USA us')).toEqual(['usa', 'usa', 'usa', 'us']);
  });

  it('of scripts without spaces are pairs of neighbouring characters', () => {
    expect(words('普京访问')).toEqual(['普京', '京访', '访问']);
    expect(words('भारत और रूस')).toEqual(['भारत', 'और', 'रूस']);
  });

  it('stand at their places', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        for (const { start, end } of wordsWithPlaces(text)) {
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toMatch(/[\p{L}\p{N}\p{M}]/u);
        }
      }),
    );
  });
});

describe('stems', () => {
  it('bring the forms of a word together and leave function words out', () => {
    expect(new Set(['trade', 'trades', 'trading', 'traded'].map(stem)).size).toBe(1);
    expect(stems('What is the trade of the two?')).toEqual(['trade', '2']);
    expect(stems('the of and')).toEqual([]);
  });
});

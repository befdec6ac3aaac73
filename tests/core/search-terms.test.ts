import { describe, expect, it } from 'vitest';
import { searchTerms, stems } from '../../src/core/search-terms.ts';

describe('searchTerms', () => {
  it.each([
    ['$100 billion', 'USD 100bn', '100 billion dollars'],
    ['96%', '96 percent', '96 per cent', '96 percentage'],
    ['five units', '5 units'],
    ['the fifteenth anniversary', 'the 15th anniversary'],
    ['U.S. tariffs', 'US tariffs', 'USA tariffs'],
    ['1,000 tons', '1000 tons'],
    ['₹500', '500 rupees', 'INR 500'],
  ])('levels the notations %j', (...notations) => {
    const [first, ...others] = notations.map((text) => [...stems(text)].sort());
    for (const other of others) expect(other).toEqual(first);
  });

  it('leaves out function words and keeps the order', () => {
    expect(stems('What is the trade target for 2030?')).toEqual(['trade', 'target', '2030']);
  });

  it('gives the word beside its stem', () => {
    expect(searchTerms('Agreements')).toEqual([{ word: 'agreements', stem: 'agreement' }]);
  });

  it('does not take first, second and third for numbers', () => {
    expect(stems('first second third')).toEqual(['first', 'second', 'third']);
  });
});

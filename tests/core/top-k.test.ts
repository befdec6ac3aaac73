import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topK } from '../../src/core/top-k.ts';

describe('topK', () => {
  it('gives what sorting gives, best first and equal ones in ascending order', () => {
    fc.assert(
      fc.property(
        // Few different scores, so that many are equal.
        fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { maxLength: 60 }),
        fc.nat(70),
        (scores, k) => {
          const scoreOf = (item: number): number => scores[item] ?? 0;
          const sorted = [...scores.keys()].sort(
            (a, b) => (scoreOf(a) === scoreOf(b) ? 0 : scoreOf(a) < scoreOf(b) ? 1 : -1) || a - b,
          );
          expect(topK([...scores.keys()], scores, k)).toEqual(sorted.slice(0, k));
        },
      ),
    );
  });

  it('does not depend on the order in which candidates come', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(50)), fc.nat(20), (items, k) => {
        const best = (given: readonly number[]): number[] =>
          topK(
            given,
            given.map((item) => item % 5),
            k,
          );
        expect(best(items)).toEqual(best([...items].reverse()));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  factRecall,
  hitAt,
  mean,
  ndcgAt,
  percentile,
  recallAt,
  reciprocalRank,
} from '../../src/evaluation/metrics.ts';

const relevant = new Map([
  ['a', 1],
  ['b', 1],
]);

describe('ranked lists', () => {
  it('reciprocalRank is one over the rank of the first relevant item', () => {
    expect(reciprocalRank(['a', 'x'], relevant)).toBe(1);
    expect(reciprocalRank(['x', 'y', 'b', 'a'], relevant)).toBeCloseTo(1 / 3);
    expect(reciprocalRank(['x', 'y'], relevant)).toBe(0);
    expect(reciprocalRank([], relevant)).toBe(0);
  });

  it('recallAt counts the relevant items among the first k', () => {
    expect(recallAt(2, ['a', 'x', 'b'], relevant)).toBe(0.5);
    expect(recallAt(3, ['a', 'x', 'b'], relevant)).toBe(1);
    expect(recallAt(5, [], relevant)).toBe(0);
    expect(recallAt(5, ['a'], new Map())).toBe(0);
  });

  it('hitAt asks whether any relevant item is among the first k', () => {
    expect([1, 2, 3].map((k) => hitAt(k, ['x', 'b', 'a'], relevant))).toEqual([0, 1, 1]);
    expect(hitAt(5, [], relevant)).toBe(0);
  });

  it('ndcgAt agrees with a calculation by hand', () => {
    // Relevant at ranks 1 and 3: 1/log2(2) + 1/log2(4) = 1.5; ideal: 1/log2(2) + 1/log2(3) = 1.63093.
    expect(ndcgAt(10, ['a', 'x', 'b'], relevant)).toBeCloseTo(1.5 / 1.63093, 5);
    expect(ndcgAt(10, ['a', 'b', 'x'], relevant)).toBe(1);
    // Cut at 2: only rank 1 counts.
    expect(ndcgAt(2, ['a', 'x', 'b'], relevant)).toBeCloseTo(1 / 1.63093, 5);
    // Cut at 1: the ideal list holds one item as well.
    expect(ndcgAt(1, ['a', 'b'], relevant)).toBe(1);
    expect(ndcgAt(10, ['x'], relevant)).toBe(0);
    expect(ndcgAt(10, ['x'], new Map())).toBe(0);
  });

  it('ndcgAt weighs grades', () => {
    const grades = new Map([
      ['a', 1],
      ['b', 3],
      ['c', 2],
    ]);
    // By hand: 1/log2(2) + 3/log2(4) = 2.5; ideal: 3/log2(2) + 2/log2(3) + 1/log2(4) = 4.76186.
    expect(ndcgAt(10, ['a', 'x', 'b'], grades)).toBeCloseTo(2.5 / 4.76186, 5);
    expect(ndcgAt(10, ['b', 'c', 'a'], grades)).toBe(1);
    // Cut at 1, the best that can stand there has grade 3.
    expect(ndcgAt(1, ['c'], grades)).toBeCloseTo(2 / 3);
  });

  it('ndcgAt is in [0, 1], and exchanging neighbours in favour of the better one never lowers it', () => {
    const items = ['a', 'b', 'c', 'd', 'e', 'f'];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(items),
        fc.array(fc.tuple(fc.constantFrom(...items), fc.integer({ min: 1, max: 4 })), { minLength: 1 }),
        fc.integer({ min: 1, max: 8 }),
        (ranked, entries, k) => {
          const grades = new Map(entries);
          const value = ndcgAt(k, ranked, grades);
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1 + 1e-12);
          for (let at = 0; at + 1 < ranked.length; at++) {
            const [above, below] = [ranked[at] ?? '', ranked[at + 1] ?? ''];
            if ((grades.get(below) ?? 0) <= (grades.get(above) ?? 0)) continue;
            expect(ndcgAt(k, ranked.with(at, below).with(at + 1, above), grades)).toBeGreaterThanOrEqual(
              value - 1e-12,
            );
          }
        },
      ),
    );
  });
});

describe('texts and values', () => {
  it('factRecall takes any wording of each fact, whatever its case, spaces and quotation marks', () => {
    const facts = [['$100 billion', '100 billion dollars'], ['the “old”  town']];
    expect(factRecall('It is 100 BILLION dollars in the "Old" town.', facts)).toBe(1);
    expect(factRecall('It is $100 billion.', facts)).toBe(0.5);
    expect(factRecall('It is 64-65 billion.', [['64–65 billion']])).toBe(1);
    expect(factRecall('anything', [])).toBe(1);
  });

  it('percentile takes the nearest rank', () => {
    const values = [15, 20, 35, 40, 50];
    expect([0.05, 0.3, 0.4, 0.5, 1].map((p) => percentile(values, p))).toEqual([15, 20, 20, 35, 50]);
    expect(percentile([], 0.5)).toBe(0);
    expect(percentile([10, 9, 1], 0.5)).toBe(9);
  });

  it('mean of nothing is 0', () => {
    expect([mean([]), mean([1, 2])]).toEqual([0, 1.5]);
  });
});

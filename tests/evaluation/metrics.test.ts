import { describe, expect, it } from 'vitest';
import {
  factRecall,
  mean,
  ndcgAt,
  percentile,
  recallAt,
  reciprocalRank,
} from '../../src/evaluation/metrics.ts';

const relevant = new Set(['a', 'b']);

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
    expect(recallAt(5, ['a'], new Set())).toBe(0);
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
    expect(ndcgAt(10, ['x'], new Set())).toBe(0);
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

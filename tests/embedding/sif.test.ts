import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sifMean, withoutCommonDirection } from '../../src/embedding/sif.ts';
import { decodeWordVectors, encodeWordVectors } from '../../src/embedding/word-vectors.ts';

const table = decodeWordVectors(
  encodeWordVectors(
    [
      { word: 'price', rank: 40, vector: [1, 0, 0] },
      { word: 'russia', rank: 400, vector: [0, 1, 0] },
      { word: 'kaluga', rank: 50_000, vector: [0, 0, 1] },
    ],
    3,
  ),
);

describe('sifMean', () => {
  it('weighs rare words more than frequent ones', () => {
    const [price = 0, russia = 0, kaluga = 0] = sifMean(table, 'Russia price: Kaluga!');
    expect(price).toBeGreaterThan(0);
    expect(russia).toBeGreaterThan(price);
    expect(kaluga).toBeGreaterThan(russia);
    expect(kaluga).toBeLessThanOrEqual(1 / 3);
  });

  it('is a mean: repeating a text changes nothing', () => {
    const once = sifMean(table, 'Russia price');
    for (const [d, value] of sifMean(table, 'Russia price. Russia price.').entries())
      expect(value).toBeCloseTo(once[d] as number, 12);
  });

  it('is not hurt by words that the table does not hold, or that say nothing', () => {
    expect(sifMean(table, 'the qwxzyzzy of Russia 普京')).toEqual(sifMean(table, 'Russia'));
  });

  it('is zero for a text without a known word', () => {
    for (const text of ['', 'the of and', 'qwxzyzzy', '😀'])
      expect([...sifMean(table, text)]).toEqual([0, 0, 0]);
  });
});

describe('withoutCommonDirection', () => {
  const value = fc.double({ min: -10, max: 10, noNaN: true });

  it('gives a unit vector that has nothing of the direction, or zeros', () => {
    fc.assert(
      fc.property(fc.tuple(value, value, value), fc.tuple(value, value, value), (vector, axis) => {
        const length = Math.hypot(...axis);
        fc.pre(length > 1e-3);
        const direction = axis.map((component) => component / length);
        const result = withoutCommonDirection(Float64Array.from(vector), direction);
        const norm = Math.hypot(...result);
        if (norm === 0) return;
        expect(norm).toBeCloseTo(1, 9);
        const along = direction.reduce((sum, component, d) => sum + component * (result[d] as number), 0);
        expect(Math.abs(along)).toBeLessThan(1e-4);
      }),
    );
  });

  it('leaves zeros where nothing else was there', () => {
    expect([...withoutCommonDirection(Float64Array.of(3, 0), [1, 0])]).toEqual([0, 0]);
    expect([...withoutCommonDirection(Float64Array.of(0, 0), [1, 0])]).toEqual([0, 0]);
  });
});

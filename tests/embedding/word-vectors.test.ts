import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeWordVectors,
  encodeWordVectors,
  openWordVectors,
  type WordVector,
  type WordVectors,
} from '../../src/embedding/word-vectors.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const DIMENSIONS = 5;
const TABLE = join(import.meta.dirname, '../../embeddings/word-vectors.bin');

/** Well-formed words of several scripts: a lone surrogate has no UTF-8 form. */
const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'я', '印', '😀'), minLength: 1, maxLength: 4 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }),
);
const rows: fc.Arbitrary<WordVector[]> = fc
  .uniqueArray(
    fc.record({
      word,
      vector: fc.array(fc.float({ min: -8, max: 8, noNaN: true }), {
        minLength: DIMENSIONS,
        maxLength: DIMENSIONS,
      }),
    }),
    { selector: (entry) => entry.word, maxLength: 30 },
  )
  .map((entries) => entries.map((entry, rank) => ({ ...entry, rank })));

function vectorOf(table: WordVectors, row: number): Float64Array {
  const vector = new Float64Array(table.dimensions);
  table.addTo(vector, 0, row, 1);
  return vector;
}

describe('a table of word vectors', () => {
  it('gives every word its rank, and its vector to half a step of 1/127 of its largest value', () => {
    fc.assert(
      fc.property(rows, (entries) => {
        const table = decodeWordVectors(encodeWordVectors(entries, DIMENSIONS));
        expect([table.count, table.dimensions]).toEqual([entries.length, DIMENSIONS]);
        for (const { word: text, rank, vector } of entries) {
          const row = table.rowOf(text);
          expect(table.rankOf(row)).toBe(rank);
          const largest = Math.max(...Array.from(vector, Math.abs));
          const bound = (largest / 127) * (0.5 + 1e-4) + 1e-30;
          for (const [d, value] of vectorOf(table, row).entries())
            expect(Math.abs(value - (vector[d] as number))).toBeLessThanOrEqual(bound);
        }
      }),
    );
  });

  it('finds the words that it holds and no others', () => {
    fc.assert(
      fc.property(rows, fc.array(word), (entries, others) => {
        const table = decodeWordVectors(encodeWordVectors(entries, DIMENSIONS));
        const held = new Set(entries.map((entry) => entry.word));
        for (const other of others) expect(table.rowOf(other) !== -1).toBe(held.has(other));
        expect(new Set([...held].map((text) => table.rowOf(text))).size).toBe(held.size);
      }),
    );
  });

  it('has the same bytes in whatever order the words come', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (entries, keys) => {
        const keyed = entries.map((entry) => ({ entry, key: keys.next().value as number }));
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ entry }) => entry);
        expect(encodeWordVectors(shuffled, DIMENSIONS)).toEqual(encodeWordVectors(entries, DIMENSIONS));
      }),
    );
  });

  it('adds a multiple of a vector where it is asked to', () => {
    const table = decodeWordVectors(encodeWordVectors([{ word: 'a', rank: 0, vector: [127, -127, 0] }], 3));
    const target = Float64Array.of(1, 1, 1, 1, 1);
    table.addTo(target, 2, table.rowOf('a'), 0.5);
    expect([...target]).toEqual([1, 1, 64.5, -62.5, 1]);
  });

  it('knows nothing when it is empty', () => {
    expect(decodeWordVectors(encodeWordVectors([], 3)).rowOf('a')).toBe(-1);
  });

  it('is not read from other bytes', async () => {
    expect(() => decodeWordVectors(Uint8Array.of(1, 2, 3))).toThrow();
    const bytes = encodeWordVectors([{ word: 'a', rank: 0, vector: [1, 2] }], 2);
    expect(() => decodeWordVectors(bytes.subarray(0, bytes.length - 20))).toThrow();
    const path = join(await temporaryFolder(), 'table.bin');
    await writeFile(path, 'no table');
    expect(() => openWordVectors(path)).toThrow();
  });
});

describe('the committed table', () => {
  it('opens and knows common words, by their frequency', () => {
    const table = openWordVectors(TABLE);
    expect([table.count, table.dimensions]).toEqual([100_000, 100]);
    const ranks = ['the', 'russia', 'pharmaceuticals'].map((text) => table.rankOf(table.rowOf(text)));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    for (const unknown of ['', 'Russia', 'qwxzyzzy', 'new york']) expect(table.rowOf(unknown)).toBe(-1);
    expect(openWordVectors(TABLE)).toBe(table);
  });

  it('holds vectors of which related words have similar ones', () => {
    const table = openWordVectors(TABLE);
    const cosine = (a: string, b: string): number => {
      const [x, y] = [a, b].map((text) => vectorOf(table, table.rowOf(text))) as [Float64Array, Float64Array];
      const product = (u: Float64Array, v: Float64Array): number =>
        u.reduce((sum, value, d) => sum + value * (v[d] as number), 0);
      return product(x, y) / Math.sqrt(product(x, x) * product(y, y));
    };
    expect(cosine('russia', 'moscow')).toBeGreaterThan(cosine('russia', 'banana') + 0.3);
    expect(cosine('medicine', 'drugs')).toBeGreaterThan(cosine('medicine', 'submarine') + 0.2);
  });
});

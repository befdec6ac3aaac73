import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussian, seededRandom } from '../../src/core/random.ts';
import {
  innerProduct,
  type Neighbour,
  rowOf,
  type VectorIndex,
  type VectorStore,
  type VectorTable,
} from '../../src/indexing/vector-index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A table of unit vectors that lie in clusters, as embeddings of passages on the same topics do. */
export function clusteredTable(
  count: number,
  dimensions: number,
  clusters: number,
  seed: number,
): VectorTable {
  const normal = gaussian(seededRandom(seed));
  const centres = Array.from({ length: clusters }, () => Array.from({ length: dimensions }, normal));
  const rows = Array.from({ length: count }, (_, row) =>
    unit((centres[row % clusters] ?? []).map((value) => value + 0.7 * normal())),
  );
  return tableOf(rows, dimensions);
}

export function tableOf(rows: readonly (readonly number[])[], dimensions: number): VectorTable {
  return { dimensions, count: rows.length, data: Float32Array.from(rows.flat()) };
}

export function unit(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector);
  return length === 0 ? [...vector] : vector.map((value) => value / length);
}

/** Labels and similarities by comparing everything, written apart from the adapters. */
export function naiveSearch(table: VectorTable, query: ArrayLike<number>, k: number): Neighbour[] {
  return Array.from({ length: table.count }, (_, label) => ({
    label,
    similarity: innerProduct(query, rowOf(table, label)),
  }))
    .sort((a, b) => b.similarity - a.similarity || a.label - b.label)
    .slice(0, k);
}

/** What every VectorStore promises; each adapter's test file calls this with its own. */
export function describeVectorStore(name: string, createStore: () => Promise<VectorStore>): void {
  const indexOf = async (table: VectorTable): Promise<VectorIndex> => {
    const store = await createStore();
    const folder = await temporaryFolder();
    await store.build(table, folder);
    return store.open(table, folder);
  };

  describe(`${name} as a vector index`, () => {
    const table = clusteredTable(60, 8, 5, 1);

    it('knows its kind, width and size', async () => {
      const [store, index] = [await createStore(), await indexOf(table)];
      expect(index).toMatchObject({ kind: store.kind, dimensions: 8, size: 60 });
    });

    it('gives the nearest neighbours with their cosines, closest first', async () => {
      const index = await indexOf(table);
      for (let label = 0; label < table.count; label++) {
        const query = rowOf(table, label);
        const found = await index.search(query, 7);
        const expected = naiveSearch(table, query, 7);
        expect(found.map((neighbour) => neighbour.label)).toEqual(
          expected.map((neighbour) => neighbour.label),
        );
        for (const [rank, { similarity }] of found.entries())
          expect(similarity).toBeCloseTo(expected[rank]?.similarity ?? Number.NaN, 5);
      }
    });

    it('finds that a vector is nearest to itself', async () => {
      const index = await indexOf(table);
      for (let label = 0; label < table.count; label++) {
        const [nearest] = await index.search(rowOf(table, label), 1);
        expect(nearest?.label).toBe(label);
        expect(nearest?.similarity).toBeCloseTo(1, 5);
      }
    });

    it('orders equal neighbours by label', async () => {
      const index = await indexOf(
        tableOf(
          [
            [0, 1],
            [1, 0],
            [0, 1],
            [1, 0],
          ],
          2,
        ),
      );
      expect((await index.search([1, 0], 4)).map(({ label }) => label)).toEqual([1, 3, 0, 2]);
    });

    it('gives every vector when more are asked for than there are', async () => {
      const index = await indexOf(table);
      const found = await index.search(rowOf(table, 3), 1000);
      expect(found.map(({ label }) => label).sort((a, b) => a - b)).toEqual([...Array(60).keys()]);
    });

    it('finds copies of one vector, however many there are', async () => {
      const rows = Array.from({ length: 400 }, (_, row) => (row % 2 === 0 ? [1, 0, 0] : [0, 1, 0]));
      const index = await indexOf(tableOf(rows, 3));
      const found = await index.search([1, 0, 0], 100);
      expect(found).toHaveLength(100);
      for (const { label, similarity } of found) expect([label % 2, similarity]).toEqual([0, 1]);
    });

    it('refuses a number of neighbours that is no positive integer', async () => {
      const index = await indexOf(table);
      for (const k of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
        await expect(index.search(rowOf(table, 0), k)).rejects.toThrow(RangeError);
    });

    it('refuses a query of another width or with a number that is not finite', async () => {
      const index = await indexOf(table);
      for (const query of [[], [1], Array(9).fill(0)])
        await expect(index.search(query, 3)).rejects.toThrow(RangeError);
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
        await expect(index.search([...Array(7).fill(0), value], 3)).rejects.toThrow(RangeError);
    });

    it('takes a zero vector as far from everything', async () => {
      const index = await indexOf(
        tableOf(
          [
            [0, 0],
            [1, 0],
            [0, 1],
          ],
          2,
        ),
      );
      expect((await index.search([1, 0], 3)).map(({ label }) => label)).toEqual([1, 0, 2]);
      for (const { similarity } of await index.search([0, 0], 3)) expect(similarity).toBe(0);
    });

    it('is opened and searched without a vector', async () => {
      const index = await indexOf(tableOf([], 4));
      expect(index.size).toBe(0);
      expect(await index.search([1, 0, 0, 0], 5)).toEqual([]);
      await index.close();
    });

    it('gives the same results when it is opened again', async () => {
      const store = await createStore();
      const folder = await temporaryFolder();
      await store.build(table, folder);
      const results: unknown[] = [];
      for (let round = 0; round < 2; round++) {
        const index = await store.open(table, folder);
        results.push(await Promise.all([0, 7, 59].map((label) => index.search(rowOf(table, label), 10))));
        await index.close();
      }
      expect(results[1]).toEqual(results[0]);
    });

    it('has at least 99 % of the ten nearest of exact search among clustered vectors', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer(),
          fc.integer({ min: 8, max: 64 }),
          fc.integer({ min: 2, max: 40 }),
          async (seed, dimensions, clusters) => {
            const random = clusteredTable(1200, dimensions, clusters, seed);
            const index = await indexOf(random);
            let hits = 0;
            for (let label = 0; label < 100; label++) {
              const query = rowOf(random, label * 12);
              const expected = new Set(naiveSearch(random, query, 10).map((neighbour) => neighbour.label));
              hits += (await index.search(query, 10)).filter((neighbour) =>
                expected.has(neighbour.label),
              ).length;
            }
            expect(hits / 1000).toBeGreaterThanOrEqual(0.99);
          },
        ),
        { numRuns: 4 },
      );
    }, 30_000);
  });
}

import fc from 'fast-check';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { orthonormalise } from '../../src/embedding/orthonormalise.ts';
import type { SparseMatrix } from '../../src/embedding/sparse-matrix.ts';
import { type TruncatedSvd, truncatedSvd } from '../../src/embedding/truncated-svd.ts';

/** Builds a sparse matrix from one map of column to value per row. */
function sparseMatrix(rows: readonly ReadonlyMap<number, number>[], columnCount: number): SparseMatrix {
  const offsets = new Uint32Array(rows.length + 1);
  for (const [row, entries] of rows.entries()) offsets[row + 1] = (offsets[row] as number) + entries.size;
  const columns = new Uint32Array(offsets[rows.length] as number);
  const values = new Float32Array(columns.length);
  let at = 0;
  for (const entries of rows) {
    for (const [column, value] of entries) {
      columns[at] = column;
      values[at] = value;
      at++;
    }
  }
  return { rows: rows.length, columnCount, offsets, columns, values };
}

const dense = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(
        fc.oneof(
          fc.constant(0),
          fc.integer({ min: -8, max: 8 }).map((value) => value / 4),
        ),
        {
          minLength: columns,
          maxLength: columns,
        },
      ),
      { minLength: rows, maxLength: rows },
    ),
  );

function sparse(rows: readonly (readonly number[])[]): SparseMatrix {
  return sparseMatrix(
    rows.map((row) => new Map([...row.entries()].filter(([, value]) => value !== 0))),
    rows[0]?.length ?? 0,
  );
}

const reference = (rows: readonly (readonly number[])[]): number[] =>
  new SingularValueDecomposition(new Matrix(rows.map((row) => [...row])), { autoTranspose: true }).diagonal;

const columnOf = ({ right }: TruncatedSvd, column: number): number[] =>
  Array.from({ length: right.rows }, (_, row) => right.data[row * right.columns + column] ?? Number.NaN);

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);

/** A random matrix whose singular values fall by half from each to the next, as a corpus' fall, only faster. */
function decaying(rows: number, columns: number, rank: number): number[][] {
  const random = seededRandom(7);
  const result = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  for (let part = 0; part < rank; part++) {
    const [left, right] = [rows, columns].map((length) => Array.from({ length }, () => random() - 0.5));
    for (const [r, row] of result.entries())
      for (let c = 0; c < columns; c++)
        row[c] = (row[c] ?? 0) + (left?.[r] ?? 0) * (right?.[c] ?? 0) * 0.5 ** part;
  }
  return result;
}

describe('truncatedSvd', () => {
  it('gives the singular values of a full decomposition, without those that are zero', async () => {
    await fc.assert(
      fc.asyncProperty(dense, fc.integer({ min: 1, max: 16 }), async (rows, rank) => {
        const { values } = await truncatedSvd(sparse(rows), rank);
        const all = reference(rows);
        const expected = all.filter((value) => value > 1e-6 * (all[0] ?? 0)).slice(0, rank);
        expect(values).toHaveLength(expected.length);
        for (const [at, value] of values.entries()) expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 6);
      }),
    );
  });

  it('gives orthonormal right vectors v with |A·v| the singular value', async () => {
    await fc.assert(
      fc.asyncProperty(dense, async (rows) => {
        const svd = await truncatedSvd(sparse(rows), 14);
        for (let c = 0; c < svd.right.columns; c++) {
          const vector = columnOf(svd, c);
          expect(Math.hypot(...rows.map((row) => dot(row, vector)))).toBeCloseTo(
            svd.values[c] ?? Number.NaN,
            6,
          );
          for (let other = 0; other <= c; other++)
            expect(dot(vector, columnOf(svd, other))).toBeCloseTo(other === c ? 1 : 0, 5);
        }
      }),
    );
  });

  it('rebuilds a matrix of low rank from as many directions', async () => {
    const rows = decaying(9, 12, 3);
    const svd = await truncatedSvd(sparse(rows), 3);
    for (const row of rows) {
      const rebuilt = new Array<number>(12).fill(0);
      for (let c = 0; c < 3; c++) {
        const vector = columnOf(svd, c);
        for (let d = 0; d < 12; d++) rebuilt[d] = (rebuilt[d] ?? 0) + dot(row, vector) * (vector[d] ?? 0);
      }
      for (let d = 0; d < 12; d++) expect(rebuilt[d]).toBeCloseTo(row[d] ?? Number.NaN, 6);
    }
  });

  it('finds the strongest directions of a large matrix, tall or wide', async () => {
    for (const [height, width] of [
      [120, 70],
      [70, 120],
    ] as const) {
      const rows = decaying(height, width, 40);
      const { values } = await truncatedSvd(sparse(rows), 8);
      const expected = reference(rows);
      expect(values).toHaveLength(8);
      for (const [at, value] of values.entries())
        expect(value / (expected[at] ?? Number.NaN)).toBeCloseTo(1, 6);
    }
  });

  it('is the same for the same seed', async () => {
    const matrix = sparse(decaying(30, 50, 20));
    expect(await truncatedSvd(matrix, 5)).toEqual(await truncatedSvd(matrix, 5));
  });

  it('has no direction for a matrix of zeros or without rows or columns', async () => {
    for (const rows of [
      [
        [0, 0],
        [0, 0],
      ],
      [],
      [[], []],
    ]) {
      const { values, right } = await truncatedSvd(sparse(rows), 3);
      expect([values.length, right.columns]).toEqual([0, 0]);
    }
  });

  it('tells how far it is and stops when it is cancelled', async () => {
    const shares: number[] = [];
    await truncatedSvd(sparse(decaying(20, 20, 5)), 3, { onProgress: (share) => shares.push(share) });
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    const cancelled = truncatedSvd(sparse([[1]]), 1, { signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('orthonormalise', () => {
  it('makes dependent columns zero', () => {
    const matrix = { rows: 3, columns: 3, data: Float64Array.of(1, 2, 0, 1, 2, 1, 0, 0, 1) };
    orthonormalise(matrix);
    const column = (c: number): number[] => [0, 1, 2].map((row) => matrix.data[row * 3 + c] ?? Number.NaN);
    expect(column(1)).toEqual([0, 0, 0]);
    expect(Math.hypot(...column(0))).toBeCloseTo(1, 12);
    expect(Math.hypot(...column(2))).toBeCloseTo(1, 12);
    expect(dot(column(0), column(2))).toBeCloseTo(0, 12);
  });
});

import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import type { DenseMatrix } from './sparse-matrix.ts';

/**
 * Makes the columns orthonormal in place: by Cholesky QR (Q = B R⁻¹ with RᵀR = BᵀB), a second time for accuracy (Yamamoto
 * et al. 2015), or by Gram–Schmidt where the columns are dependent; a dependent column then becomes zero.
 */
export function orthonormalise(matrix: DenseMatrix, passes = 2): void {
  for (let pass = 0; pass < passes; pass++) {
    const products = gram(matrix);
    const scale = Math.max(
      ...Array.from({ length: matrix.columns }, (_, i) => products.data[i * matrix.columns + i] as number),
    );
    const factor = new CholeskyDecomposition(
      Matrix.from1DArray(matrix.columns, matrix.columns, products.data),
    );
    const pivots = factor.isPositiveDefinite() ? factor.lowerTriangularMatrix.diagonal() : [0];
    if (Math.min(...pivots) ** 2 <= scale * 1e-12) {
      gramSchmidt(matrix);
      return;
    }
    divideByTriangle(matrix, Float64Array.from(factor.lowerTriangularMatrix.to1DArray()));
  }
}

/** B ← B · L⁻ᵀ for a lower triangle L: each row by forward substitution. */
function divideByTriangle({ rows, columns, data }: DenseMatrix, lower: Float64Array): void {
  for (let r = 0; r < rows; r++) {
    const row = data.subarray(r * columns, (r + 1) * columns);
    for (let c = 0; c < columns; c++) {
      const from = c * columns;
      let sum = row[c] as number;
      for (let i = 0; i < c; i++) sum -= (row[i] as number) * (lower[from + i] as number);
      row[c] = sum / (lower[from + c] as number);
    }
  }
}

/** Modified Gram–Schmidt, twice; a dependent column becomes zero. */
function gramSchmidt(matrix: DenseMatrix): void {
  const { rows, columns } = matrix;
  // Column-major copies keep the inner loops on contiguous memory.
  const vectors = Array.from({ length: columns }, (_, c) => {
    const vector = new Float64Array(rows);
    for (let r = 0; r < rows; r++) vector[r] = matrix.data[r * columns + c] as number;
    return vector;
  });
  for (const [c, vector] of vectors.entries()) {
    const before = norm(vector);
    for (let pass = 0; pass < 2; pass++) {
      for (let p = 0; p < c; p++) {
        const other = vectors[p] as Float64Array;
        subtract(vector, other, dot(vector, other));
      }
    }
    const length = norm(vector);
    const scale = length > before * 1e-10 && length > 0 ? 1 / length : 0;
    for (let r = 0; r < rows; r++) vector[r] = (vector[r] as number) * scale;
    for (let r = 0; r < rows; r++) matrix.data[r * columns + c] = vector[r] as number;
  }
}

/** AᵀA, of shape (columns × columns). Four rows at a time, so that each sum is loaded and stored once for four products. */
export function gram(a: DenseMatrix): DenseMatrix {
  const n = a.columns;
  const data = new Float64Array(n * n);
  const padded = new Float64Array(4 * n);
  for (let r = 0; r < a.rows; r += 4) {
    padded.fill(0);
    padded.set(a.data.subarray(r * n, Math.min(r + 4, a.rows) * n));
    for (let i = 0; i < n; i++) {
      const p = padded[i] as number;
      const q = padded[n + i] as number;
      const s = padded[2 * n + i] as number;
      const t = padded[3 * n + i] as number;
      const row = i * n;
      for (let j = i; j < n; j++) {
        data[row + j] =
          (data[row + j] as number) +
          p * (padded[j] as number) +
          q * (padded[n + j] as number) +
          s * (padded[2 * n + j] as number) +
          t * (padded[3 * n + j] as number);
      }
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) data[i * n + j] = data[j * n + i] as number;
  return { rows: n, columns: n, data };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}

function subtract(target: Float64Array, other: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) - factor * (other[i] as number);
}

import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import { gaussian, seededRandom } from '../core/random.ts';
import { type DenseMatrix, multiply, multiplyTransposed, type SparseMatrix } from './sparse-matrix.ts';

export interface SvdOptions {
  /** Directions sampled beyond those wanted; more makes the last ones more exact. */
  readonly oversampling?: number;
  readonly powerIterations?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
  /** Called with the share that is done, in [0, 1]. */
  readonly onProgress?: (done: number) => void;
}

/** The largest singular values, descending, and their right singular vectors as the columns of `right`. */
export interface TruncatedSvd {
  readonly values: Float64Array;
  /** Shape (A.columnCount × rank). */
  readonly right: DenseMatrix;
}

/**
 * The truncated singular value decomposition by randomised subspace iteration (Halko, Martinsson & Tropp 2011,
 * algorithms 4.4 and 5.1): start from random directions on the shorter side of A, sharpen them by multiplying with
 * AAᵀ (or AᵀA) and orthonormalising, then decompose the small matrix that is left. Reproducible for the same seed. The
 * rank is reduced to the number of singular values above zero.
 */
export async function truncatedSvd(
  a: SparseMatrix,
  rank: number,
  options: SvdOptions = {},
): Promise<TruncatedSvd> {
  const { oversampling = 10, powerIterations = 4, seed = 1, signal, onProgress } = options;
  const width = Math.min(rank + oversampling, a.rows, a.columnCount);
  if (width === 0)
    return {
      values: new Float64Array(0),
      right: { rows: a.columnCount, columns: 0, data: new Float64Array(0) },
    };
  const pause = breather();
  const tall = a.rows > a.columnCount;
  const across = (basis: DenseMatrix): DenseMatrix =>
    tall ? multiply(a, basis) : multiplyTransposed(a, basis);
  const back = (image: DenseMatrix): DenseMatrix =>
    tall ? multiplyTransposed(a, image) : multiply(a, image);
  const shortSide = Math.min(a.rows, a.columnCount);
  const normal = gaussian(seededRandom(seed));
  const basis = {
    rows: shortSide,
    columns: width,
    data: Float64Array.from({ length: shortSide * width }, normal),
  };
  orthonormalise(basis);
  for (let iteration = 0; iteration <= powerIterations; iteration++) {
    throwIfCancelled(signal);
    onProgress?.(iteration / (powerIterations + 2));
    await pause();
    const image = across(basis);
    await pause();
    basis.data.set(back(image).data);
    await pause();
    // Between iterations one pass is enough to keep the directions apart.
    orthonormalise(basis, iteration < powerIterations ? 1 : 2);
  }
  const image = across(basis);
  await pause();
  const { values, vectors } = symmetricEigen(gram(image));
  const singular = Float64Array.from(values, (value) => Math.sqrt(Math.max(0, value)));
  const threshold = (singular[0] ?? 0) * 1e-6;
  const kept = Math.min(rank, singular.filter((value) => value > threshold).length);
  await pause();
  // With A ≈ basis · imageᵀ the right vectors are the rotated image over σ; with A ≈ image · basisᵀ, the rotated basis.
  const right = tall ? rotate(basis, vectors, kept) : scaleColumns(rotate(image, vectors, kept), singular);
  onProgress?.(1);
  return { values: singular.slice(0, kept), right };
}

function scaleColumns(matrix: DenseMatrix, divisors: Float64Array): DenseMatrix {
  for (let i = 0; i < matrix.data.length; i++) {
    matrix.data[i] = (matrix.data[i] as number) / (divisors[i % matrix.columns] as number);
  }
  return matrix;
}

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
function gram(a: DenseMatrix): DenseMatrix {
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

/** Eigenvalues, descending, and eigenvectors (as columns) of a small symmetric matrix. */
function symmetricEigen(matrix: DenseMatrix): {
  readonly values: Float64Array;
  readonly vectors: DenseMatrix;
} {
  const n = matrix.rows;
  const decomposition = new EigenvalueDecomposition(Matrix.from1DArray(n, n, matrix.data), {
    assumeSymmetric: true,
  });
  // The library gives eigenvalues in ascending order.
  const values = Float64Array.from(decomposition.realEigenvalues.toReversed());
  const vectors = new Float64Array(n * n);
  for (let r = 0; r < n; r++) {
    for (let c = 0; c < n; c++) vectors[r * n + c] = decomposition.eigenvectorMatrix.get(r, n - 1 - c);
  }
  return { values, vectors: { rows: n, columns: n, data: vectors } };
}

/** basis · the first `kept` columns of vectors. Each sum runs over contiguous memory of a transposed copy. */
function rotate(basis: DenseMatrix, vectors: DenseMatrix, kept: number): DenseMatrix {
  const n = basis.columns;
  const transposed = new Float64Array(kept * n);
  for (let i = 0; i < n; i++)
    for (let c = 0; c < kept; c++) transposed[c * n + i] = vectors.data[i * vectors.columns + c] as number;
  const data = new Float64Array(basis.rows * kept);
  for (let r = 0; r < basis.rows; r++) {
    const from = r * n;
    for (let c = 0; c < kept; c++) {
      const column = c * n;
      let even = 0;
      let odd = 0;
      let i = 0;
      for (; i + 1 < n; i += 2) {
        even += (basis.data[from + i] as number) * (transposed[column + i] as number);
        odd += (basis.data[from + i + 1] as number) * (transposed[column + i + 1] as number);
      }
      if (i < n) even += (basis.data[from + i] as number) * (transposed[column + i] as number);
      data[r * kept + c] = even + odd;
    }
  }
  return { rows: basis.rows, columns: kept, data };
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

import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
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
    orthonormalise(basis);
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

/** Makes the columns orthonormal in place (modified Gram–Schmidt, twice); a dependent column becomes zero. */
export function orthonormalise(matrix: DenseMatrix): void {
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

/** AᵀA, of shape (columns × columns). */
function gram(a: DenseMatrix): DenseMatrix {
  const n = a.columns;
  const data = new Float64Array(n * n);
  for (let r = 0; r < a.rows; r++) {
    const row = a.data.subarray(r * n, (r + 1) * n);
    for (let i = 0; i < n; i++) {
      const value = row[i] as number;
      for (let j = i; j < n; j++) data[i * n + j] = (data[i * n + j] as number) + value * (row[j] as number);
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

/** basis · the first `kept` columns of vectors. */
function rotate(basis: DenseMatrix, vectors: DenseMatrix, kept: number): DenseMatrix {
  const data = new Float64Array(basis.rows * kept);
  for (let r = 0; r < basis.rows; r++) {
    const target = data.subarray(r * kept, (r + 1) * kept);
    for (let i = 0; i < basis.columns; i++) {
      const factor = basis.data[r * basis.columns + i] as number;
      const from = i * vectors.columns;
      for (let c = 0; c < kept; c++)
        target[c] = (target[c] as number) + factor * (vectors.data[from + c] as number);
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

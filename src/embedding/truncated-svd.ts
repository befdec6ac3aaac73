import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import { gaussian, seededRandom } from '../core/random.ts';
import { gram, orthonormalise } from './orthonormalise.ts';
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
  onProgress?.((powerIterations + 1) / (powerIterations + 2));
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

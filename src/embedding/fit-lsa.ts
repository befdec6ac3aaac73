import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { countStems, type LsaModel, weigh } from './lsa.ts';
import { sparseMatrix } from './sparse-matrix.ts';
import { type SvdOptions, truncatedSvd } from './truncated-svd.ts';

export const LSA_DEFAULTS = {
  dimensions: 256,
  /** A larger corpus is fitted on so many of its passages, evenly spread; the rest is folded in. */
  fittedPassages: 8_000,
} as const;

/** Fits a model on the passages of a corpus. Fewer independent passages than dimensions give fewer dimensions. */
export async function fitLsa(
  passages: readonly string[],
  options: SvdOptions & { readonly dimensions?: number } = {},
): Promise<LsaModel> {
  const counts = passages.map((passage) => countStems(passage));
  const documentFrequency = new Map<string, number>();
  for (const count of counts)
    for (const term of count.keys()) documentFrequency.set(term, (documentFrequency.get(term) ?? 0) + 1);
  const terms = new Map([...documentFrequency.keys()].map((term, row) => [term, row]));
  const idf = Float32Array.from(documentFrequency.values(), (frequency) =>
    Math.log(1 + passages.length / frequency),
  );
  const step = Math.max(1, passages.length / LSA_DEFAULTS.fittedPassages);
  const sample = Array.from(
    { length: Math.floor(passages.length / step) },
    (_, i) => counts[Math.floor(i * step)] as Map<string, number>,
  );
  const rows = sample.map((count) => weigh(count, terms, idf));
  const { right } = await truncatedSvd(
    sparseMatrix(rows, terms.size),
    options.dimensions ?? LSA_DEFAULTS.dimensions,
    options,
  );
  return { dimensions: right.columns, terms, idf, directions: Float32Array.from(right.data) };
}

/** The strongest common direction of vectors, as a unit vector: the first right singular vector of their matrix. */
export function commonDirection(vectors: readonly ArrayLike<number>[], dimensions: number): Float32Array {
  const gram = new Float64Array(dimensions * dimensions);
  for (const vector of vectors) {
    for (let i = 0; i < dimensions; i++) {
      const value = vector[i] as number;
      for (let j = 0; j < dimensions; j++) {
        gram[i * dimensions + j] = (gram[i * dimensions + j] as number) + value * (vector[j] as number);
      }
    }
  }
  const { eigenvectorMatrix } = new EigenvalueDecomposition(
    Matrix.from1DArray(dimensions, dimensions, gram),
    {
      assumeSymmetric: true,
    },
  );
  // Eigenvalues come in ascending order.
  return Float32Array.from({ length: dimensions }, (_, d) => eigenvectorMatrix.get(d, dimensions - 1));
}

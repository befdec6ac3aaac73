import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import {
  capturedShare,
  FITTED_PASSAGES,
  inverseDocumentFrequency,
  type LsaModel,
  termWeight,
} from './lsa.ts';
import type { SparseMatrix } from './sparse-matrix.ts';
import type { TermCounts } from './term-counts.ts';
import { type SvdOptions, truncatedSvd } from './truncated-svd.ts';

export const LSA_DEFAULTS = { dimensions: 256 } as const;

/** Fits a model on counted passages. Fewer independent passages than dimensions give fewer dimensions. */
export async function fitLsa(
  counts: TermCounts,
  options: SvdOptions & { readonly dimensions?: number } = {},
): Promise<LsaModel> {
  const passages = counts.offsets.length - 1;
  const frequencies = new Uint32Array(counts.terms.size);
  for (const row of counts.rows) frequencies[row] = (frequencies[row] as number) + 1;
  const idf = Float32Array.from(frequencies, (frequency) => inverseDocumentFrequency(passages, frequency));
  const sample = sampleMatrix(counts, idf, FITTED_PASSAGES);
  const { right } = await truncatedSvd(sample, options.dimensions ?? LSA_DEFAULTS.dimensions, options);
  const model = {
    dimensions: right.columns,
    terms: counts.terms,
    idf,
    directions: Float32Array.from(right.data),
    passages,
  };
  // Rounded as it is saved, so that a model is read as it was.
  return { ...model, captured: Math.fround(capturedShare(model, counts)) };
}

/** At most `most` passages, evenly spread, as rows of unit length. */
function sampleMatrix(
  { terms, offsets, rows, counts }: TermCounts,
  idf: Float32Array,
  most: number,
): SparseMatrix {
  const passages = offsets.length - 1;
  const step = Math.max(1, passages / most);
  const sample = Array.from({ length: Math.floor(passages / step) }, (_, i) => Math.floor(i * step));
  const sampleOffsets = new Uint32Array(sample.length + 1);
  for (const [row, passage] of sample.entries())
    sampleOffsets[row + 1] =
      (sampleOffsets[row] as number) + (offsets[passage + 1] as number) - (offsets[passage] as number);
  const columns = new Uint32Array(sampleOffsets[sample.length] as number);
  const values = new Float32Array(columns.length);
  for (const [row, passage] of sample.entries()) {
    const from = offsets[passage] as number;
    const start = sampleOffsets[row] as number;
    const end = sampleOffsets[row + 1] as number;
    let squares = 0;
    for (let at = start; at < end; at++) {
      const term = rows[from + at - start] as number;
      const weight = termWeight(counts[from + at - start] as number, idf[term] as number);
      columns[at] = term;
      values[at] = weight;
      squares += weight * weight;
    }
    for (let at = start; at < end; at++) values[at] = (values[at] as number) / Math.sqrt(squares);
  }
  return { rows: sample.length, columnCount: terms.size, offsets: sampleOffsets, columns, values };
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

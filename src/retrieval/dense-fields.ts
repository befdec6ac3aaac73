import { rowOf, rowProduct, type VectorTable } from '../indexing/vector-index.ts';
import type { FieldMoments } from './field-accumulator.ts';

/** A score per passage with its mean and standard deviation over all passages. */
export interface FieldScores extends FieldMoments {
  scoreOf(label: number): number;
}

/** Cosines of a query with passages, and with the mean vectors of their documents. */
export interface DenseScores {
  readonly chunk: FieldScores;
  readonly document: FieldScores;
}

/** Passages from which mean and deviation are estimated: all of a small index, evenly spread ones of a large one. */
const SAMPLE = 64;

/** Scores single passages and their documents against a query vector; a null vector scores everything the same. */
export function denseScorer(
  vectors: VectorTable,
  documents: VectorTable,
  documentOf: Uint32Array,
): (vector: Float32Array | null) => DenseScores {
  const step = Math.max(1, vectors.count / SAMPLE);
  const sample = Array.from({ length: Math.min(SAMPLE, vectors.count) }, (_, i) => Math.floor(i * step));
  // Copies side by side: rows spread over a large table would be fetched from memory one by one.
  const passageSample = rowsOf(vectors, sample);
  const documentSample = rowsOf(
    documents,
    sample.map((label) => documentOf[label] as number),
  );
  return (vector) => {
    if (!vector) return { chunk: NOTHING, document: NOTHING };
    const known = new Map<number, number>();
    return {
      chunk: { ...statistics(passageSample, vector), scoreOf: (label) => rowProduct(vectors, label, vector) },
      document: {
        ...statistics(documentSample, vector),
        scoreOf(label) {
          const document = documentOf[label] as number;
          const score = known.get(document) ?? rowProduct(documents, document, vector);
          known.set(document, score);
          return score;
        },
      },
    };
  };
}

const NOTHING: FieldScores = { mean: 0, deviation: 0, scoreOf: () => 0 };

function rowsOf(table: VectorTable, rows: readonly number[]): VectorTable {
  const data = new Float32Array(rows.length * table.dimensions);
  for (const [at, row] of rows.entries()) data.set(rowOf(table, row), at * table.dimensions);
  return { dimensions: table.dimensions, count: rows.length, data };
}

function statistics(
  sample: VectorTable,
  vector: Float32Array,
): { readonly mean: number; readonly deviation: number } {
  let sum = 0;
  let squares = 0;
  for (let row = 0; row < sample.count; row++) {
    const value = rowProduct(sample, row, vector);
    sum += value;
    squares += value * value;
  }
  const mean = sum / Math.max(1, sample.count);
  return { mean, deviation: Math.sqrt(Math.max(0, squares / Math.max(1, sample.count) - mean * mean)) };
}

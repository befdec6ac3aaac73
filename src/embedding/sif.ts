import { isStopWord, words } from '../core/words.ts';
import type { WordVectors } from './word-vectors.ts';

/** Smooth inverse frequency (Arora et al. 2017): weights a / (a + p(word)), with a as in the paper. */
const SMOOTHING = 1e-3;
/** p(word) by rank (Zipf's law with Mandelbrot's offset); the constant makes the probabilities of the table sum to 1. */
const ZIPF_OFFSET = 2.7;

/** The frequency-weighted mean of the vectors of a text's words; zeros when the table holds none of them. */
export function sifMean(table: WordVectors, text: string): Float64Array {
  const sum = new Float64Array(table.dimensions);
  const normaliser = Math.log(table.count);
  let known = 0;
  for (const word of words(text)) {
    if (isStopWord(word)) continue;
    const row = table.rowOf(word);
    if (row === -1) continue;
    const probability = 1 / ((table.rankOf(row) + ZIPF_OFFSET) * normaliser);
    table.addTo(sum, 0, row, SMOOTHING / (SMOOTHING + probability));
    known++;
  }
  if (known > 0) for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) / known;
  return sum;
}

/** Removes the direction that all texts of the corpus share, and scales to unit length (or leaves zeros). */
export function withoutCommonDirection(vector: Float64Array, direction: ArrayLike<number>): Float64Array {
  let along = 0;
  for (let d = 0; d < vector.length; d++) along += (vector[d] as number) * (direction[d] as number);
  let squares = 0;
  for (let d = 0; d < vector.length; d++) {
    vector[d] = (vector[d] as number) - along * (direction[d] as number);
    squares += (vector[d] as number) ** 2;
  }
  const scale = squares > 1e-20 ? 1 / Math.sqrt(squares) : 0;
  for (let d = 0; d < vector.length; d++) vector[d] = (vector[d] as number) * scale;
  return vector;
}

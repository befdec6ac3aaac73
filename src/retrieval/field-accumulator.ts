import type { Bm25Options } from '../indexing/postings.ts';

/** Mean and standard deviation of a field's scores over all passages, zeros included. */
export interface FieldMoments {
  readonly mean: number;
  readonly deviation: number;
}

/** Scores of one field while a query is worked on. */
export interface FieldAccumulator {
  add(items: Uint32Array, counts: Uint32Array, length: number, weight: number): void;
  closeGroup(): void;
  clear(): void;
  touched(): Uint32Array;
  /** Scores since `clear` by item; a later `clear` leaves them as they are. */
  values(): Float64Array;
  /** Mean and deviation over all passages; `sizes` says how many of them an item stands for (null: one). */
  finish(sizes: Uint32Array | null, passages: number): FieldMoments;
}

/**
 * Sums up BM25 over groups, taking the best member of each group. Lists are typed arrays of one kind throughout, so that
 * the inner loop is compiled once for all fields.
 */
export function fieldAccumulator(itemLengths: ArrayLike<number>, { k1, b }: Bm25Options): FieldAccumulator {
  const size = itemLengths.length;
  let total = 0;
  for (let item = 0; item < size; item++) total += itemLengths[item] as number;
  const average = total / Math.max(1, size) || 1;
  const norms = Float64Array.from(itemLengths, (length) => k1 * (1 - b + (b * length) / average));
  const best = new Float64Array(size);
  const grouped = new Uint32Array(size);
  const items = new Uint32Array(size);
  let scores = new Float64Array(size);
  let groupedCount = 0;
  let itemCount = 0;
  return {
    add(labels, counts, length, weight) {
      const idf = Math.log(1 + (size - length + 0.5) / (length + 0.5));
      const factor = weight * idf * (k1 + 1);
      for (let i = 0; i < length; i++) {
        const item = labels[i] as number;
        const occurrences = counts[i] as number;
        const score = (factor * occurrences) / (occurrences + (norms[item] as number));
        const before = best[item] as number;
        if (before === 0) grouped[groupedCount++] = item;
        if (score > before) best[item] = score;
      }
    },
    closeGroup() {
      for (let i = 0; i < groupedCount; i++) {
        const item = grouped[i] as number;
        if (scores[item] === 0) items[itemCount++] = item;
        scores[item] = (scores[item] as number) + (best[item] as number);
        best[item] = 0;
      }
      groupedCount = 0;
    },
    clear() {
      scores = new Float64Array(size);
      itemCount = 0;
    },
    touched: () => items.slice(0, itemCount),
    values: () => scores,
    finish(sizes, passages) {
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < itemCount; i++) {
        const item = items[i] as number;
        const score = scores[item] as number;
        const times = sizes ? (sizes[item] as number) : 1;
        sum += times * score;
        squares += times * score * score;
      }
      const mean = sum / Math.max(1, passages);
      const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, passages) - mean * mean));
      return { mean, deviation };
    },
  };
}

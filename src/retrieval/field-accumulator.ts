import type { PostingList } from './posting-lists.ts';

/** Parameters of BM25 (Robertson & Zaragoza 2009, eq. 3.15): term saturation and length normalisation. */
export interface Bm25Options {
  readonly k1: number;
  readonly b: number;
}

/** Mean and standard deviation of a field's scores over all passages, zeros included. */
export interface FieldMoments {
  readonly mean: number;
  readonly deviation: number;
}

/** Scores of one field while a query is worked on; items are passages or documents. */
export interface FieldAccumulator {
  /** BM25 scores since `clear` by item. */
  readonly scores: Float32Array;
  /** Adds a term to the open group, in which the best of an item's terms counts; `weight` holds the term's rarity. */
  add(list: PostingList, weight: number): void;
  closeGroup(): void;
  clear(): void;
  /** The items that score above zero. A view: the next query overwrites it. */
  touched(): Uint32Array;
  /** Mean and deviation over all passages; `sizes` says how many of them an item stands for (null: one). */
  moments(sizes: Uint32Array | null, passages: number): FieldMoments;
}

/** Sums up BM25 over groups of terms. The loops are functions of typed arrays alone, compiled once for all fields. */
export function fieldAccumulator(itemLengths: ArrayLike<number>, { k1, b }: Bm25Options): FieldAccumulator {
  const size = itemLengths.length;
  let total = 0;
  for (let item = 0; item < size; item++) total += itemLengths[item] as number;
  const average = total / Math.max(1, size) || 1;
  const norms = Float32Array.from(itemLengths, (length) => k1 * (1 - b + (b * length) / average));
  const best = new Float32Array(size);
  const scores = new Float32Array(size);
  // One more than there are items: the place after the last is written to.
  const grouped = new Uint32Array(size + 1);
  const touched = new Uint32Array(size + 1);
  let groupedCount = 0;
  let touchedCount = 0;
  return {
    scores,
    add(list, weight) {
      groupedCount = raise(best, grouped, groupedCount, list, norms, weight * (k1 + 1));
    },
    closeGroup() {
      touchedCount = settle(best, grouped, groupedCount, scores, touched, touchedCount);
      groupedCount = 0;
    },
    clear() {
      for (let i = 0; i < touchedCount; i++) scores[touched[i] as number] = 0;
      touchedCount = 0;
    },
    touched: () => touched.subarray(0, touchedCount),
    moments: (sizes, passages) => momentsOf(scores, touched, touchedCount, sizes, passages),
  };
}

/** Raises the best score of each item of a list; returns the number of items that have one. */
function raise(
  best: Float32Array,
  grouped: Uint32Array,
  groupedCount: number,
  { items, counts, length }: PostingList,
  norms: Float32Array,
  factor: number,
): number {
  let end = groupedCount;
  for (let i = 0; i < length; i++) {
    const item = items[i] as number;
    const occurrences = counts[i] as number;
    const score = (factor * occurrences) / (occurrences + (norms[item] as number));
    const before = best[item] as number;
    // Without branches, which no processor could foretell here.
    grouped[end] = item;
    end += Number(before === 0);
    best[item] = Math.max(before, score);
  }
  return end;
}

/** Adds the best scores to the sums and takes them back; returns the number of items that have a sum. */
function settle(
  best: Float32Array,
  grouped: Uint32Array,
  groupedCount: number,
  scores: Float32Array,
  touched: Uint32Array,
  touchedCount: number,
): number {
  let end = touchedCount;
  for (let i = 0; i < groupedCount; i++) {
    const item = grouped[i] as number;
    const before = scores[item] as number;
    touched[end] = item;
    end += Number(before === 0);
    scores[item] = before + (best[item] as number);
    best[item] = 0;
  }
  return end;
}

function momentsOf(
  scores: Float32Array,
  touched: Uint32Array,
  touchedCount: number,
  sizes: Uint32Array | null,
  passages: number,
): FieldMoments {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < touchedCount; i++) {
    const item = touched[i] as number;
    const score = scores[item] as number;
    const times = sizes ? (sizes[item] as number) : 1;
    sum += times * score;
    squares += times * score * score;
  }
  const mean = sum / Math.max(1, passages);
  return { mean, deviation: Math.sqrt(Math.max(0, squares / Math.max(1, passages) - mean * mean)) };
}

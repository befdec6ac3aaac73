import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import { stem } from '../core/words.ts';
import { unitVector, type WordVectors } from '../embedding/word-vectors.ts';
import type { TermTable } from './term-table.ts';
import type { BuildOptions, Neighbour, VectorIndex } from './vector-index.ts';

/** How near a stem must be to a word to be related to it (cosine of word vectors), and how many are at most. */
export const RELATED_DEFAULTS = { leastCosine: 0.55, most: 8 } as const;

/** Limits as in `RELATED_DEFAULTS`. */
export interface RelatedLimits {
  readonly leastCosine: number;
  readonly most: number;
}

/** The nearest stems of each form of a table, closest first: form f has those at [offsets[f], offsets[f + 1]). */
export interface NearestStems {
  readonly offsets: Uint32Array;
  /** Rows of the table. */
  readonly rows: Uint32Array;
  readonly cosines: Float32Array;
}

/**
 * Finds the nearest stems of every word that the corpus holds, so that a question need not search for those. `index`
 * holds the table's vectors.
 */
export async function nearestStems(
  table: TermTable,
  index: VectorIndex,
  wordVectors: WordVectors,
  { signal, onProgress }: Pick<BuildOptions, 'signal' | 'onProgress'> = {},
  limits: RelatedLimits = RELATED_DEFAULTS,
): Promise<NearestStems> {
  const { forms } = table;
  const offsets = new Uint32Array(forms.length + 1);
  const rows: number[] = [];
  const cosines: number[] = [];
  const pause = breather();
  for (const [position, form] of forms.entries()) {
    for (const { label, similarity } of await searchNearest(form, table, index, wordVectors, limits)) {
      rows.push(label);
      cosines.push(similarity);
    }
    offsets[position + 1] = rows.length;
    throwIfCancelled(signal);
    const paused = pause();
    if (!paused) continue;
    onProgress?.(position + 1, forms.length);
    await paused;
  }
  return { offsets, rows: Uint32Array.from(rows), cosines: Float32Array.from(cosines) };
}

/** The rows of a table that are nearest to a word, closest first, without that of the word's own stem. */
export async function searchNearest(
  word: string,
  table: TermTable,
  index: VectorIndex,
  wordVectors: WordVectors,
  { leastCosine, most }: RelatedLimits,
): Promise<Neighbour[]> {
  const row = wordVectors.rowOf(word);
  if (row === -1 || table.vectors.count === 0) return [];
  const own = stem(word);
  const neighbours = await index.search(unitVector(wordVectors, row), most + 1);
  return neighbours
    .filter(({ label, similarity }) => similarity > leastCosine && table.stems[label] !== own)
    .slice(0, most);
}

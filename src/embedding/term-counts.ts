import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import { stems } from '../core/search-terms.ts';
import type { EmbeddingProgress } from './embedder.ts';

/**
 * How often each term stands in each text, in compressed sparse row form: text t holds the terms `rows[i]`, `counts[i]`
 * times, for i in [offsets[t], offsets[t + 1]).
 */
export interface TermCounts {
  /** Stem → row, in the order of first appearance. */
  readonly terms: ReadonlyMap<string, number>;
  /** Length texts + 1. */
  readonly offsets: Uint32Array;
  readonly rows: Uint32Array;
  readonly counts: Uint32Array;
}

/** @throws SummitError `cancelled` when the signal fires. */
export async function countTerms(
  texts: readonly string[],
  { signal, onProgress }: EmbeddingProgress = {},
): Promise<TermCounts> {
  const terms = new Map<string, number>();
  const offsets = new Uint32Array(texts.length + 1);
  const rows: number[] = [];
  const counts: number[] = [];
  const pause = breather();
  for (const [position, text] of texts.entries()) {
    for (const [stem, count] of countStems(text)) {
      const row = terms.get(stem) ?? terms.size;
      terms.set(stem, row);
      rows.push(row);
      counts.push(count);
    }
    offsets[position + 1] = rows.length;
    throwIfCancelled(signal);
    const paused = pause();
    if (!paused) continue;
    onProgress?.(position + 1, texts.length);
    await paused;
  }
  return { terms, offsets, rows: Uint32Array.from(rows), counts: Uint32Array.from(counts) };
}

/** Stem → occurrences in a text. */
export function countStems(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const stem of stems(text)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

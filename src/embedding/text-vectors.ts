import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import type { PendingText } from './embed-in-batches.ts';

/** The vectors of a list of texts while they are being found, under the keys of the texts; equal texts share one. */
export interface TextVectors {
  /** Texts that have a vector. */
  readonly done: number;
  /** Of every vector so far; 0 before the first. */
  readonly dimensions: number;
  /** Shape (texts × dimensions), row-major; zero where there is no vector yet. */
  readonly vectors: Float32Array;
  has(key: string): boolean;
  /** Gives the texts of a known key their vector, and says how many they are. One of another width clears the others. */
  add(key: string, vector: Float32Array): number;
  /** The different texts without a vector, in order. */
  missing(): PendingText[];
  /** Takes all vectors back, and gives the different texts that had one. */
  clear(): PendingText[];
}

/** @throws SummitError `cancelled` when the signal fires while the keys are made. */
export async function textVectors(
  texts: readonly string[],
  keyOf: (text: string) => string,
  signal?: AbortSignal,
): Promise<TextVectors> {
  const rowsOf = new Map<string, number[]>();
  const pause = breather();
  for (const [row, text] of texts.entries()) {
    const key = keyOf(text);
    const rows = rowsOf.get(key);
    if (rows) rows.push(row);
    else rowsOf.set(key, [row]);
    throwIfCancelled(signal);
    await pause();
  }
  const found = new Set<string>();
  let vectors = new Float32Array(0);
  let dimensions = 0;
  let done = 0;
  const textsOf = (isAsked: (key: string) => boolean): PendingText[] =>
    [...rowsOf].flatMap(([key, [row = 0]]) => (isAsked(key) ? [{ key, text: texts[row] ?? '' }] : []));
  const clear = (): PendingText[] => {
    const cleared = textsOf((key) => found.has(key));
    found.clear();
    vectors = new Float32Array(0);
    dimensions = 0;
    done = 0;
    return cleared;
  };
  return {
    get done() {
      return done;
    },
    get dimensions() {
      return dimensions;
    },
    get vectors() {
      return vectors;
    },
    has: (key) => rowsOf.has(key),
    add(key, vector) {
      const rows = rowsOf.get(key) ?? [];
      if (vector.length !== dimensions) {
        clear();
        dimensions = vector.length;
        vectors = new Float32Array(texts.length * dimensions);
      }
      for (const row of rows) vectors.set(vector, row * dimensions);
      if (found.has(key)) return 0;
      found.add(key);
      done += rows.length;
      return rows.length;
    },
    missing: () => textsOf((key) => !found.has(key)),
    clear,
  };
}

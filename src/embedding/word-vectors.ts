import { readFileSync } from 'node:fs';
import { messageOf, SummitError } from '../core/errors.ts';
import { decodeSections, encodeSections } from '../core/section-file.ts';

/**
 * A table of word vectors, read as it lies in its file: no object is made per word. Words are sorted by their UTF-8
 * bytes and found by binary search; a vector is 8-bit integers times one scale per word.
 */
export interface WordVectors {
  readonly dimensions: number;
  readonly count: number;
  /** The row of a lower-cased word, or -1 when the table does not hold it. */
  rowOf(word: string): number;
  /** The position of a row's word in the list by frequency, from 0 (the most frequent). */
  rankOf(row: number): number;
  /** Adds `factor` times a row's vector to `target`, from `offset` on. */
  addTo(target: Float32Array | Float64Array, offset: number, row: number, factor: number): void;
}

/** One word of a table that is being made. */
export interface WordVector {
  readonly word: string;
  /** Position by frequency, from 0. */
  readonly rank: number;
  readonly vector: ArrayLike<number>;
}

const LARGEST = 127;

/** Encodes a table; the same words give the same bytes in whatever order they come. */
export function encodeWordVectors(words: readonly WordVector[], dimensions: number): Uint8Array {
  const encoder = new TextEncoder();
  const rows = words
    .map((entry) => ({ ...entry, bytes: encoder.encode(entry.word) }))
    .sort((a, b) => Buffer.compare(a.bytes, b.bytes));
  const offsets = new Uint32Array(rows.length + 1);
  for (const [row, { bytes }] of rows.entries()) offsets[row + 1] = (offsets[row] as number) + bytes.length;
  const text = new Uint8Array(offsets[rows.length] as number);
  const ranks = new Uint32Array(rows.length);
  const scales = new Float32Array(rows.length);
  const values = new Int8Array(rows.length * dimensions);
  for (const [row, { bytes, rank, vector }] of rows.entries()) {
    text.set(bytes, offsets[row] as number);
    ranks[row] = rank;
    let largest = 0;
    for (let d = 0; d < dimensions; d++) largest = Math.max(largest, Math.abs(vector[d] as number));
    scales[row] = largest / LARGEST;
    for (let d = 0; d < dimensions && largest > 0; d++) {
      values[row * dimensions + d] = Math.round(((vector[d] as number) / largest) * LARGEST);
    }
  }
  return encodeSections({ text, offsets, ranks, scales, values, dimensions: Uint32Array.of(dimensions) });
}

/** Opens what `encodeWordVectors` wrote. @throws Error when the bytes are no such table. */
export function decodeWordVectors(bytes: Uint8Array): WordVectors {
  const sections = decodeSections(bytes);
  const text = sections.get('text', 'Uint8Array');
  const offsets = sections.get('offsets', 'Uint32Array');
  const ranks = sections.get('ranks', 'Uint32Array');
  const scales = sections.get('scales', 'Float32Array');
  const values = sections.get('values', 'Int8Array');
  const dimensions = sections.get('dimensions', 'Uint32Array')[0] ?? 0;
  const count = ranks.length;
  if (values.length !== count * dimensions || offsets.length !== count + 1)
    throw new Error('the table has another shape');
  const buffer = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  // The words of one corpus come again and again; a few thousand of them spare most searches.
  const remembered = new Map<string, number>();
  return {
    dimensions,
    count,
    rowOf(word) {
      const known = remembered.get(word);
      if (known !== undefined) return known;
      const row = search(buffer, offsets, count, Buffer.from(word));
      if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
      remembered.set(word, row);
      return row;
    },
    rankOf: (row) => ranks[row] as number,
    addTo(target, offset, row, factor) {
      const scale = factor * (scales[row] as number);
      const from = row * dimensions;
      for (let d = 0; d < dimensions; d++) {
        target[offset + d] = (target[offset + d] as number) + scale * (values[from + d] as number);
      }
    },
  };
}

const REMEMBERED_WORDS = 50_000;

/** The row of a word in words sorted by their bytes, or -1. */
function search(sorted: Buffer, offsets: Uint32Array, count: number, wanted: Buffer): number {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = sorted.compare(
      wanted,
      0,
      wanted.length,
      offsets[middle] as number,
      offsets[middle + 1] as number,
    );
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

let opened: { readonly path: string; readonly table: WordVectors } | null = null;

/**
 * Opens a table file; the last one opened is kept.
 * @throws SummitError `config` when it cannot be read or is no table.
 */
export function openWordVectors(path: string): WordVectors {
  if (opened?.path === path) return opened.table;
  try {
    opened = { path, table: decodeWordVectors(readFileSync(path)) };
  } catch (error) {
    throw new SummitError(
      'config',
      `The word vectors ${path} cannot be read (${messageOf(error)}). Install the package again, or restore the file from the repository.`,
      { cause: error },
    );
  }
  return opened.table;
}

/** How rare a word is: its position by frequency, infinite for an unknown word. */
export function rarityIn(wordVectors: WordVectors): (word: string) => number {
  return (word) => {
    const row = wordVectors.rowOf(word);
    return row === -1 ? Number.POSITIVE_INFINITY : wordVectors.rankOf(row);
  };
}

/** The vector of a row of the table, scaled to unit length; zeros stay zeros. */
export function unitVector(wordVectors: WordVectors, row: number): Float32Array {
  const vector = new Float32Array(wordVectors.dimensions);
  wordVectors.addTo(vector, 0, row, 1);
  let squares = 0;
  for (let d = 0; d < vector.length; d++) squares += (vector[d] as number) ** 2;
  const length = Math.sqrt(squares);
  for (let d = 0; d < vector.length && length > 0; d++) vector[d] = (vector[d] as number) / length;
  return vector;
}

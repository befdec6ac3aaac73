import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import type { SearchTerm } from '../core/search-terms.ts';
import { decodeSections, decodeStrings, encodeSections, encodeStrings } from '../core/section-file.ts';
import { stem } from '../core/words.ts';
import type { WordVectors } from '../embedding/word-vectors.ts';
import type { BuildOptions, Neighbour, VectorIndex, VectorTable } from './vector-index.ts';

/** The name under which a vector store keeps the table's vectors. */
export const TERM_VECTORS = 'term-vectors';
/** Enough for a handful of near words; every word of every question is looked up. */
export const TERM_SEARCH_CANDIDATES = 32;
const REMEMBERED_WORDS = 10_000;
/** 400 bytes each. */
const REMEMBERED_VECTORS = 20_000;

/** How near a stem must be to a word to be related to it (cosine of word vectors), and how many are at most. */
export const RELATED_DEFAULTS = { leastCosine: 0.55, most: 8 } as const;

/** Limits as in `RELATED_DEFAULTS`. */
export interface RelatedLimits {
  readonly leastCosine: number;
  readonly most: number;
}

/** The corpus' vocabulary as vectors, to find what else a word of a question may be called in these documents. */
export interface TermTable {
  /** The stem of each row. */
  readonly stems: readonly string[];
  readonly vectors: VectorTable;
  /** The words of the corpus that have a vector, as they are written. */
  readonly forms: readonly string[];
  /** Stems that name the same thing, such as a country, its people and its capital. */
  readonly aliases: readonly (readonly string[])[];
}

/** The nearest stems of each form of a table, closest first: form f has those at [offsets[f], offsets[f + 1]). */
export interface NearestStems {
  readonly offsets: Uint32Array;
  /** Rows of the table. */
  readonly rows: Uint32Array;
  readonly cosines: Float32Array;
}

/** What a word of a question is related to in the corpus. */
export interface RelatedTerms {
  /** The nearest stems of the corpus by word vector and their cosines, closest first, without the word's own stem. */
  near(word: string): Promise<ReadonlyMap<string, number>>;
  aliasesOf(stem: string): ReadonlySet<string>;
  /** False for a word that general English (the word vectors' list) does not know, or only as a rarity. */
  isCommon(word: string): boolean;
  /** The unit vector of a word of general English, or null for a word that it does not know. */
  vectorOf(word: string): Float32Array | null;
}

/** Collects the stems of passages with the vector of the form in which each is written most often. */
export interface TermCollector {
  add(terms: Iterable<SearchTerm>): void;
  /** Of `aliases`, the lists of which one stem occurs are kept. */
  build(aliases: readonly (readonly string[])[]): TermTable;
}

export function termCollector(wordVectors: WordVectors): TermCollector {
  const forms = new Map<string, Map<string, number>>();
  return {
    add(terms) {
      for (const { word, stem: key } of terms) {
        if (/\p{N}/u.test(word)) continue;
        const counts = forms.get(key) ?? new Map<string, number>();
        counts.set(word, (counts.get(word) ?? 0) + 1);
        forms.set(key, counts);
      }
    },
    build(aliases) {
      const stems: string[] = [];
      const rows: number[] = [];
      const written: string[] = [];
      for (const [key, counts] of forms) {
        const known = [...counts].filter(([form]) => wordVectors.rowOf(form) !== -1);
        written.push(...known.map(([form]) => form));
        const best = known.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0];
        if (!best) continue;
        stems.push(key);
        rows.push(wordVectors.rowOf(best[0]));
      }
      const { dimensions } = wordVectors;
      const data = new Float32Array(rows.length * dimensions);
      for (const [row, source] of rows.entries()) data.set(unitVector(wordVectors, source), row * dimensions);
      const occurring = aliases.filter((group) => group.some((member) => forms.has(member)));
      return { stems, vectors: { dimensions, count: rows.length, data }, forms: written, aliases: occurring };
    },
  };
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
async function searchNearest(
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

export function encodeTerms(
  { stems, vectors, forms, aliases }: TermTable,
  nearest: NearestStems,
): Uint8Array {
  return encodeSections({
    stems: encodeStrings(stems),
    vectors: vectors.data,
    dimensions: Uint32Array.of(vectors.dimensions),
    forms: encodeStrings(forms),
    aliases: encodeStrings(aliases.map((group) => group.join(' '))),
    nearestOffsets: nearest.offsets,
    nearestRows: nearest.rows,
    nearestCosines: nearest.cosines,
  });
}

/** @throws Error when the bytes are not such a table. */
export function decodeTerms(bytes: Uint8Array): {
  readonly table: TermTable;
  readonly nearest: NearestStems;
} {
  const sections = decodeSections(bytes);
  const stems = decodeStrings(sections.get('stems', 'Uint8Array'));
  const data = sections.get('vectors', 'Float32Array');
  const dimensions = sections.get('dimensions', 'Uint32Array')[0] ?? 0;
  if (data.length !== stems.length * dimensions) throw new Error('the table of terms has another shape');
  const forms = decodeStrings(sections.get('forms', 'Uint8Array'));
  const aliases = decodeStrings(sections.get('aliases', 'Uint8Array')).map((group) => group.split(' '));
  const nearest = {
    offsets: sections.get('nearestOffsets', 'Uint32Array'),
    rows: sections.get('nearestRows', 'Uint32Array'),
    cosines: sections.get('nearestCosines', 'Float32Array'),
  };
  if (nearest.offsets.length !== forms.length + 1 || nearest.offsets.at(-1) !== nearest.rows.length)
    throw new Error('the list of near terms has another shape');
  return { table: { stems, vectors: { dimensions, count: stems.length, data }, forms, aliases }, nearest };
}

/** Searches a table of terms; `index` holds its vectors, `nearest` what `nearestStems` found under the same limits. */
export function relatedTerms(
  table: TermTable,
  nearest: NearestStems,
  index: VectorIndex,
  wordVectors: WordVectors,
  limits: RelatedLimits = RELATED_DEFAULTS,
): RelatedTerms {
  const aliases = new Map<string, Set<string>>();
  for (const group of table.aliases) {
    for (const member of group) aliases.set(member, new Set([...(aliases.get(member) ?? []), ...group]));
  }
  for (const [member, others] of aliases) others.delete(member);
  const none: ReadonlySet<string> = new Set();
  const places = new Map(table.forms.map((form, position) => [form, position]));
  const listed = (position: number): ReadonlyMap<string, number> => {
    const near = new Map<string, number>();
    const end = nearest.offsets[position + 1] as number;
    for (let i = nearest.offsets[position] as number; i < end; i++)
      near.set(table.stems[nearest.rows[i] as number] as string, nearest.cosines[i] as number);
    return near;
  };
  const vectors = new Map<string, Float32Array | null>();
  const remembered = new Map<string, ReadonlyMap<string, number>>();
  return {
    async near(word) {
      const position = places.get(word);
      if (position !== undefined) return listed(position);
      const known = remembered.get(word);
      if (known) return known;
      const found = new Map<string, number>();
      for (const { label, similarity } of await searchNearest(word, table, index, wordVectors, limits))
        found.set(table.stems[label] as string, similarity);
      if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
      remembered.set(word, found);
      return found;
    },
    aliasesOf: (member) => aliases.get(member) ?? none,
    isCommon: (word) => {
      const row = wordVectors.rowOf(word);
      return row !== -1 && wordVectors.rankOf(row) < COMMON_RANK;
    },
    vectorOf(word) {
      const known = vectors.get(word);
      if (known !== undefined) return known;
      const row = wordVectors.rowOf(word);
      const vector = row === -1 ? null : unitVector(wordVectors, row);
      if (vectors.size >= REMEMBERED_VECTORS) vectors.clear();
      vectors.set(word, vector);
      return vector;
    },
  };
}

/** Rarer words of the list may be misspellings. */
const COMMON_RANK = 40_000;

function unitVector(wordVectors: WordVectors, row: number): Float32Array {
  const vector = new Float32Array(wordVectors.dimensions);
  wordVectors.addTo(vector, 0, row, 1);
  let squares = 0;
  for (let d = 0; d < vector.length; d++) squares += (vector[d] as number) ** 2;
  const length = Math.sqrt(squares);
  for (let d = 0; d < vector.length && length > 0; d++) vector[d] = (vector[d] as number) / length;
  return vector;
}

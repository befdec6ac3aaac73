import { decodeSections, decodeStrings, encodeSections, encodeStrings } from '../core/section-file.ts';
import { unitVector, type WordVectors } from '../embedding/word-vectors.ts';
import { type NearestStems, RELATED_DEFAULTS, type RelatedLimits, searchNearest } from './nearest-stems.ts';
import type { TermTable } from './term-table.ts';
import type { VectorIndex } from './vector-index.ts';

/** The name under which a vector store keeps the table's vectors. */
export const TERM_VECTORS = 'term-vectors';
/** Enough for a handful of near words; every word of every question is looked up. */
export const TERM_SEARCH_CANDIDATES = 32;
const REMEMBERED_WORDS = 10_000;
/** 400 bytes each. */
const REMEMBERED_VECTORS = 20_000;

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
  if (
    nearest.offsets.length !== forms.length + 1 ||
    nearest.offsets.at(-1) !== nearest.rows.length ||
    nearest.cosines.length !== nearest.rows.length
  )
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

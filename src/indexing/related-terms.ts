import { searchTerms } from '../core/search-terms.ts';
import { decodeSections, decodeStrings, encodeSections, encodeStrings } from '../core/section-file.ts';
import { stem } from '../core/words.ts';
import type { WordVectors } from '../embedding/word-vectors.ts';
import type { VectorIndex, VectorTable } from './vector-index.ts';

/** The name under which a vector store keeps the table's vectors. */
export const TERM_VECTORS = 'term-vectors';
/** Enough for a handful of near words; every word of every question is looked up. */
export const TERM_SEARCH_CANDIDATES = 32;
const REMEMBERED_WORDS = 10_000;
/** 400 bytes each. */
const REMEMBERED_VECTORS = 20_000;

/** The corpus' vocabulary as vectors, to find what else a word of a question may be called in these documents. */
export interface TermTable {
  /** The stem of each row. */
  readonly stems: readonly string[];
  readonly vectors: VectorTable;
  /** Stems that name the same thing, such as a country, its people and its capital. */
  readonly aliases: readonly (readonly string[])[];
}

/** What a word of a question is related to in the corpus. */
export interface RelatedTerms {
  /** The nearest stems of the corpus by word vector and their cosines, closest first, without the word's own stem. */
  near(word: string, least: number, most: number): Promise<ReadonlyMap<string, number>>;
  aliasesOf(stem: string): ReadonlySet<string>;
  /** False for a word that general English (the word vectors' list) does not know, or only as a rarity. */
  isCommon(word: string): boolean;
  /** The unit vector of a word of general English, or null for a word that it does not know. */
  vectorOf(word: string): Float32Array | null;
}

/** Collects the stems of passages with the vector of the form in which each is written most often. */
export function collectTerms(
  passages: readonly string[],
  wordVectors: WordVectors,
  aliases: readonly (readonly string[])[],
): TermTable {
  const forms = new Map<string, Map<string, number>>();
  for (const passage of passages) {
    for (const { word, stem: key } of searchTerms(passage)) {
      if (/\p{N}/u.test(word)) continue;
      const counts = forms.get(key) ?? new Map<string, number>();
      counts.set(word, (counts.get(word) ?? 0) + 1);
      forms.set(key, counts);
    }
  }
  const stems: string[] = [];
  const rows: number[] = [];
  for (const [key, counts] of forms) {
    const known = [...counts].filter(([form]) => wordVectors.rowOf(form) !== -1);
    const best = known.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0];
    if (!best) continue;
    stems.push(key);
    rows.push(wordVectors.rowOf(best[0]));
  }
  const data = new Float32Array(rows.length * wordVectors.dimensions);
  for (const [row, source] of rows.entries())
    data.set(unitVector(wordVectors, source), row * wordVectors.dimensions);
  const occurring = aliases.filter((group) => group.some((member) => forms.has(member)));
  return {
    stems,
    vectors: { dimensions: wordVectors.dimensions, count: rows.length, data },
    aliases: occurring,
  };
}

export function encodeTerms({ stems, vectors, aliases }: TermTable): Uint8Array {
  return encodeSections({
    stems: encodeStrings(stems),
    vectors: vectors.data,
    dimensions: Uint32Array.of(vectors.dimensions),
    aliases: encodeStrings(aliases.map((group) => group.join(' '))),
  });
}

/** @throws Error when the bytes are not such a table. */
export function decodeTerms(bytes: Uint8Array): TermTable {
  const sections = decodeSections(bytes);
  const stems = decodeStrings(sections.get('stems', 'Uint8Array'));
  const data = sections.get('vectors', 'Float32Array');
  const dimensions = sections.get('dimensions', 'Uint32Array')[0] ?? 0;
  if (data.length !== stems.length * dimensions) throw new Error('the table of terms has another shape');
  const aliases = decodeStrings(sections.get('aliases', 'Uint8Array')).map((group) => group.split(' '));
  return { stems, vectors: { dimensions, count: stems.length, data }, aliases };
}

/** Searches a table of terms; `index` holds its vectors. */
export function relatedTerms(table: TermTable, index: VectorIndex, wordVectors: WordVectors): RelatedTerms {
  const aliases = new Map<string, Set<string>>();
  for (const group of table.aliases) {
    for (const member of group) aliases.set(member, new Set([...(aliases.get(member) ?? []), ...group]));
  }
  for (const [member, others] of aliases) others.delete(member);
  const none: ReadonlySet<string> = new Set();
  const remembered = new Map<string, ReadonlyMap<string, number>>();
  const vectors = new Map<string, Float32Array | null>();
  const search = async (word: string, least: number, most: number): Promise<ReadonlyMap<string, number>> => {
    const row = wordVectors.rowOf(word);
    if (row === -1 || table.vectors.count === 0) return new Map();
    const own = stem(word);
    const neighbours = await index.search(unitVector(wordVectors, row), most + 1);
    return new Map(
      neighbours
        .filter(({ label, similarity }) => similarity > least && table.stems[label] !== own)
        .slice(0, most)
        .map(({ label, similarity }) => [table.stems[label] as string, similarity]),
    );
  };
  return {
    async near(word, least, most) {
      const key = `${word} ${least} ${most}`;
      const known = remembered.get(key);
      if (known) return known;
      const found = await search(word, least, most);
      if (remembered.size >= REMEMBERED_WORDS) remembered.clear();
      remembered.set(key, found);
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

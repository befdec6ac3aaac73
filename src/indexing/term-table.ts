import type { SearchTerm } from '../core/search-terms.ts';
import { unitVector, type WordVectors } from '../embedding/word-vectors.ts';
import type { VectorTable } from './vector-index.ts';

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

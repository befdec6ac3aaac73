import { decodeSections, decodeStrings, encodeSections, encodeStrings } from '../core/section-file.ts';

/** An inverted index over passages; a passage's label is its position in the list it was built from. */
export interface Postings {
  readonly count: number;
  /** The rarity of a stem: ln(1 + (N − n + ½) / (n + ½)); for an unknown stem that of one in no passage. */
  idf(stem: string): number;
  /** The number of passages that hold a stem. */
  frequency(stem: string): number;
  /** Stems in each passage, by label. */
  readonly lengths: Uint32Array;
  /** The passages that hold a stem, ascending, and how often each does; empty for an unknown stem. */
  list(stem: string): { readonly labels: Uint32Array; readonly counts: Uint32Array };
  /** All stems, in no particular order. */
  readonly terms: readonly string[];
  encode(): Uint8Array;
}

/** Inverse document frequency as BM25 takes it, of a term that stands in `frequency` of `count` items. */
export function rarity(count: number, frequency: number): number {
  return Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
}

/** Collects the postings of passages that are given one after the other. */
export interface PostingsBuilder {
  /** Takes the stems of the next passage. */
  add(stems: Iterable<string>): void;
  build(): Postings;
}

export function postingsBuilder(): PostingsBuilder {
  const lists = new Map<string, number[]>();
  const lengths: number[] = [];
  return {
    add(stems) {
      const counts = new Map<string, number>();
      let length = 0;
      for (const stem of stems) {
        counts.set(stem, (counts.get(stem) ?? 0) + 1);
        length++;
      }
      const label = lengths.push(length) - 1;
      for (const [stem, count] of counts) {
        const list = lists.get(stem);
        if (list) list.push(label, count);
        else lists.set(stem, [label, count]);
      }
    },
    build() {
      const terms = [...lists.keys()];
      const offsets = new Uint32Array(terms.length + 1);
      for (const [row, term] of terms.entries())
        offsets[row + 1] = (offsets[row] as number) + (lists.get(term) as number[]).length / 2;
      const labels = new Uint32Array(offsets[terms.length] as number);
      const counts = new Uint32Array(labels.length);
      let at = 0;
      for (const list of lists.values()) {
        for (let i = 0; i < list.length; i += 2) {
          labels[at] = list[i] as number;
          counts[at] = list[i + 1] as number;
          at++;
        }
      }
      return postings({ terms, offsets, labels, counts, lengths: Uint32Array.from(lengths) });
    },
  };
}

/** Reads what `encode` wrote. @throws Error when the bytes are not postings. */
export function decodePostings(bytes: Uint8Array): Postings {
  const sections = decodeSections(bytes);
  return postings({
    terms: decodeStrings(sections.get('terms', 'Uint8Array')),
    offsets: sections.get('offsets', 'Uint32Array'),
    labels: sections.get('labels', 'Uint32Array'),
    counts: sections.get('counts', 'Uint32Array'),
    lengths: sections.get('lengths', 'Uint32Array'),
  });
}

interface PostingsData {
  readonly terms: readonly string[];
  /** Postings of term t are at [offsets[t], offsets[t + 1]) of `labels` and `counts`. */
  readonly offsets: Uint32Array;
  readonly labels: Uint32Array;
  /** Occurrences of the term in the passage. */
  readonly counts: Uint32Array;
  /** Stems in each passage. */
  readonly lengths: Uint32Array;
}

function postings(data: PostingsData): Postings {
  const count = data.lengths.length;
  const rows = new Map(data.terms.map((term, row) => [term, row]));
  const frequencyOf = (row: number | undefined): number =>
    row === undefined ? 0 : (data.offsets[row + 1] as number) - (data.offsets[row] as number);
  return {
    count,
    idf: (stem) => rarity(count, frequencyOf(rows.get(stem))),
    frequency: (stem) => frequencyOf(rows.get(stem)),
    terms: data.terms,
    lengths: data.lengths,
    list(stem) {
      const row = rows.get(stem);
      const [from, to] = row === undefined ? [0, 0] : [data.offsets[row], data.offsets[row + 1]];
      return { labels: data.labels.subarray(from, to), counts: data.counts.subarray(from, to) };
    },
    encode: () =>
      encodeSections({
        terms: encodeStrings(data.terms),
        offsets: data.offsets,
        labels: data.labels,
        counts: data.counts,
        lengths: data.lengths,
      }),
  };
}

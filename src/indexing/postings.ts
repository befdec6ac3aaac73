import { stems } from '../core/search-terms.ts';
import { decodeSections, decodeStrings, encodeSections, encodeStrings } from '../core/section-file.ts';

/** Parameters of BM25 (Robertson & Zaragoza 2009, eq. 3.15): term saturation and length normalisation. */
export interface Bm25Options {
  readonly k1: number;
  readonly b: number;
}

export const BM25_DEFAULTS: Bm25Options = { k1: 0.9, b: 0.4 };

export interface ScoredLabel {
  readonly label: number;
  readonly score: number;
}

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
  /** The `k` passages with the highest BM25 score above zero for weighted stems, best first, equal ones by label. */
  search(query: ReadonlyMap<string, number>, k: number): ScoredLabel[];
  encode(): Uint8Array;
}

/** Each stem of a text with weight 1, however often it occurs: repetition in a question is not emphasis. */
export function queryStems(text: string): Map<string, number> {
  return new Map(stems(text).map((stem) => [stem, 1]));
}

/** Builds the postings of passages. */
export function buildPostings(passages: readonly string[], options: Bm25Options = BM25_DEFAULTS): Postings {
  const lists = new Map<string, number[]>();
  const lengths = new Uint32Array(passages.length);
  for (const [label, passage] of passages.entries()) {
    const counts = new Map<string, number>();
    for (const stem of stems(passage)) {
      counts.set(stem, (counts.get(stem) ?? 0) + 1);
      lengths[label] = (lengths[label] as number) + 1;
    }
    for (const [stem, count] of counts) {
      const list = lists.get(stem);
      if (list) list.push(label, count);
      else lists.set(stem, [label, count]);
    }
  }
  const terms = [...lists.keys()];
  const offsets = new Uint32Array(terms.length + 1);
  for (const [row, term] of terms.entries())
    offsets[row + 1] = (offsets[row] as number) + (lists.get(term) as number[]).length / 2;
  const labels = new Uint32Array(offsets[terms.length] as number);
  const counts = new Uint32Array(labels.length);
  let at = 0;
  for (const term of terms) {
    const list = lists.get(term) as number[];
    for (let i = 0; i < list.length; i += 2) {
      labels[at] = list[i] as number;
      counts[at] = list[i + 1] as number;
      at++;
    }
  }
  return postings({ terms, offsets, labels, counts, lengths }, options);
}

/** Reads what `encode` wrote. @throws Error when the bytes are not postings. */
export function decodePostings(bytes: Uint8Array, options: Bm25Options = BM25_DEFAULTS): Postings {
  const sections = decodeSections(bytes);
  return postings(
    {
      terms: decodeStrings(sections.get('terms', 'Uint8Array')),
      offsets: sections.get('offsets', 'Uint32Array'),
      labels: sections.get('labels', 'Uint32Array'),
      counts: sections.get('counts', 'Uint32Array'),
      lengths: sections.get('lengths', 'Uint32Array'),
    },
    options,
  );
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

function postings(data: PostingsData, { k1, b }: Bm25Options): Postings {
  const count = data.lengths.length;
  const rows = new Map(data.terms.map((term, row) => [term, row]));
  const averageLength = data.lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, count) || 1;
  // k1 · (1 − b + b · length / average), which a query needs for every posting it meets.
  const norms = Float64Array.from(data.lengths, (length) => k1 * (1 - b + (b * length) / averageLength));
  const scores = new Float64Array(count);
  const frequencyOf = (row: number | undefined): number =>
    row === undefined ? 0 : (data.offsets[row + 1] as number) - (data.offsets[row] as number);
  const idfOf = (frequency: number): number => Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5));
  return {
    count,
    idf: (stem) => idfOf(frequencyOf(rows.get(stem))),
    frequency: (stem) => frequencyOf(rows.get(stem)),
    terms: data.terms,
    lengths: data.lengths,
    list(stem) {
      const row = rows.get(stem);
      const [from, to] = row === undefined ? [0, 0] : [data.offsets[row], data.offsets[row + 1]];
      return { labels: data.labels.subarray(from, to), counts: data.counts.subarray(from, to) };
    },
    search(query, k) {
      const touched: number[] = [];
      for (const [stem, weight] of query) {
        const row = rows.get(stem);
        if (row === undefined || weight <= 0) continue;
        const idf = weight * idfOf(frequencyOf(row));
        const end = data.offsets[row + 1] as number;
        for (let i = data.offsets[row] as number; i < end; i++) {
          const label = data.labels[i] as number;
          const occurrences = data.counts[i] as number;
          if (scores[label] === 0) touched.push(label);
          scores[label] =
            (scores[label] as number) +
            (idf * occurrences * (k1 + 1)) / (occurrences + (norms[label] as number));
        }
      }
      const found = touched.map((label) => ({ label, score: scores[label] as number }));
      for (const label of touched) scores[label] = 0;
      return found.sort((x, y) => y.score - x.score || x.label - y.label).slice(0, k);
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

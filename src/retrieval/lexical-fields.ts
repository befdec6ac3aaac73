import type { Bm25Options, Postings } from '../indexing/postings.ts';

/** A stem that may stand for a word of a query. */
export interface QueryMember {
  /** What a match counts for ranking, as a share of a match of the word itself. */
  readonly weight: number;
  /** How surely it means the same, in [0, 1]; 1 for the word itself. */
  readonly closeness: number;
}

/** What one word of a query is searched by. */
export interface QueryGroup {
  /** The word's own stem. */
  readonly stem: string;
  /** Multiplies whatever the group scores; how often the word stands in the query. */
  readonly weight: number;
  /** By stem; the word's own is among them. */
  readonly members: ReadonlyMap<string, QueryMember>;
}

/** A score per passage with its mean and standard deviation over all passages, zeros included. */
export interface FieldScores {
  readonly mean: number;
  readonly deviation: number;
  scoreOf(label: number): number;
}

/** BM25 of a query against each passage, in three widths of context. */
export interface LexicalScores {
  /** Passages with a score above zero in any field. */
  readonly labels: readonly number[];
  readonly chunk: FieldScores;
  /** The passage counted twice, with the ones before and after it in the same document. */
  readonly neighbours: FieldScores;
  /** The whole document that holds the passage. */
  readonly document: FieldScores;
}

/** Term saturation and length normalisation per field, fitted on the development collections. */
export const FIELD_DEFAULTS: Readonly<Record<'chunk' | 'neighbours' | 'document', Bm25Options>> = {
  chunk: { k1: 0.9, b: 0.4 },
  neighbours: { k1: 0.9, b: 0.4 },
  document: { k1: 1.5, b: 0.75 },
};

const NEIGHBOUR_REACH = 1;
const SELF_COUNT = 2;

/**
 * Scores all passages for a query from the postings alone: postings are ordered by label and a document's passages are
 * numbered in a row, so that the counts of neighbours and of documents are sums over runs of one list. In each field,
 * a group counts with the best of its members, so that a synonym beside the word itself adds nothing.
 */
export function lexicalScorer(
  postings: Postings,
  documentOf: Uint32Array,
): (groups: readonly QueryGroup[]) => LexicalScores {
  const { count, lengths } = postings;
  const documents = count === 0 ? 0 : (documentOf[count - 1] as number) + 1;
  const sizes = new Uint32Array(documents);
  const documentLengths = new Float64Array(documents);
  const neighbourLengths = new Float64Array(count);
  for (let label = 0; label < count; label++) {
    const document = documentOf[label] as number;
    sizes[document] = (sizes[document] as number) + 1;
    documentLengths[document] = (documentLengths[document] as number) + (lengths[label] as number);
    neighbourLengths[label] =
      SELF_COUNT * (lengths[label] as number) +
      (documentOf[label - 1] === document ? (lengths[label - 1] as number) : 0) +
      (documentOf[label + 1] === document ? (lengths[label + 1] as number) : 0);
  }
  const chunk = accumulator(lengths, FIELD_DEFAULTS.chunk);
  const neighbours = accumulator(neighbourLengths, FIELD_DEFAULTS.neighbours);
  const document = accumulator(documentLengths, FIELD_DEFAULTS.document);
  const [nearLabels, nearCounts] = [new Uint32Array(count), new Float64Array(count)];
  const [ownLabels, ownCounts] = [new Uint32Array(documents), new Float64Array(documents)];

  const addTerm = (stem: string, weight: number): void => {
    const list = postings.list(stem);
    if (list.labels.length === 0) return;
    chunk.add(list.labels, list.counts, list.labels.length, weight);
    let near = 0;
    let own = 0;
    for (let i = 0; i < list.labels.length; i++) {
      const label = list.labels[i] as number;
      const occurrences = list.counts[i] as number;
      const home = documentOf[label] as number;
      for (let other = label - NEIGHBOUR_REACH; other <= label + NEIGHBOUR_REACH; other++) {
        if (documentOf[other] !== home) continue;
        // Runs of neighbouring passages overlap by two at most, at the end of what was collected.
        let at = near;
        while (at > 0 && (nearLabels[at - 1] as number) > other) at--;
        const share = other === label ? SELF_COUNT * occurrences : occurrences;
        if (at > 0 && nearLabels[at - 1] === other)
          nearCounts[at - 1] = (nearCounts[at - 1] as number) + share;
        else {
          nearLabels[near] = other;
          nearCounts[near] = share;
          near++;
        }
      }
      if (own > 0 && ownLabels[own - 1] === home)
        ownCounts[own - 1] = (ownCounts[own - 1] as number) + occurrences;
      else {
        ownLabels[own] = home;
        ownCounts[own] = occurrences;
        own++;
      }
    }
    neighbours.add(nearLabels, nearCounts, near, weight);
    document.add(ownLabels, ownCounts, own, weight);
  };

  return (groups) => {
    for (const field of [chunk, neighbours, document]) field.clear();
    for (const { weight, members } of groups) {
      for (const [stem, member] of members) addTerm(stem, weight * member.weight);
      for (const field of [chunk, neighbours, document]) field.closeGroup();
    }
    const documentScores = document.finish(sizes, count);
    return {
      labels: neighbours.touched(),
      chunk: chunk.finish(null, count),
      neighbours: neighbours.finish(null, count),
      document: {
        ...documentScores,
        scoreOf: (label) => documentScores.scoreOf(documentOf[label] as number),
      },
    };
  };
}

interface Accumulator {
  add(items: ArrayLike<number>, counts: ArrayLike<number>, length: number, weight: number): void;
  closeGroup(): void;
  clear(): void;
  touched(): readonly number[];
  /** Scores since `clear`, valid until the next one; `sizes` says how many passages an item stands for (null: one). */
  finish(sizes: Uint32Array | null, passages: number): FieldScores;
}

/** Sums up BM25 over groups, taking the best member of each group. */
function accumulator(itemLengths: ArrayLike<number>, { k1, b }: Bm25Options): Accumulator {
  const size = itemLengths.length;
  let total = 0;
  for (let item = 0; item < size; item++) total += itemLengths[item] as number;
  const average = total / Math.max(1, size) || 1;
  const norms = Float64Array.from(itemLengths, (length) => k1 * (1 - b + (b * length) / average));
  let scores = new Float64Array(size);
  const best = new Float64Array(size);
  let items: number[] = [];
  let grouped: number[] = [];
  return {
    add(labels, counts, length, weight) {
      const idf = Math.log(1 + (size - length + 0.5) / (length + 0.5));
      const factor = weight * idf * (k1 + 1);
      for (let i = 0; i < length; i++) {
        const item = labels[i] as number;
        const occurrences = counts[i] as number;
        const score = (factor * occurrences) / (occurrences + (norms[item] as number));
        if (best[item] === 0) grouped.push(item);
        if (score > (best[item] as number)) best[item] = score;
      }
    },
    closeGroup() {
      for (const item of grouped) {
        if (scores[item] === 0) items.push(item);
        scores[item] = (scores[item] as number) + (best[item] as number);
        best[item] = 0;
      }
      grouped = [];
    },
    clear() {
      scores = new Float64Array(size);
      items = [];
    },
    touched: () => items,
    finish(sizes, passages) {
      const held = scores;
      let sum = 0;
      let squares = 0;
      for (const item of items) {
        const score = held[item] as number;
        const times = sizes ? (sizes[item] as number) : 1;
        sum += times * score;
        squares += times * score * score;
      }
      const mean = sum / Math.max(1, passages);
      const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, passages) - mean * mean));
      return { mean, deviation, scoreOf: (item) => held[item] as number };
    },
  };
}

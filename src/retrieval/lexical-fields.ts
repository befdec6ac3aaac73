import type { Bm25Options, Postings } from '../indexing/postings.ts';
import { type FieldMoments, fieldAccumulator } from './field-accumulator.ts';

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
export interface FieldScores extends FieldMoments {
  scoreOf(label: number): number;
}

/** Weights of the fields' standard scores. */
export interface FieldWeights {
  readonly chunk: number;
  readonly neighbours: number;
  readonly document: number;
}

/** BM25 of a query against each passage, in three widths of context. */
export interface LexicalScores {
  /** The weighted sum of the fields' standard scores of a passage, touched or not. */
  weighted(weights: FieldWeights): (label: number) => number;
  /** Passages with a score above zero in any field. */
  readonly labels: Uint32Array;
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

/** A member that counts for less than this share of the group's best is left out: common words, with the longest lists. */
export const LEAST_SHARE = 0.15;
/** Postings of related words that one query may score: more than a corpus of 10,000 passages asks for. */
const RELATED_POSTINGS = 30_000;
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
  const chunk = fieldAccumulator(lengths, FIELD_DEFAULTS.chunk);
  const neighbours = fieldAccumulator(neighbourLengths, FIELD_DEFAULTS.neighbours);
  const document = fieldAccumulator(documentLengths, FIELD_DEFAULTS.document);
  const nearLabels = new Uint32Array(count);
  const nearCounts = new Uint32Array(count);
  /** By label; zeros between terms. */
  const nearOccurrences = new Uint32Array(count);
  const [ownLabels, ownCounts] = [new Uint32Array(documents), new Uint32Array(documents)];

  /** Adds to the count of a passage by its neighbourhood, and notes the passage when it is the first time. */
  let near = 0;
  const touch = (label: number, occurrences: number): void => {
    if (nearOccurrences[label] === 0) nearLabels[near++] = label;
    nearOccurrences[label] = (nearOccurrences[label] as number) + occurrences;
  };

  const addTerm = (stem: string, weight: number): void => {
    const { labels, counts } = postings.list(stem);
    if (labels.length === 0) return;
    chunk.add(labels, counts, labels.length, weight);
    near = 0;
    let own = 0;
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i] as number;
      const occurrences = counts[i] as number;
      const home = documentOf[label] as number;
      touch(label, SELF_COUNT * occurrences);
      if (documentOf[label - 1] === home) touch(label - 1, occurrences);
      if (documentOf[label + 1] === home) touch(label + 1, occurrences);
      // A document's passages follow one another in the list.
      if (own > 0 && ownLabels[own - 1] === home)
        ownCounts[own - 1] = (ownCounts[own - 1] as number) + occurrences;
      else {
        ownLabels[own] = home;
        ownCounts[own] = occurrences;
        own++;
      }
    }
    for (let i = 0; i < near; i++) {
      const label = nearLabels[i] as number;
      nearCounts[i] = nearOccurrences[label] as number;
      nearOccurrences[label] = 0;
    }
    neighbours.add(nearLabels, nearCounts, near, weight);
    document.add(ownLabels, ownCounts, own, weight);
  };

  return (groups) => {
    for (const field of [chunk, neighbours, document]) field.clear();
    const scored = worthwhileMembers(groups, postings);
    for (const [position, { weight }] of groups.entries()) {
      for (const { stem, share } of scored[position] ?? []) addTerm(stem, weight * share);
      for (const field of [chunk, neighbours, document]) field.closeGroup();
    }
    const fields = {
      chunk: chunk.finish(null, count),
      neighbours: neighbours.finish(null, count),
      document: document.finish(sizes, count),
    };
    const [own, near, whole] = [chunk.values(), neighbours.values(), document.values()];
    return {
      labels: neighbours.touched(),
      chunk: { ...fields.chunk, scoreOf: (label) => own[label] as number },
      neighbours: { ...fields.neighbours, scoreOf: (label) => near[label] as number },
      document: { ...fields.document, scoreOf: (label) => whole[documentOf[label] as number] as number },
      // Called for most passages of the corpus: one closure on plain arrays.
      weighted(weights) {
        const factor = (name: keyof FieldWeights): number =>
          fields[name].deviation > LEAST_DEVIATION ? weights[name] / fields[name].deviation : 0;
        const [c, n, d] = [factor('chunk'), factor('neighbours'), factor('document')];
        const constant = -(c * fields.chunk.mean + n * fields.neighbours.mean + d * fields.document.mean);
        return (label) =>
          c * (own[label] as number) +
          n * (near[label] as number) +
          d * (whole[documentOf[label] as number] as number) +
          constant;
      },
    };
  };
}

interface WorthwhileMember {
  readonly stem: string;
  readonly share: number;
}

/**
 * The members of each group that are scored: those in the corpus that count for enough beside the group's best. Related
 * ones share a budget of postings, the most telling first, so that a query over a large corpus stays quick.
 */
function worthwhileMembers(groups: readonly QueryGroup[], postings: Postings): WorthwhileMember[][] {
  const chosen: WorthwhileMember[][] = groups.map(() => []);
  const related: (WorthwhileMember & { readonly group: number; readonly value: number })[] = [];
  for (const [group, { stem: own, members }] of groups.entries()) {
    const found = [...members]
      .filter(([stem]) => postings.frequency(stem) > 0)
      .map(([stem, { weight }]) => ({ stem, share: weight, group, value: weight * postings.idf(stem) }));
    const least = LEAST_SHARE * Math.max(0, ...found.map(({ value }) => value));
    for (const member of found) {
      if (member.stem === own) chosen[group]?.push(member);
      else if (member.value >= least) related.push(member);
    }
  }
  let budget = RELATED_POSTINGS;
  for (const member of related.sort((a, b) => b.value - a.value || (a.stem < b.stem ? -1 : 1))) {
    const cost = postings.frequency(member.stem);
    if (cost > budget) continue;
    budget -= cost;
    chosen[member.group]?.push(member);
  }
  return chosen;
}

/** A field in which all passages score the same tells nothing. */
export const LEAST_DEVIATION = 1e-9;

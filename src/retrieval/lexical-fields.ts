import { topK } from '../core/top-k.ts';
import { type Postings, rarity } from '../indexing/postings.ts';
import { type Bm25Options, fieldAccumulator } from './field-accumulator.ts';
import { AFTER, BEFORE, documentGatherer, emptyList, restrict, SELF_COUNT, spread } from './posting-lists.ts';
import { type QueryGroup, type ScoredTerm, worthwhileTerms } from './query-terms.ts';

/** Weights of the fields, in deviations of the passages' scores and, for documents, of the documents'. */
export interface FieldWeights {
  readonly chunk: number;
  readonly neighbours: number;
  readonly document: number;
}

/** BM25 of a query against each passage, in three widths of context. Good until the next query is scored. */
export interface LexicalScores {
  /** Up to `most` passages that come first by themselves and their documents, and the passages beside those. */
  candidates(weights: FieldWeights, most: number): number[];
  /**
   * The weighted sum of the fields' standard scores, for the given passages only: the passage; the passage counted twice
   * with the ones before and after it in the same document; the whole document that holds it.
   */
  weighted(weights: FieldWeights, labels: readonly number[]): (label: number) => number;
}

/** Term saturation and length normalisation per field, fitted on the development collections. */
export const FIELD_DEFAULTS: Readonly<Record<'chunk' | 'neighbours' | 'document', Bm25Options>> = {
  chunk: { k1: 0.9, b: 0.4 },
  neighbours: { k1: 0.9, b: 0.4 },
  document: { k1: 1.5, b: 0.75 },
};

/**
 * Scores passages for a query from the postings alone: postings are ordered by label and a document's passages are
 * numbered in a row, so that the counts of neighbours and of documents are sums over runs of one list. In each field,
 * a group counts with the best of its members, so that a synonym beside the word itself adds nothing.
 *
 * All passages are scored by themselves and by their documents; the neighbours' field, which reaches most of a corpus,
 * only for candidates. It takes rarity and deviation from the passages' field.
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
  const sides = new Uint8Array(count);
  for (let label = 0; label < count; label++) {
    const document = documentOf[label] as number;
    const length = lengths[label] as number;
    sizes[document] = (sizes[document] as number) + 1;
    documentLengths[document] = (documentLengths[document] as number) + length;
    const hasBefore = label > 0 && documentOf[label - 1] === document;
    const hasAfter = label + 1 < count && documentOf[label + 1] === document;
    sides[label] = (hasBefore ? BEFORE : 0) | (hasAfter ? AFTER : 0);
    neighbourLengths[label] =
      SELF_COUNT * length +
      (hasBefore ? (lengths[label - 1] as number) : 0) +
      (hasAfter ? (lengths[label + 1] as number) : 0);
  }
  const chunk = fieldAccumulator(lengths, FIELD_DEFAULTS.chunk);
  const neighbours = fieldAccumulator(neighbourLengths, FIELD_DEFAULTS.neighbours);
  const document = fieldAccumulator(documentLengths, FIELD_DEFAULTS.document);
  const documentPostings = documentGatherer(documentOf, documents);
  const near = emptyList(count);
  const around = emptyList(count);
  const occurrences = new Uint32Array(count);
  const marked = new Uint8Array(count);
  const sums = new Float64Array(count);

  const scoreAll = (terms: readonly (readonly ScoredTerm[])[]): void => {
    chunk.clear();
    document.clear();
    for (const group of terms) {
      for (const { stem, list, weight, idf } of group) {
        chunk.add(list, weight * idf);
        const inDocuments = documentPostings(stem, list);
        document.add(inDocuments, weight * rarity(documents, inDocuments.length));
      }
      chunk.closeGroup();
      document.closeGroup();
    }
  };

  const scoreNeighbours = (terms: readonly (readonly ScoredTerm[])[], labels: readonly number[]): void => {
    const mark = (value: number): void => {
      for (const label of labels) {
        const beside = sides[label] as number;
        marked[label] = value;
        if ((beside & BEFORE) !== 0) marked[label - 1] = value;
        if ((beside & AFTER) !== 0) marked[label + 1] = value;
      }
    };
    mark(1);
    neighbours.clear();
    for (const group of terms) {
      for (const { list, weight, idf } of group) {
        restrict(list, marked, near);
        spread(near, sides, occurrences, around);
        neighbours.add(around, weight * idf);
      }
      neighbours.closeGroup();
    }
    mark(0);
  };

  return (groups) => {
    const terms = worthwhileTerms(groups, postings);
    scoreAll(terms);
    const passages = chunk.moments(null, count);
    const whole = document.moments(sizes, count);
    const [own, beside, home] = [chunk.scores, neighbours.scores, document.scores];
    const shares = (weights: FieldWeights): Record<'c' | 'n' | 'd' | 'constant', number> => {
      const c = passages.deviation > LEAST_DEVIATION ? weights.chunk / passages.deviation : 0;
      const n = passages.deviation > LEAST_DEVIATION ? weights.neighbours / passages.deviation : 0;
      const d = whole.deviation > LEAST_DEVIATION ? weights.document / whole.deviation : 0;
      return { c, n, d, constant: -(c * passages.mean + n * passages.mean + d * whole.mean) };
    };
    return {
      candidates(weights, most) {
        const { c, n, d } = shares(weights);
        const touched = chunk.touched();
        sumUp(touched, own, c + n, home, documentOf, d, sums);
        const chosen = topK(touched, sums, most);
        return [...new Set(chosen.flatMap((label) => besides(label, sides[label] as number)))];
      },
      weighted(weights, labels) {
        scoreNeighbours(terms, labels);
        const { c, n, d, constant } = shares(weights);
        return (label) =>
          c * (own[label] as number) +
          n * (beside[label] as number) +
          d * (home[documentOf[label] as number] as number) +
          constant;
      },
    };
  };
}

/** Two fields' weighted scores of each label, in the order of `labels`. */
function sumUp(
  labels: Uint32Array,
  own: Float32Array,
  ownWeight: number,
  home: Float32Array,
  documentOf: Uint32Array,
  homeWeight: number,
  into: Float64Array,
): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    into[i] = ownWeight * (own[label] as number) + homeWeight * (home[documentOf[label] as number] as number);
  }
}

function besides(label: number, sides: number): number[] {
  return [
    label,
    ...((sides & BEFORE) !== 0 ? [label - 1] : []),
    ...((sides & AFTER) !== 0 ? [label + 1] : []),
  ];
}

/** A field in which all passages score the same tells nothing. */
export const LEAST_DEVIATION = 1e-9;

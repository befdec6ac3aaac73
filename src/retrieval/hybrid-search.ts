import { topK } from '../core/top-k.ts';
import { BUILTIN_PREFIX } from '../embedding/embedder.ts';
import type { OpenIndex } from '../indexing/open-index.ts';
import { innerProduct, rowOf, type VectorTable } from '../indexing/vector-index.ts';
import { diversify } from './diversify.ts';
import { type LexicalScores, lexicalScorer, type QueryGroup } from './lexical-fields.ts';
import { queryGroups } from './query-expansion.ts';

/** Weights of the standard scores that are added up. */
export interface RetrievalWeights {
  readonly chunk: number;
  readonly neighbours: number;
  readonly document: number;
  /** Vector of the passage. */
  readonly dense: number;
  /** Mean vector of the document. */
  readonly documentDense: number;
}

export interface RetrievalOptions {
  readonly weights: RetrievalWeights;
  /** Candidates taken from the lexical and from the dense side before they are ranked together. */
  readonly candidates: number;
  /** False gives the best passages as they are ranked, whatever they repeat; to measure what diversity costs. */
  readonly diverse?: boolean;
}

/** Fitted on the development collections; see tests/evaluation/README.md for what each part contributes. */
export const BUILTIN_WEIGHTS: RetrievalWeights = {
  chunk: 0.6,
  neighbours: 0.6,
  document: 0.8,
  dense: 0.2,
  documentDense: 0.8,
};
/** For trained sentence embeddings, whose similarities say more than those of the built-in ones. Not fitted. */
export const REMOTE_WEIGHTS: RetrievalWeights = {
  chunk: 0.5,
  neighbours: 0.5,
  document: 0.5,
  dense: 1,
  documentDense: 0.3,
};

const CANDIDATES = 200;
/** Candidates from which a diverse list is chosen: so many times `k`, and some more. */
const OVERSAMPLING = 2;
const DUPLICATE_RESERVE = 10;

/** A passage with the scores it was ranked by. */
export interface RankedChunk {
  readonly label: number;
  /** Weighted sum of standard scores; comparable within one query only. */
  readonly score: number;
  /** Cosine, in [-1, 1]. */
  readonly dense: number;
}

/** A ranked list with what the query was taken to mean. */
export interface HybridResult {
  readonly ranked: readonly RankedChunk[];
  readonly groups: readonly QueryGroup[];
}

/**
 * The `k` best passages for a query, best first. Each field's scores are standardised over all passages (mean 0,
 * deviation 1) and the weighted sums rank the candidates of both sides: unlike ranks, standard scores keep how clearly
 * a field prefers a passage.
 */
export async function hybridSearch(
  index: OpenIndex,
  query: string,
  k: number,
  options?: RetrievalOptions,
): Promise<HybridResult> {
  const {
    weights,
    candidates,
    diverse = true,
  } = options ?? { weights: weightsFor(index), candidates: CANDIDATES };
  const { lexical, dense } = searcherOf(index);
  const groups = await queryGroups(query, index.postings, index.related);
  const vector = await index.embedder.embedQuery(query);
  const known = vector.some((value) => value !== 0);
  const wanted = Math.max(candidates, k);
  const near = known ? await index.vectorIndex.search(vector, wanted) : [];
  // From here on nothing waits: the scorer's memory is shared by all queries.
  const scores = lexical(groups);
  const denseScores = dense(known ? Float32Array.from(vector) : null);
  const lexicalScore = (label: number): number =>
    weights.chunk * standard(scores.chunk, label) +
    weights.neighbours * standard(scores.neighbours, label) +
    weights.document * standard(scores.document, label);
  const labels = new Set(topK(scores.labels, lexicalScore, wanted));
  for (const { label } of near) labels.add(label);
  const scoreOf = new Map<number, number>();
  for (const label of labels) {
    scoreOf.set(
      label,
      lexicalScore(label) +
        weights.dense * standard(denseScores.chunk, label) +
        weights.documentDense * standard(denseScores.document, label),
    );
  }
  const { chunks } = index;
  const best = topK(
    labels,
    (label) => scoreOf.get(label) as number,
    OVERSAMPLING * k + DUPLICATE_RESERVE,
  ).map((label) => ({
    label,
    score: scoreOf.get(label) as number,
    dense: denseScores.chunk.scoreOf(label),
    document: chunks.document[label] as number,
    start: chunks.start[label] as number,
    end: chunks.end[label] as number,
  }));
  const cosine = (a: number, b: number): number =>
    innerProduct(rowOf(index.vectors, a), rowOf(index.vectors, b));
  const ranked = diverse ? diversify(best, k, cosine) : best.slice(0, k);
  return { ranked, groups };
}

function weightsFor(index: OpenIndex): RetrievalWeights {
  return index.manifest.embedder.id.startsWith(BUILTIN_PREFIX) ? BUILTIN_WEIGHTS : REMOTE_WEIGHTS;
}

/** (x − mean) / deviation; 0 where all passages score the same. */
function standard({ mean, deviation, scoreOf }: LexicalScores['chunk'], label: number): number {
  return deviation > 1e-9 ? (scoreOf(label) - mean) / deviation : 0;
}

interface Searcher {
  readonly lexical: (groups: readonly QueryGroup[]) => LexicalScores;
  readonly dense: (vector: Float32Array | null) => Pick<LexicalScores, 'chunk' | 'document'>;
}

const searchers = new WeakMap<OpenIndex, Searcher>();

function searcherOf(index: OpenIndex): Searcher {
  const known = searchers.get(index);
  if (known) return known;
  const made = {
    lexical: lexicalScorer(index.postings, index.chunks.document),
    dense: denseScorer(index.vectors, index.chunks.document, index.manifest.documents.length),
  };
  searchers.set(index, made);
  return made;
}

/** Passages from which mean and deviation of similarities are estimated: all of a small index, a sample of a large one. */
const SAMPLE = 256;

/** Scores single passages and their documents against a query vector; a null vector scores everything the same. */
function denseScorer(
  vectors: VectorTable,
  documentOf: Uint32Array,
  documentCount: number,
): Searcher['dense'] {
  const documents = meanVectors(vectors, documentOf, documentCount);
  const sample: number[] = [];
  for (let label = 0; label < vectors.count; label += Math.max(1, Math.floor(vectors.count / SAMPLE)))
    sample.push(label);
  return (vector) => {
    const fieldOf = (scoreOf: (label: number) => number): LexicalScores['chunk'] => {
      const values = vector ? sample.map(scoreOf) : [];
      const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
      const variance =
        values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
      return { mean, deviation: Math.sqrt(variance), scoreOf };
    };
    const known = new Map<number, number>();
    return {
      chunk: fieldOf((label) => (vector ? innerProduct(vector, rowOf(vectors, label)) : 0)),
      document: fieldOf((label) => {
        const document = documentOf[label] as number;
        const score = known.get(document) ?? (vector ? innerProduct(vector, rowOf(documents, document)) : 0);
        known.set(document, score);
        return score;
      }),
    };
  };
}

/** The unit mean vector of each document's passages. */
function meanVectors(vectors: VectorTable, documentOf: Uint32Array, documentCount: number): VectorTable {
  const { dimensions, count, data } = vectors;
  const means = new Float32Array(documentCount * dimensions);
  for (let label = 0; label < count; label++) {
    const to = (documentOf[label] as number) * dimensions;
    const from = label * dimensions;
    for (let d = 0; d < dimensions; d++)
      means[to + d] = (means[to + d] as number) + (data[from + d] as number);
  }
  const table = { dimensions, count: documentCount, data: means };
  for (let document = 0; document < documentCount; document++) {
    const row = rowOf(table, document);
    const length = Math.sqrt(innerProduct(row, row));
    if (length > 0) for (let d = 0; d < dimensions; d++) row[d] = (row[d] as number) / length;
  }
  return table;
}

import { topK } from '../core/top-k.ts';
import { BUILTIN_PREFIX } from '../embedding/embedder.ts';
import type { OpenIndex } from '../indexing/open-index.ts';
import { rowOf, rowProduct } from '../indexing/vector-index.ts';
import { type DenseScores, denseScorer, type FieldScores } from './dense-fields.ts';
import { type Diversifiable, diversify } from './diversify.ts';
import { LEAST_DEVIATION, type LexicalScores, lexicalScorer } from './lexical-fields.ts';
import { queryGroups } from './query-expansion.ts';
import type { QueryGroup } from './query-terms.ts';

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
  /** Candidates taken from the lexical and from the dense side before they are ranked together; at least enough for `k`. */
  readonly candidates: number;
  /** False gives the best passages as they are ranked, whatever they repeat; to measure what diversity costs. */
  readonly diverse?: boolean;
}

/** Fitted on the development collections; see tests/evaluation/README.md for what each part contributes. */
export const BUILTIN_WEIGHTS: RetrievalWeights = {
  chunk: 0.6,
  neighbours: 0.4,
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

/** Enough that more change nothing on the development collections. */
export const CANDIDATES = 64;
/** Candidates from which a diverse list is chosen: so many times `k`, and some more. */
const OVERSAMPLING = 2;
const DUPLICATE_RESERVE = 10;
/** How many times more candidates are taken when too few of them say different things, and up to how many. */
const WIDENING = 4;
const MOST_CANDIDATES = 1_000;

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
 * a field prefers a passage. Where the candidates are copies of a few passages, more of them are looked at.
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
  const groups = await queryGroups(query, index);
  const vector = await index.embedder.embedQuery(query);
  const cosine = (a: number, b: number): number => rowProduct(index.vectors, a, rowOf(index.vectors, b));
  let reach = OVERSAMPLING * k + DUPLICATE_RESERVE;
  let wanted = Math.max(candidates, reach);
  for (;;) {
    const best = await bestOf(index, { groups, vector, weights }, wanted, reach);
    if (!diverse) return { ranked: best.slice(0, k), groups };
    const ranked = diversify(best, k, cosine);
    if (ranked.length >= k || wanted >= Math.min(index.chunks.count, MOST_CANDIDATES))
      return { ranked, groups };
    wanted *= WIDENING;
    reach = wanted;
  }
}

/** A query as both sides take it. */
interface WeightedQuery {
  readonly groups: readonly QueryGroup[];
  /** Zeros where nothing of the query is known. */
  readonly vector: readonly number[];
  readonly weights: RetrievalWeights;
}

/** The `reach` best passages among `wanted` candidates of each side, best first. */
async function bestOf(
  index: OpenIndex,
  { groups, vector, weights }: WeightedQuery,
  wanted: number,
  reach: number,
): Promise<(RankedChunk & Diversifiable)[]> {
  const { lexical, dense } = searcherOf(index);
  const known = vector.some((value) => value !== 0);
  const near = known ? await index.vectorIndex.search(vector, wanted) : [];
  // From here on nothing waits: the scorer's memory is shared by all queries.
  const lexicalScores = lexical(groups);
  const denseScores = dense(known ? Float32Array.from(vector) : null);
  const cosines = new Map(near.map(({ label, similarity }) => [label, similarity]));
  const cosineOf = (label: number): number => cosines.get(label) ?? denseScores.chunk.scoreOf(label);
  const found = [...new Set([...lexicalScores.candidates(weights, wanted), ...cosines.keys()])];
  const lexicalScore = lexicalScores.weighted(weights, found);
  // Typed arrays of one kind, wherever the best are chosen, let the compiler do it once.
  const promising = topK(Uint32Array.from(found), Float64Array.from(found, lexicalScore), wanted);
  const labels = Uint32Array.from(new Set([...promising, ...cosines.keys()]));
  const scores = Float64Array.from(
    labels,
    (label) =>
      lexicalScore(label) +
      weights.dense * standard(denseScores.chunk, cosineOf(label)) +
      weights.documentDense * standard(denseScores.document, denseScores.document.scoreOf(label)),
  );
  const scoreOf = new Map(Array.from(labels, (label, place) => [label, scores[place] as number]));
  const { chunks } = index;
  return topK(labels, scores, reach).map((label) => ({
    label,
    score: scoreOf.get(label) as number,
    dense: cosineOf(label),
    document: chunks.document[label] as number,
    start: chunks.start[label] as number,
    end: chunks.end[label] as number,
  }));
}

function weightsFor(index: OpenIndex): RetrievalWeights {
  return index.manifest.embedder.id.startsWith(BUILTIN_PREFIX) ? BUILTIN_WEIGHTS : REMOTE_WEIGHTS;
}

/** (x − mean) / deviation; 0 where all passages score the same. */
function standard({ mean, deviation }: FieldScores, score: number): number {
  return deviation > LEAST_DEVIATION ? (score - mean) / deviation : 0;
}

interface Searcher {
  readonly lexical: (groups: readonly QueryGroup[]) => LexicalScores;
  readonly dense: (vector: Float32Array | null) => DenseScores;
}

const searchers = new WeakMap<OpenIndex, Searcher>();

function searcherOf(index: OpenIndex): Searcher {
  const known = searchers.get(index);
  if (known) return known;
  const made = {
    lexical: lexicalScorer(index.postings, index.chunks.document),
    dense: denseScorer(index.vectors, index.documentVectors, index.chunks.document),
  };
  searchers.set(index, made);
  return made;
}

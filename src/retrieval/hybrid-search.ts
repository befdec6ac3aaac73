import type { OpenIndex } from '../indexing/open-index.ts';
import { queryStems } from '../indexing/postings.ts';
import { innerProduct, rowOf } from '../indexing/vector-index.ts';

export interface RetrievalOptions {
  /** Weight of the lexical (BM25) standard score. */
  readonly lexicalWeight: number;
  /** Weight of the dense (vector) standard score. */
  readonly denseWeight: number;
  /** Candidates taken from each side before fusion. */
  readonly candidates: number;
}

/** Fitted on the development collections; see tests/evaluation/README.md. */
export const RETRIEVAL_DEFAULTS: RetrievalOptions = { lexicalWeight: 1, denseWeight: 0.3, candidates: 100 };

/** A passage with the scores it was ranked by. */
export interface RankedChunk {
  readonly label: number;
  /** Weighted sum of standard scores; comparable within one query only. */
  readonly score: number;
  /** BM25; 0 when no stem is shared. */
  readonly lexical: number;
  /** Cosine, in [-1, 1]. */
  readonly dense: number;
}

/**
 * The `k` best passages for a query, best first. Lexical and dense candidates are scored on both sides, each side is
 * standardised over the candidates (mean 0, deviation 1), and the weighted sums rank them: unlike ranks, standard
 * scores keep how clearly a side prefers a passage.
 */
export async function hybridSearch(
  index: OpenIndex,
  query: string,
  k: number,
  options: RetrievalOptions = RETRIEVAL_DEFAULTS,
): Promise<RankedChunk[]> {
  const wanted = Math.max(options.candidates, k);
  const stems = queryStems(query);
  const lexical = new Map(index.postings.search(stems, wanted).map(({ label, score }) => [label, score]));
  const vector = await index.embedder.embedQuery(query);
  const known = vector.some((value) => value !== 0);
  const dense = new Map<number, number>();
  if (known)
    for (const { label, similarity } of await index.vectorIndex.search(vector, wanted))
      dense.set(label, similarity);
  for (const label of lexical.keys()) {
    if (known && !dense.has(label)) dense.set(label, innerProduct(vector, rowOf(index.vectors, label)));
  }
  const labels = [...new Set([...lexical.keys(), ...dense.keys()])];
  const lexicalScores = labels.map((label) => lexical.get(label) ?? 0);
  const denseScores = labels.map((label) => dense.get(label) ?? 0);
  const lexicalStandard = standardScores(lexicalScores);
  const denseStandard = standardScores(denseScores);
  return labels
    .map((label, i) => ({
      label,
      score:
        options.lexicalWeight * (lexicalStandard[i] as number) +
        options.denseWeight * (denseStandard[i] as number),
      lexical: lexicalScores[i] as number,
      dense: denseScores[i] as number,
    }))
    .sort((a, b) => b.score - a.score || a.label - b.label)
    .slice(0, k);
}

/** (x − mean) / deviation; zeros where all values are equal. */
export function standardScores(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  const deviation = Math.sqrt(variance);
  return values.map((value) => (deviation > 1e-12 ? (value - mean) / deviation : 0));
}

import { documentVectors } from '../../src/indexing/document-vectors.ts';
import { exactIndex } from '../../src/indexing/exact-index.ts';
import type { OpenIndex } from '../../src/indexing/open-index.ts';
import type { RelatedTerms } from '../../src/indexing/related-terms.ts';
import {
  BUILTIN_WEIGHTS,
  CANDIDATES,
  type RetrievalOptions,
  type RetrievalWeights,
} from '../../src/retrieval/hybrid-search.ts';

/** Width of the word-vector half, the last of the built-in embedder's dimensions. */
const WORD_DIMENSIONS = 100;

/** One way to search: an index with something taken out, and the weights it is searched with. */
export interface Ablation {
  readonly name: string;
  readonly index: OpenIndex;
  readonly options: RetrievalOptions;
}

/** What can be taken out of retrieval; nothing is refitted to make up for it. */
export async function ablations(full: OpenIndex): Promise<Ablation[]> {
  const options = (weights: Partial<RetrievalWeights> = {}): RetrievalOptions => ({
    weights: { ...BUILTIN_WEIGHTS, ...weights },
    candidates: CANDIDATES,
  });
  const without = (parts: Partial<RelatedTerms>): OpenIndex =>
    full.related ? { ...full, related: { ...full.related, ...parts } } : full;
  const noNear = { near: async () => new Map<string, number>() };
  const noAliases = { aliasesOf: () => new Set<string>() };
  // Common words are never corrected.
  const noCorrections = { isCommon: () => true };
  const noThesaurus = { ...full, thesaurus: null };
  const noExpansion = { ...without({ ...noNear, ...noAliases, ...noCorrections }), thesaurus: null };
  const lsaLength = full.vectors.dimensions - WORD_DIMENSIONS;
  const lexicalOnly = { dense: 0, documentDense: 0 };
  const none = { chunk: 0, neighbours: 0, document: 0, dense: 0, documentDense: 0 };
  return [
    { name: 'everything', index: full, options: options() },
    {
      name: 'plain BM25 over chunks only',
      index: withoutVectors(noExpansion),
      options: { ...options({ ...none, chunk: 1 }), diverse: false },
    },
    {
      name: 'expanded BM25 only (all fields, no dense half)',
      index: withoutVectors(full),
      options: options(lexicalOnly),
    },
    { name: 'dense half only', index: full, options: options({ ...none, dense: 0.2, documentDense: 0.8 }) },
    { name: 'dense half only, passages only', index: full, options: options({ ...none, dense: 1 }) },
    {
      name: 'no LSA in the dense half',
      index: await withPart(full, lsaLength, WORD_DIMENSIONS),
      options: options(),
    },
    {
      name: 'no word vectors in the dense half',
      index: await withPart(full, 0, lsaLength),
      options: options(),
    },
    { name: 'no word-vector expansion', index: without(noNear), options: options() },
    {
      name: 'no word vectors at all (neither of the two)',
      index: await withPart(without(noNear), 0, lsaLength),
      options: options(),
    },
    { name: 'no country aliases', index: without(noAliases), options: options() },
    { name: 'no thesaurus', index: noThesaurus, options: options() },
    { name: 'no typo correction', index: without(noCorrections), options: options() },
    { name: 'no expansion of any kind', index: noExpansion, options: options() },
    { name: 'no neighbour field', index: full, options: options({ neighbours: 0 }) },
    { name: 'no document fields', index: full, options: options({ document: 0, documentDense: 0 }) },
    { name: 'no diversity', index: full, options: { ...options(), diverse: false } },
  ];
}

/** The index with vectors cut to some of their dimensions and scaled to unit length again. */
async function withPart(index: OpenIndex, from: number, length: number): Promise<OpenIndex> {
  const part = (vector: ArrayLike<number>): number[] => {
    const cut = Array.from({ length }, (_, d) => vector[from + d] as number);
    const norm = Math.hypot(...cut);
    return norm > 1e-9 ? cut.map((value) => value / norm) : cut.fill(0);
  };
  const { dimensions, count, data } = index.vectors;
  const vectors = { dimensions: length, count, data: new Float32Array(count * length) };
  for (let label = 0; label < count; label++)
    vectors.data.set(part(data.subarray(label * dimensions, (label + 1) * dimensions)), label * length);
  const embedder = {
    ...index.embedder,
    dimensions: length,
    embedQuery: async (text: string) => part(await index.embedder.embedQuery(text)),
  };
  const means = await documentVectors(vectors, index.chunks.document, index.manifest.documents.length);
  return { ...index, vectors, documentVectors: means, vectorIndex: exactIndex(vectors), embedder };
}

/** The index with an embedder that knows no word, so that nothing is searched for by vector. */
function withoutVectors(index: OpenIndex): OpenIndex {
  const embedder = {
    ...index.embedder,
    embedQuery: async () => new Array<number>(index.vectors.dimensions).fill(0),
  };
  return { ...index, embedder };
}

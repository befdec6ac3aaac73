import { stems } from '../../src/core/search-terms.ts';
import type { Embedder, EmbedderFactory } from '../../src/embedding/embedder.ts';

const DIMENSIONS = 24;

/** A quick embedder for tests of the index: each stem adds to one of 24 dimensions; its state is its id. */
export function hashingEmbedder(id = 'test-hashing'): EmbedderFactory {
  const state = new TextEncoder().encode(id);
  const embedder: Embedder = {
    id,
    dimensions: DIMENSIONS,
    embedDocuments: async (texts) => texts.map(embed),
    embedQuery: async (text) => embed(text),
  };
  return {
    id,
    async embedCorpus(texts, { signal, onProgress } = {}) {
      signal?.throwIfAborted();
      onProgress?.(texts.length, texts.length);
      return { embedder, vectors: Float32Array.from(texts.flatMap(embed)), state };
    },
    restore(saved, dimensions) {
      if (new TextDecoder().decode(saved) !== id || dimensions !== DIMENSIONS)
        throw new Error('another state');
      return embedder;
    },
  };
}

function embed(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0);
  for (const stem of stems(text)) {
    let hash = 0;
    for (const character of stem) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 9973;
    vector[hash % DIMENSIONS] = (vector[hash % DIMENSIONS] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import type { Embedder, EmbedderFactory } from './embedder.ts';
import { decodeLsa, embedWithLsa, encodeLsa, type LsaModel } from './lsa.ts';

/** The embedder that needs no key and no network: latent semantic analysis fitted on the corpus itself. */
export function builtinEmbeddings(): EmbedderFactory {
  return {
    id: BUILTIN_ID,
    async embedCorpus(texts, options = {}) {
      const { signal, onProgress } = options;
      // Only an ingest fits a model; a question must not wait for the numerical library.
      const { fitLsa } = await import('./fit-lsa.ts');
      const model = await fitLsa(texts, {
        ...(signal ? { signal } : {}),
        onProgress: (share) => onProgress?.(Math.floor(share * 0.9 * texts.length), texts.length),
      });
      const vectors = new Float32Array(texts.length * model.dimensions);
      const pause = breather();
      for (const [row, text] of texts.entries()) {
        vectors.set(embedWithLsa(model, text), row * model.dimensions);
        throwIfCancelled(signal);
        await pause();
      }
      onProgress?.(texts.length, texts.length);
      return { embedder: lsaEmbedder(model), vectors, state: encodeLsa(model) };
    },
    restore: (state, dimensions) => lsaEmbedder(decodeLsa(state, dimensions)),
  };
}

const BUILTIN_ID = 'builtin-lsa-1';

function lsaEmbedder(model: LsaModel): Embedder {
  const embed = (text: string): number[] => Array.from(embedWithLsa(model, text));
  return {
    id: BUILTIN_ID,
    dimensions: model.dimensions,
    embedDocuments: async (texts) => texts.map(embed),
    embedQuery: async (text) => embed(text),
  };
}

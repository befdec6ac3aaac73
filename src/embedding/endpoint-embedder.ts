import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { SummitError, throwIfCancelled } from '../core/errors.ts';
import type { Embedder, EmbedderFactory } from './embedder.ts';

/** Texts per request: small enough for progress and for servers that limit a batch. */
const BATCH = 64;

/** Makes an embedder of any LangChain embeddings, such as a remote model: unit length, one width, finite. */
export function endpointEmbedder(options: {
  readonly id: string;
  readonly embeddings: EmbeddingsInterface;
}): EmbedderFactory {
  const { id, embeddings } = options;
  const embedder = (dimensions: number): Embedder => ({
    id,
    dimensions,
    embedDocuments: async (texts) =>
      (await embeddings.embedDocuments(texts)).map((vector) => unit(vector, dimensions, id)),
    embedQuery: async (text) => unit(await embeddings.embedQuery(text), dimensions, id),
  });
  return {
    id,
    async embedCorpus(texts, { signal, onProgress } = {}) {
      let vectors = new Float32Array(0);
      let dimensions = 0;
      for (let from = 0; from < texts.length; from += BATCH) {
        throwIfCancelled(signal);
        const batch = await embeddings.embedDocuments(texts.slice(from, from + BATCH));
        if (from === 0) {
          dimensions = batch[0]?.length ?? 0;
          vectors = new Float32Array(texts.length * dimensions);
        }
        for (const [row, vector] of batch.entries())
          vectors.set(unit(vector, dimensions, id), (from + row) * dimensions);
        onProgress?.(Math.min(from + BATCH, texts.length), texts.length);
      }
      return { embedder: embedder(dimensions), vectors, state: new Uint8Array(0) };
    },
    restore: (_state, dimensions) => embedder(dimensions),
  };
}

function unit(vector: readonly number[], dimensions: number, id: string): number[] {
  if (vector.length !== dimensions) {
    throw new SummitError(
      'endpoint',
      `${id} gave a vector of ${vector.length} dimensions where ${dimensions} were expected. The endpoint's model has changed: run \`summit ingest\`.`,
    );
  }
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (!Number.isFinite(length))
    throw new SummitError(
      'endpoint',
      `${id} gave a vector that is not finite. Check the embedding endpoint.`,
    );
  return length === 0 ? [...vector] : vector.map((value) => value / length);
}

import { SummitError } from '../core/errors.ts';
import { type Logger, silentLogger } from '../core/logger.ts';
import {
  BATCH_DEFAULTS,
  type BatchLimits,
  type CancellableEmbeddings,
  embedInBatches,
} from './embed-in-batches.ts';
import type { Embedder, EmbedderFactory } from './embedder.ts';
import { embeddingCache } from './embedding-cache.ts';
import { textVectors } from './text-vectors.ts';
import { keyOf } from './vector-records.ts';

export interface EndpointEmbedderOptions {
  readonly id: string;
  readonly embeddings: CancellableEmbeddings;
  /** Where vectors are kept from one ingest to the next; without it every ingest embeds all texts. */
  readonly cacheFolder?: string;
  readonly logger?: Logger;
  readonly limits?: Partial<BatchLimits>;
}

/**
 * Makes an embedder of any LangChain embeddings, such as a remote model: unit length, one width, finite. An ingest
 * sends only texts that the cache does not hold, and keeps every answer at once, so that a failure costs none.
 */
export function endpointEmbedder(options: EndpointEmbedderOptions): EmbedderFactory {
  const { id, embeddings, cacheFolder, logger = silentLogger } = options;
  const cache = cacheFolder === undefined ? null : embeddingCache({ folder: cacheFolder, id, logger });

  const embedder = (dimensions: number): Embedder => {
    let isDropped = false;
    const checked = async (vector: readonly number[]): Promise<number[]> => {
      if (vector.length !== dimensions && !isDropped) {
        isDropped = true;
        // The ingest that the error asks for would find every text there and never notice the other model.
        await cache?.drop();
      }
      return unit(vector, dimensions, id, 'Its model has changed: run `summit ingest`.');
    };
    return {
      id,
      dimensions,
      embedDocuments: async (texts) => Promise.all((await embeddings.embedDocuments(texts)).map(checked)),
      embedQuery: async (text) => checked(await embeddings.embedQuery(text)),
    };
  };

  return {
    id,
    async embedCorpus(texts, { signal, onProgress } = {}) {
      const found = await textVectors(texts, (text) => keyOf(id, text), signal);
      await cache?.load(found.has, found.add, signal);
      const pending = found.missing();
      /** Texts whose vectors the next ingest will find. */
      let kept = found.done;
      /** The endpoint's, known from its first answer; what the cache held may be of another model. */
      let width: number | null = null;
      const settleWidth = async (given: number): Promise<void> => {
        if (found.done > 0 && found.dimensions !== given) {
          logger.warn(
            `${id} gives vectors of ${given} dimensions, the ones kept from earlier have ${found.dimensions}: its model has changed. All ${count(texts.length)} texts are embedded anew.`,
          );
          await cache?.drop();
          // One by one: as arguments of one call, so many would overflow the stack.
          for (const text of found.clear()) pending.push(text);
          kept = 0;
        }
        width = given;
      };
      if (found.done > 0) onProgress?.(found.done, texts.length);
      try {
        await embedInBatches(pending, {
          embeddings,
          limits: { ...BATCH_DEFAULTS, ...options.limits },
          signal,
          async take(batch, vectors) {
            if (width === null) await settleWidth(vectors[0]?.length ?? 0);
            const units = new Map(
              batch.map(({ key }, row) => [
                key,
                Float32Array.from(
                  unit(vectors[row] ?? [], width ?? 0, id, 'More than one model answers there.'),
                ),
              ]),
            );
            const isKept = (await cache?.keep(units)) ?? false;
            for (const [key, vector] of units) {
              const added = found.add(key, vector);
              if (isKept) kept += added;
            }
            onProgress?.(found.done, texts.length);
          },
        });
      } catch (error) {
        if (!(error instanceof SummitError) || error.code !== 'endpoint') throw error;
        throw new SummitError('endpoint', `${error.message} ${standing(kept, texts.length)}`, {
          cause: error,
        });
      }
      return {
        embedder: embedder(found.dimensions),
        vectors: found.vectors,
        state: new Uint8Array(0),
        published: async () => cache?.prune(found.has, found.dimensions),
      };
    },
    restore: (_state, dimensions) => embedder(dimensions),
  };
}

const count = (value: number): string => value.toLocaleString('en');

function standing(kept: number, total: number): string {
  return `The index was not changed. ${count(kept)} of ${count(total)} texts are kept for the next run: \`summit ingest\` sends only the rest.`;
}

/** @throws SummitError `endpoint` for a vector that is not finite, or of another width, which `reason` explains. */
function unit(vector: readonly number[], dimensions: number, id: string, reason: string): number[] {
  if (vector.length !== dimensions || dimensions === 0) {
    throw new SummitError(
      'endpoint',
      `${id} gave a vector of ${vector.length} dimensions where ${dimensions} were expected. ${reason}`,
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

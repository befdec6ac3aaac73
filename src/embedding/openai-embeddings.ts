import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { type ClientOptions, OpenAIEmbeddings } from '@langchain/openai';
import { SummitError, throwIfCancelled } from '../core/errors.ts';
import { type BackOff, withBackOff } from './back-off.ts';
import { endpointFailure, isContextOverflow } from './endpoint-failure.ts';
import { openaiClientOptions, retryUnlessFinal } from './openai-client.ts';
import { checkVectors, type NumberedVector, vectorsInOrder } from './openai-vectors.ts';

export const OPENAI_EMBEDDING_DEFAULTS = {
  /** Texts in one request. */
  batchSize: 64,
  /** Of one attempt with the whole of its answer, in milliseconds. */
  timeoutMs: 60_000,
} as const;

/** An ingest waits out a limit per minute. */
const DOCUMENT_BACK_OFF: BackOff = {
  retries: 6,
  firstDelayMs: 1_000,
  longestDelayMs: 30_000,
  longestRetryAfterMs: 60_000,
};
/** Somebody waits for a question. */
const QUERY_BACK_OFF: BackOff = {
  retries: 3,
  firstDelayMs: 500,
  longestDelayMs: 4_000,
  longestRetryAfterMs: 10_000,
};

export interface OpenAIEmbeddingOptions {
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly model: string;
  readonly batchSize?: number;
  readonly timeoutMs?: number;
  /** In place of the defaults, for documents and questions. */
  readonly backOff?: Partial<BackOff>;
}

/** LangChain's embeddings with a name, and with a way to stop. */
export interface OpenAIEndpointEmbeddings extends EmbeddingsInterface {
  readonly id: string;
  /** One vector per text, in order. A signal that fires also ends the request that is under way. */
  embedDocuments(texts: string[], options?: { readonly signal?: AbortSignal }): Promise<number[][]>;
}

const MODEL_SETTING = 'SUMMIT_EMBEDDING_MODEL';

/**
 * Embeddings of any OpenAI-compatible endpoint. Every vector is checked: finite numbers, not all zero, and within one
 * call all of one width. What may pass (429, 5xx, a broken connection) is tried again with growing pauses; any other
 * failure, and the last one, rejects with an `endpoint` SummitError.
 */
export function openaiEmbeddings(options: OpenAIEmbeddingOptions): OpenAIEndpointEmbeddings {
  const { model } = options;
  const batchSize = options.batchSize ?? OPENAI_EMBEDDING_DEFAULTS.batchSize;
  const request = async (texts: string[], backOff: BackOff, signal?: AbortSignal): Promise<number[][]> => {
    const client = embeddingsClient(options, signal);
    try {
      const policy = { ...backOff, ...options.backOff };
      const vectors = await withBackOff(() => client.embedDocuments(texts.map(notEmpty)), {
        ...policy,
        signal,
        rethrowIfFinal: (thrown) => {
          if (thrown instanceof SummitError) throw thrown;
          retryUnlessFinal(thrown, policy.longestRetryAfterMs);
        },
      });
      return checkVectors(vectors, model);
    } catch (thrown) {
      throwIfCancelled(signal);
      if (isContextOverflow(thrown)) throw tooLong(texts, model, thrown);
      const secrets = options.apiKey === null ? [] : [options.apiKey];
      throw endpointFailure(thrown, { model, modelSetting: MODEL_SETTING, secrets });
    }
  };
  return {
    id: `openai:${model}`,
    embedQuery: async (text) => (await request([text], QUERY_BACK_OFF))[0] as number[],
    async embedDocuments(texts, { signal } = {}) {
      const vectors: number[][] = [];
      for (let from = 0; from < texts.length; from += batchSize) {
        vectors.push(...(await request(texts.slice(from, from + batchSize), DOCUMENT_BACK_OFF, signal)));
      }
      return checkVectors(vectors, model);
    },
  };
}

/** Endpoints reject empty texts. */
const notEmpty = (text: string): string => (text.trim() === '' ? '-' : text);

function tooLong(texts: readonly string[], model: string, cause: unknown): SummitError {
  const longest = Math.max(...texts.map((text) => text.length));
  return new SummitError(
    'endpoint',
    `A text of up to ${longest} characters is longer than model ${model} takes. Set ${MODEL_SETTING} to a model with a longer window.`,
    { cause },
  );
}

/** LangChain's client for one request: its parameters, without its own attempts, which cannot be cancelled. */
function embeddingsClient(
  options: OpenAIEmbeddingOptions,
  signal: AbortSignal | undefined,
): NumberedEmbeddings {
  const timeoutMs = options.timeoutMs ?? OPENAI_EMBEDDING_DEFAULTS.timeoutMs;
  const configuration = openaiClientOptions(options);
  return new NumberedEmbeddings({
    model: options.model,
    apiKey: configuration.apiKey,
    configuration: { ...configuration, fetch: fetchWithin(configuration.fetch ?? fetch, timeoutMs, signal) },
    batchSize: Number.MAX_SAFE_INTEGER,
    timeout: timeoutMs,
    maxRetries: 0,
    onFailedAttempt: (thrown) => {
      throw thrown;
    },
    stripNewLines: false,
    // The default is base64, which servers that only know numbers ignore; the client would decode garbage.
    encodingFormat: 'float',
  });
}

/** The client's own time limit ends with the headers; this one holds until the last byte. */
function fetchWithin(
  request: NonNullable<ClientOptions['fetch']>,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): NonNullable<ClientOptions['fetch']> {
  return (input, init) => {
    const signals = [init?.signal, signal, AbortSignal.timeout(timeoutMs)].filter((each) => each != null);
    return request(input, { ...init, signal: AbortSignal.any(signals) });
  };
}

/** LangChain takes vectors in the order in which they came, and trusts their number; the protocol numbers them. */
class NumberedEmbeddings extends OpenAIEmbeddings<unknown> {
  protected override async embeddingWithRetry(
    request: Parameters<OpenAIEmbeddings['embeddingWithRetry']>[0],
  ): ReturnType<OpenAIEmbeddings['embeddingWithRetry']> {
    const response = await super.embeddingWithRetry(request);
    const data: NumberedVector[] = vectorsInOrder(response, [request.input].flat().length, this.model);
    return { ...response, data: data as typeof response.data };
  }
}

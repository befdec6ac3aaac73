import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { OpenAIEmbeddings } from '@langchain/openai';
import { SummitError } from '../core/errors.ts';
import { endpointFailure } from './endpoint-failure.ts';
import { openaiClientOptions, retryUnlessFinal } from './openai-client.ts';

export const OPENAI_EMBEDDING_DEFAULTS = {
  /** Texts in one request. */
  batchSize: 64,
  /** Requests at a time. */
  maxConcurrency: 2,
  /** Of one request, in milliseconds. */
  timeoutMs: 60_000,
  maxRetries: 3,
} as const;

export interface OpenAIEmbeddingOptions {
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly model: string;
  readonly batchSize?: number;
  readonly timeoutMs?: number;
  readonly maxRetries?: number;
}

const MODEL_SETTING = 'SUMMIT_EMBEDDING_MODEL';

/**
 * Embeddings of any OpenAI-compatible endpoint. Every vector is checked: finite numbers, not all zero, and all of one
 * width. Failures reject with an `endpoint` SummitError.
 */
export function openaiEmbeddings(
  options: OpenAIEmbeddingOptions,
): EmbeddingsInterface & { readonly id: string } {
  const configuration = openaiClientOptions(options);
  const request = { model: options.model, modelSetting: MODEL_SETTING };
  const client = new OpenAIEmbeddings<unknown>({
    model: options.model,
    apiKey: configuration.apiKey,
    configuration,
    batchSize: options.batchSize ?? OPENAI_EMBEDDING_DEFAULTS.batchSize,
    maxConcurrency: OPENAI_EMBEDDING_DEFAULTS.maxConcurrency,
    timeout: options.timeoutMs ?? OPENAI_EMBEDDING_DEFAULTS.timeoutMs,
    maxRetries: options.maxRetries ?? OPENAI_EMBEDDING_DEFAULTS.maxRetries,
    onFailedAttempt: retryUnlessFinal,
    stripNewLines: false,
    // The default is base64, which servers that only know numbers ignore; the client would decode garbage.
    encodingFormat: 'float',
  });
  let width: number | null = null;
  const checked = (vector: unknown): number[] => {
    const numbers = checkVector(vector, options.model);
    width ??= numbers.length;
    if (numbers.length === width) return numbers;
    throw new SummitError(
      'endpoint',
      `Model ${options.model} gave a vector of ${numbers.length} dimensions after one of ${width}. Check ${MODEL_SETTING} and OPENAI_BASE_URL, then run \`summit ingest\`.`,
    );
  };
  const call = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (thrown) {
      throw endpointFailure(thrown, request);
    }
  };
  return {
    id: `openai:${options.model}`,
    async embedQuery(text) {
      return checked(await call(() => client.embedQuery(notEmpty(text))));
    },
    async embedDocuments(texts) {
      if (texts.length === 0) return [];
      const vectors = await call(() => client.embedDocuments(texts.map(notEmpty)));
      return vectors.map(checked);
    },
  };
}

/** Endpoints reject empty texts. */
const notEmpty = (text: string): string => (text.trim() === '' ? '-' : text);

function checkVector(vector: unknown, model: string): number[] {
  const complain = (what: string): never => {
    throw new SummitError(
      'endpoint',
      `Model ${model} gave ${what}. Check that ${MODEL_SETTING} names an embedding model of this endpoint.`,
    );
  };
  if (typeof vector === 'string') return complain('base64 text although numbers were asked for');
  if (!Array.isArray(vector) || vector.length === 0) return complain('no vector');
  if (!vector.every((value) => typeof value === 'number' && Number.isFinite(value))) {
    return complain('a vector with values that are not finite numbers');
  }
  if (vector.every((value) => value === 0)) return complain('a vector of zeros');
  return vector as number[];
}

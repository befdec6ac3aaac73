import type { ClientOptions } from '@langchain/openai';
import { messageOf } from '../core/errors.ts';
import { isContextOverflow, isSystemRefused, networkCode, statusOf } from './endpoint-failure.ts';
import { openaiFetch } from './openai-fetch.ts';

/** Where requests go when no base URL is set. Named here, so that no environment variable can redirect them. */
const OPENAI_URL = 'https://api.openai.com/v1';
/** Local servers ask for no key, but the client refuses to start without one. */
const NO_KEY = 'not-needed';
/** A longer wait than this is reported instead of being waited for. */
const LONGEST_RETRY_AFTER_MS = 20_000;

export interface OpenAIAddress {
  /** Null for servers that need none. */
  readonly apiKey: string | null;
  /** Such as `http://127.0.0.1:11434/v1`; null for OpenAI's own. */
  readonly baseUrl: string | null;
}

/** Options of the OpenAI client under which it talks to this address and to no other. */
export function openaiClientOptions({ apiKey, baseUrl }: OpenAIAddress): ClientOptions & { apiKey: string } {
  return {
    apiKey: apiKey ?? NO_KEY,
    baseURL: baseUrl ?? OPENAI_URL,
    organization: null,
    project: null,
    // The client's log goes to standard output, where answers go.
    logLevel: 'off',
    // A redirect would carry the prompt, and perhaps the key, to another host.
    fetchOptions: { redirect: 'error' },
    fetch: openaiFetch,
  };
}

/**
 * Decides after a failed attempt whether to try again: rethrows what will not change (wrong key, wrong model, no server,
 * used-up quota, cancellation), returns for what may pass (429 with or without Retry-After, 5xx, broken connections).
 */
export function retryUnlessFinal(
  thrown: unknown,
  longestRetryAfterMs: number = LONGEST_RETRY_AFTER_MS,
): void {
  const status = statusOf(thrown);
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'AbortError' || name === 'TimeoutError' || thrown instanceof SyntaxError) throw thrown;
  if (isContextOverflow(thrown) || isSystemRefused(thrown)) throw thrown;
  if (status === undefined) {
    if (networkCode(thrown) !== undefined || !(thrown instanceof Error)) throw thrown;
    if (thrown.cause instanceof Error && /redirect/i.test(String(thrown.cause.cause ?? thrown.cause)))
      throw thrown;
    return;
  }
  if (status !== 429 && status !== 408 && status < 500) throw thrown;
  const waitMs = retryAfterMs(thrown);
  if (waitMs === undefined) {
    // A used-up quota does not come back soon. Where a wait is stated, "quota" is only the word for the rate.
    if (status === 429 && /quota|billing|credit/i.test(messageOf(thrown))) throw thrown;
    return;
  }
  if (waitMs > longestRetryAfterMs) throw thrown;
  Object.assign(thrown as object, { retryAfterMs: waitMs });
}

function retryAfterMs(thrown: unknown): number | undefined {
  const headers =
    typeof thrown === 'object' && thrown !== null && 'headers' in thrown ? thrown.headers : undefined;
  const value = headers instanceof Headers ? headers.get('retry-after') : null;
  if (value === null || value === '') return undefined;
  const seconds = Number(value);
  return Number.isFinite(seconds) ? seconds * 1000 : Math.max(0, Date.parse(value) - Date.now()) || undefined;
}

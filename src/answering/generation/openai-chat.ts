import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { ChatOpenAI } from '@langchain/openai';
import { openaiClientOptions, retryUnlessFinal } from '../../embedding/openai-client.ts';

export const OPENAI_CHAT_DEFAULTS = {
  /** Until the response's headers, in milliseconds. A stream that stalls later is the answerer's to notice. */
  timeoutMs: 60_000,
  /** Further attempts after 429, 5xx and broken connections; the first waits 1 to 2 seconds, the second 2 to 4. */
  maxRetries: 2,
} as const;

export interface OpenAIChatOptions {
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly model: string;
  readonly timeoutMs?: number;
  readonly maxRetries?: number;
}

/** A chat model on any OpenAI-compatible endpoint. Prompts go to the base URL and to no other address. */
export function openaiChatModel(options: OpenAIChatOptions): BaseChatModel {
  const configuration = openaiClientOptions(options);
  return new ChatOpenAI({
    model: options.model,
    apiKey: configuration.apiKey,
    configuration,
    timeout: options.timeoutMs ?? OPENAI_CHAT_DEFAULTS.timeoutMs,
    maxRetries: options.maxRetries ?? OPENAI_CHAT_DEFAULTS.maxRetries,
    onFailedAttempt: retryUnlessFinal,
    // A refusal comes in a field that only the raw chunk keeps.
    __includeRawResponse: true,
    // OpenAI's reasoning models accept no temperature; routers put a vendor before the name.
    ...(/(?:^|\/)(?:o\d|gpt-5(?!-chat))/.test(options.model) ? {} : { temperature: 0 }),
  });
}

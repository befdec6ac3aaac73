import type { AIMessageChunk, UsageMetadata } from '@langchain/core/messages';
import { SummitError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';

/** Reported prompt tokens below this share of the estimate mean that the server cut the prompt. */
const LEAST_PROMPT_SHARE = 0.5;

/** Watches how a stream ends. */
export interface StreamEnding {
  see(chunk: AIMessageChunk): void;
  /** Characters of the answer and of the reasoning before it. */
  written(): number;
  /** As reported; 0 when the endpoint reports none. */
  promptTokens(): number;
  /** Throws for an empty, filtered, refused or shortened answer, and for one that stopped without its finish reason. */
  check(modelName: string): void;
}

export function streamEnding(): StreamEnding {
  let characters = 0;
  let written = 0;
  let refusal = '';
  let finish: string | undefined;
  let namesFinish = false;
  let inputTokens = 0;
  return {
    see(chunk: AIMessageChunk): void {
      characters += chunk.text.trim().length;
      written += chunk.text.length + reasoningIn(chunk).length;
      refusal += deltaText(chunk, 'refusal');
      const { finish_reason: reason, model_provider: provider } = chunk.response_metadata;
      if (typeof reason === 'string') finish = reason;
      if (provider === 'openai') namesFinish = true;
      const usage = chunk.usage_metadata as UsageMetadata | undefined;
      inputTokens = Math.max(inputTokens, usage?.input_tokens ?? 0);
    },
    written: () => written,
    promptTokens: () => inputTokens,
    check(modelName: string): void {
      const problem = problemOf({ empty: characters === 0, refused: refusal !== '', finish, namesFinish });
      if (problem !== null) throw new SummitError('endpoint', problem(modelName));
    },
  };
}

interface Ending {
  readonly empty: boolean;
  readonly refused: boolean;
  readonly finish: string | undefined;
  /** False for models that are not asked over OpenAI's protocol and may name no reason. */
  readonly namesFinish: boolean;
}

function problemOf({ empty, refused, finish, namesFinish }: Ending): ((model: string) => string) | null {
  if (finish === 'content_filter')
    return (model) =>
      `The content filter of model ${model} stopped the answer. Rephrase the question, or use another model.`;
  if (empty && refused)
    return (model) => `Model ${model} refused to answer. Rephrase the question, or use another model.`;
  if (empty && finish === 'length')
    return (model) =>
      `Model ${model} used up its tokens before it began to answer, as reasoning models may. Give it a larger window at the endpoint, or use another model.`;
  if (empty)
    return (model) =>
      `Model ${model} sent an empty answer. Ask again, or check SUMMIT_CHAT_MODEL, the context window and the log of the endpoint.`;
  if (finish === 'length')
    return (model) =>
      `Model ${model} reached the limit of its answer’s length. Give it a larger window at the endpoint, or lower SUMMIT_CONTEXT_TOKENS.`;
  if (namesFinish && finish === undefined)
    return (model) =>
      `Model ${model} stopped in the middle of its answer. Ask again, and see the endpoint’s log.`;
  return null;
}

/** Reasoning in a field of its own, which has two names. */
function reasoningIn(chunk: AIMessageChunk): string {
  return deltaText(chunk, 'reasoning_content') || deltaText(chunk, 'reasoning');
}

/** A field of the piece as the endpoint sent it: LangChain hands on most of them only with the raw chunk. */
function deltaText(chunk: AIMessageChunk, field: string): string {
  const raw = chunk.additional_kwargs.__raw_response as
    | { choices?: readonly { delta?: Readonly<Record<string, unknown>> }[] }
    | undefined;
  const text = raw?.choices?.[0]?.delta?.[field];
  return typeof text === 'string' ? text : '';
}

/** Ollama, for one, drops the beginning of a prompt that is longer than its window, rules first. */
export function warnWhenCut(promptTokens: number, estimatedTokens: number, logger: Logger): void {
  if (promptTokens === 0 || promptTokens >= estimatedTokens * LEAST_PROMPT_SHARE) return;
  logger.warn(
    'The endpoint read far fewer tokens than it was sent: its context window (num_ctx in Ollama) is probably too small. Raise it there, or lower SUMMIT_CONTEXT_TOKENS.',
    { promptTokens, estimatedTokens },
  );
}

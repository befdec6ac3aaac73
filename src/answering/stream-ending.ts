import type { AIMessageChunk, UsageMetadata } from '@langchain/core/messages';
import { SummitError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';

/** Reported prompt tokens below this share of the estimate mean that the server cut the prompt. */
const LEAST_PROMPT_SHARE = 0.5;

/** Watches how a stream ends. */
export interface StreamEnding {
  see(chunk: AIMessageChunk): void;
  /** As reported; 0 when the endpoint reports none. */
  promptTokens(): number;
  /** Throws for an empty answer, and for one that stopped without its finish reason. */
  check(modelName: string): void;
}

export function streamEnding(): StreamEnding {
  let characters = 0;
  let finish: string | undefined;
  let namesFinish = false;
  let inputTokens = 0;
  return {
    see(chunk: AIMessageChunk): void {
      characters += chunk.text.trim().length;
      const { finish_reason: reason, model_provider: provider } = chunk.response_metadata;
      if (typeof reason === 'string') finish = reason;
      if (provider === 'openai') namesFinish = true;
      const usage = chunk.usage_metadata as UsageMetadata | undefined;
      inputTokens = Math.max(inputTokens, usage?.input_tokens ?? 0);
    },
    promptTokens: () => inputTokens,
    check(modelName: string): void {
      if (finish === 'content_filter') {
        throw new SummitError(
          'endpoint',
          `The content filter of model ${modelName} stopped the answer. Rephrase the question, or use another model.`,
        );
      }
      if (characters === 0) {
        throw new SummitError(
          'endpoint',
          `Model ${modelName} sent an empty answer. Ask again, or check SUMMIT_CHAT_MODEL and the endpoint’s log.`,
        );
      }
      if (namesFinish && finish === undefined) {
        throw new SummitError(
          'endpoint',
          `Model ${modelName} stopped in the middle of its answer. Ask again, and see the endpoint’s log.`,
        );
      }
    },
  };
}

/** Ollama, for one, drops the beginning of a prompt that is longer than its window, rules first. */
export function warnWhenCut(promptTokens: number, estimatedTokens: number, logger: Logger): void {
  if (promptTokens === 0 || promptTokens >= estimatedTokens * LEAST_PROMPT_SHARE) return;
  logger.warn(
    'The endpoint read far fewer tokens than it was sent: its context window (num_ctx in Ollama) is probably too small. Raise it there, or lower SUMMIT_CONTEXT_TOKENS.',
    { promptTokens, estimatedTokens },
  );
}

import { BaseCallbackHandler } from '@langchain/core/callbacks/base';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { throwIfCancelled } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { endpointFailure } from '../embedding/endpoint-failure.ts';
import { buildChatPrompt, NO_ANSWER } from './chat-prompt.ts';
import { createSentenceCutter, type DraftSentence } from './draft-sentences.ts';
import { guardedStream } from './guarded-stream.ts';
import type { Passage, SupportedSentence } from './passage.ts';
import { streamEnding, warnWhenCut } from './stream-ending.ts';
import { verifySentence } from './verify-sentence.ts';

export interface ChatAnswererOptions {
  readonly model: BaseChatModel;
  readonly modelName: string;
  /** The model's window in tokens. */
  readonly contextTokens: number;
  readonly logger: Logger;
  /** Milliseconds without any token before the stream is given up. */
  readonly idleTimeoutMs?: number;
  /** Milliseconds until the first token; local servers load the model in this time. */
  readonly firstTokenTimeoutMs?: number;
}

export const CHAT_DEFAULTS = {
  idleTimeoutMs: 20_000,
  firstTokenTimeoutMs: 60_000,
} as const;

/** What came of a question; endpoint failures and cancellation reject instead. */
export type ChatOutcome =
  | {
      readonly kind: 'answered';
      readonly sentences: readonly SupportedSentence[];
      readonly removedSentences: number;
    }
  /** The model says that the passages do not answer the question. */
  | { readonly kind: 'declined'; readonly removedSentences: 0 }
  /** Nothing of the draft could be verified. */
  | { readonly kind: 'unsupported'; readonly removedSentences: number };

export interface ChatAnswerOptions {
  readonly signal?: AbortSignal;
  /** Called with each sentence as soon as it is verified. If the stream breaks later, the promise still rejects. */
  readonly onSentence?: (sentence: SupportedSentence) => void;
}

export interface ChatAnswerer {
  readonly modelName: string;
  /**
   * Drafts an answer from the passages and returns the sentences that they prove. Rejects with a SummitError: `endpoint`
   * when the model failed (whatever was verified until then is void), `config`, or `cancelled`.
   */
  answer(question: string, passages: readonly Passage[], options?: ChatAnswerOptions): Promise<ChatOutcome>;
}

/** Keeps LangSmith's tracer out: it is added unless a handler of this name is there. */
export class NoTracing extends BaseCallbackHandler {
  readonly name: string = 'langchain_tracer';
}

export function createChatAnswerer(options: ChatAnswererOptions): ChatAnswerer {
  const { model, modelName, logger } = options;
  const request = { model: modelName, modelSetting: 'SUMMIT_CHAT_MODEL' };
  return {
    modelName,
    async answer(question, passages, { signal, onSentence } = {}) {
      throwIfCancelled(signal);
      const prompt = await buildChatPrompt(question, passages, options);
      const review = reviewer(prompt.passages, onSentence);
      const ending = streamEnding();
      const cutter = createSentenceCutter();
      try {
        const stream = guardedStream(
          (abort) => model.stream(prompt.messages, { signal: abort, callbacks: [new NoTracing()] }),
          { ...timeouts(options), signal },
        );
        for await (const chunk of stream) {
          ending.see(chunk);
          for (const sentence of cutter.push(chunk.text)) review.take(sentence);
        }
      } catch (thrown) {
        throw endpointFailure(thrown, request);
      }
      ending.check(modelName);
      for (const sentence of cutter.end()) review.take(sentence);
      warnWhenCut(ending.promptTokens(), prompt.estimatedTokens, logger);
      return review.outcome();
    },
  };
}

function timeouts(options: ChatAnswererOptions): { idleTimeoutMs: number; firstTimeoutMs: number } {
  return {
    idleTimeoutMs: options.idleTimeoutMs ?? CHAT_DEFAULTS.idleTimeoutMs,
    firstTimeoutMs: options.firstTokenTimeoutMs ?? CHAT_DEFAULTS.firstTokenTimeoutMs,
  };
}

/** Verifies sentences in their order and keeps those that hold. */
function reviewer(passages: readonly Passage[], onSentence: ChatAnswerOptions['onSentence']) {
  const sentences: SupportedSentence[] = [];
  const shown = new Set<string>();
  let removedSentences = 0;
  let declined = false;
  return {
    take(draft: DraftSentence): void {
      if (draft.text.replace(/[^\p{L}_]/gu, '') === NO_ANSWER) {
        declined = true;
        return;
      }
      const key = draft.text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();
      if (shown.has(key)) return;
      const check = verifySentence(draft, passages);
      if (check.verdict !== 'supported') {
        removedSentences++;
        return;
      }
      shown.add(key);
      const sentence = { text: draft.text, quotes: check.quotes };
      sentences.push(sentence);
      onSentence?.(sentence);
    },
    outcome(): ChatOutcome {
      if (sentences.length > 0) return { kind: 'answered', sentences, removedSentences };
      if (declined && removedSentences === 0) return { kind: 'declined', removedSentences: 0 };
      return { kind: 'unsupported', removedSentences };
    },
  };
}

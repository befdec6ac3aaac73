import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk } from '@langchain/core/messages';
import { SummitError, throwIfCancelled } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { Passage, SupportedSentence } from '../../core/passage.ts';
import { type EndpointRequest, endpointFailure } from '../../embedding/endpoint-failure.ts';
import { prepareToVerify } from '../verification/verify-sentence.ts';
import { buildChatPrompt, INSTRUCTIONS, NO_ANSWER } from './chat-prompt.ts';
import { type DraftReview, type RemovalReason, reviewDraft } from './draft-review.ts';
import { createSentenceCutter, type SentenceCutter } from './draft-sentences.ts';
import { guardedStream, type StreamDeadline } from './guarded-stream.ts';
import { secretsOf } from './model-secrets.ts';
import { modelStream } from './model-stream.ts';
import { echoTest } from './prompt-echo.ts';
import { streamEnding, warnWhenCut } from './stream-ending.ts';

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
  /** Milliseconds until the first sentence is shown; a model that only thinks is given up then. */
  readonly firstSentenceTimeoutMs?: number;
}

export const CHAT_DEFAULTS = {
  idleTimeoutMs: 20_000,
  firstTokenTimeoutMs: 60_000,
  firstSentenceTimeoutMs: 300_000,
  /** A complete sentence is not held back longer than this for the token that would begin the next one. */
  quietMs: 15,
  /**
   * In UTF-16 code units, with its reasoning: a model that goes on and on is cut off. What fits a larger window, at this
   * many to a token, may come.
   */
  longestDraft: 40_000,
  charactersPerToken: 4,
} as const;

/** What came of a question; a failure before any sentence was drafted and cancellation reject instead. */
export type ChatOutcome =
  | {
      readonly kind: 'answered';
      readonly sentences: readonly SupportedSentence[];
      readonly removedSentences: number;
      /** What broke the answer off after these sentences, and what to do; null for a whole answer. */
      readonly interruption: string | null;
    }
  /** The model says that the passages do not answer the question. */
  | { readonly kind: 'declined'; readonly removedSentences: 0 }
  /** Nothing of the draft could be verified, mostly for this reason. */
  | {
      readonly kind: 'unsupported';
      readonly removedSentences: number;
      readonly reason: RemovalReason | null;
      readonly interruption: string | null;
    };

export interface ChatAnswerOptions {
  readonly signal?: AbortSignal;
  /** Called with each sentence as soon as it is verified, one after the other; a returned promise is awaited. */
  readonly onSentence?: (sentence: SupportedSentence) => void | Promise<void>;
}

export interface ChatAnswerer {
  readonly modelName: string;
  /**
   * Drafts an answer from the passages and returns the sentences that they prove. Rejects with a SummitError: `endpoint`
   * when the model failed before it wrote a sentence, `config`, or `cancelled`; and with what `onSentence` throws.
   */
  answer(question: string, passages: readonly Passage[], options?: ChatAnswerOptions): Promise<ChatOutcome>;
}

export function createChatAnswerer(options: ChatAnswererOptions): ChatAnswerer {
  const { model, modelName, logger } = options;
  const request: EndpointRequest = {
    ...{ model: modelName, modelSetting: 'SUMMIT_CHAT_MODEL', secrets: secretsOf(model) },
  };
  const longest = Math.max(
    CHAT_DEFAULTS.longestDraft,
    options.contextTokens * CHAT_DEFAULTS.charactersPerToken,
  );
  /** True once the model wrote reasoning that only its end told from an answer: its next drafts are held back. */
  let reasonsUnopened = false;
  const replyTo = modelStream(model);
  return {
    modelName,
    async answer(question, passages, { signal, onSentence } = {}) {
      throwIfCancelled(signal);
      const prompt = await buildChatPrompt(question, passages, options);
      const isEcho = echoTest(INSTRUCTIONS, prompt.boundary, prompt.passages);
      const review = reviewDraft(prompt.passages, { noAnswer: NO_ANSWER, isEcho, onSentence });
      const ending = streamEnding();
      const cutter = createSentenceCutter({
        mayReason: reasonsUnopened,
        onUnopenedReasoning: () => {
          reasonsUnopened = true;
          review.restart();
        },
      });
      const takeEarly = (): Promise<void> => takeComplete(cutter, review);
      let interruption: string | null = null;
      const stream = guardedStream(
        async (abort) => namedFailures(() => replyTo(prompt.messages, abort), request),
        {
          ...guardsOf(options),
          ...{ signal, onQuiet: takeEarly },
          deadline: firstSentenceDeadline(options, review),
        },
      );
      void readAhead(prompt.passages);
      try {
        for await (const chunk of stream) {
          ending.see(chunk);
          if (ending.written() > longest)
            throw new SummitError('endpoint', `${modelName} did not come to an end; ask for less at once.`);
          for (const sentence of cutter.push(chunk.text)) await review.take(sentence);
        }
        ending.check(modelName);
        for (const sentence of cutter.end()) await review.take(sentence);
      } catch (thrown) {
        if (!(thrown instanceof SummitError) || thrown.code !== 'endpoint') throw thrown;
        await takeEarly();
        if (review.sentences.length === 0 && review.removedSentences === 0) throw thrown;
        interruption = thrown.message;
      }
      warnWhenCut(ending.promptTokens(), prompt.estimatedTokens, logger);
      return outcomeOf(review, interruption);
    },
  };
}

function guardsOf(options: ChatAnswererOptions): {
  idleTimeoutMs: number;
  firstTimeoutMs: number;
  quietMs: number;
} {
  return {
    idleTimeoutMs: options.idleTimeoutMs ?? CHAT_DEFAULTS.idleTimeoutMs,
    firstTimeoutMs: options.firstTokenTimeoutMs ?? CHAT_DEFAULTS.firstTokenTimeoutMs,
    quietMs: CHAT_DEFAULTS.quietMs,
  };
}

function firstSentenceDeadline(options: ChatAnswererOptions, review: DraftReview): StreamDeadline {
  const ms = options.firstSentenceTimeoutMs ?? CHAT_DEFAULTS.firstSentenceTimeoutMs;
  return {
    ms,
    isMet: () => review.sentences.length > 0,
    failure: () =>
      new SummitError(
        'endpoint',
        `${options.modelName} wrote no sentence that could be shown within ${Math.round(ms / 100) / 10} seconds. Use a smaller model or one that thinks less, or lower SUMMIT_CONTEXT_TOKENS so that it has less to read.`,
      ),
  };
}

/** Reads the passages while the model thinks, one at a time, so that tokens that arrive early are not held up. */
async function readAhead(passages: readonly Passage[]): Promise<void> {
  for (const passage of passages) {
    await nextTurn();
    prepareToVerify(passage);
  }
}

/** The chunks of a model whose failures say what happened and what to do. */
async function* namedFailures(
  open: () => Promise<AsyncIterable<AIMessageChunk>>,
  request: EndpointRequest,
): AsyncGenerator<AIMessageChunk> {
  try {
    yield* await open();
  } catch (thrown) {
    throw endpointFailure(thrown, request);
  }
}

/** Shows the sentence that the stream has completed, if it is the only one and holds; otherwise what follows may yet decide. */
async function takeComplete(cutter: SentenceCutter, review: DraftReview): Promise<void> {
  const [sentence, ...more] = cutter.complete();
  if (sentence !== undefined && more.length === 0 && (await review.takeEarly(sentence))) cutter.drop();
}

function outcomeOf(review: DraftReview, interruption: string | null): ChatOutcome {
  const { sentences, removedSentences, mainReason: reason } = review;
  if (sentences.length > 0) return { kind: 'answered', sentences, removedSentences, interruption };
  if (review.declined && removedSentences === 0) return { kind: 'declined', removedSentences: 0 };
  return { kind: 'unsupported', removedSentences, reason, interruption };
}

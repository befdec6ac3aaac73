import type { Answer, AskOptions, Assistant, SearchResult, Topic } from '../core/answer.ts';
import { messageOf, SummitError, throwIfCancelled } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { LiveIndex } from '../indexing/live-index.ts';
import {
  attributedAnswer,
  extractiveAnswer,
  generatedAnswer,
  metadataReply,
  sourceAnswer,
} from './answer-paths.ts';
import { type AnswerParts, abstention, answered, withNotice } from './answer-shapes.ts';
import { quotedSentences } from './compose-answer.ts';
import { narrowingFor, turnOf } from './conversation/conversation-evidence.ts';
import { type Conversations, createConversations } from './conversation/conversations.ts';
import type { QuestionRewriter } from './conversation/question-rewriter.ts';
import { type Understood, understandQuestion } from './conversation/understand-question.ts';
import { composeDisclosed } from './disclose-disagreements.ts';
import { type GatheredEvidence, gatherEvidence, type Narrowing } from './extractive/gather-evidence.ts';
import { summarise } from './extractive/summary.ts';
import type { ChatAnswerer } from './generation/chat-answerer.ts';
import { failureNotice } from './generation/chat-notices.ts';
import { analyseQuestion, LONGEST_QUESTION } from './questions/question.ts';

export interface AssistantOptions {
  readonly index: LiveIndex;
  /** Loads the chat answerer when the first question is asked; null when answers are extractive only. */
  readonly loadChat: (() => Promise<ChatAnswerer>) | null;
  /** Loads what completes follow-ups by the chat model when the first one is asked; null where rules do it alone. */
  readonly loadRewriter?: (() => Promise<QuestionRewriter>) | null;
  readonly conversations?: Conversations;
  readonly logger: Logger;
}

/** Passages retrieved where the caller does not say how many. */
export const ASSISTANT_DEFAULTS = { passages: 8, summaryPassages: 24 } as const;

/** Puts retrieval, answering and verification together. */
export async function createAssistant(options: AssistantOptions): Promise<Assistant> {
  const { index, loadChat, loadRewriter = null, logger, conversations = createConversations() } = options;
  let topics: readonly Topic[] = (await index.current()).manifest.topics;
  let chat: Promise<ChatAnswerer> | null = null;
  const loadedChat = (): Promise<ChatAnswerer> | null => {
    chat ??= loadChat?.() ?? null;
    return chat;
  };

  let rewriter: Promise<QuestionRewriter> | null = null;
  const loadedRewriter =
    loadRewriter &&
    ((): Promise<QuestionRewriter> => {
      rewriter ??= loadRewriter();
      return rewriter;
    });

  const gather = async (
    query: string,
    k: number,
    signal: AbortSignal | undefined,
    narrow?: Narrowing,
  ): Promise<GatheredEvidence> => {
    throwIfCancelled(signal);
    const open = await index.current();
    topics = open.manifest.topics;
    const evidence = await gatherEvidence(open, analyseQuestion(query), k, narrow);
    throwIfCancelled(signal);
    return evidence;
  };

  const partsOf = (question: string, evidence: GatheredEvidence, startedAt: number): AnswerParts => ({
    question,
    interpreted: null,
    smallTalk: null,
    evidence,
    startedAt,
    notices: [
      ...(question.length > LONGEST_QUESTION
        ? [`The question has ${question.length} characters; the first ${LONGEST_QUESTION} were read.`]
        : []),
      ...(index.updating ? ['The documents have changed; the index is being updated.'] : []),
    ],
  });

  const answerTo = async (
    parts: AnswerParts,
    { followUp, turns }: Understood,
    options: AskOptions,
  ): Promise<Answer> => {
    const { passages, scored } = parts.evidence;
    const said = turns.at(-1)?.quotes ?? [];
    if (followUp?.kind === 'speaker') return attributedAnswer(parts, said, followUp.orAuthor);
    if (followUp?.kind === 'source') return sourceAnswer(parts, said);
    const stated = await metadataReply(parts, said);
    if (stated) return stated;
    // A model does not know what was shown before, nor what a follow-up leaves out.
    const isForModel = followUp === null || (followUp.kind !== 'more' && scored.length > 0);
    const answerer = passages.length > 0 && isForModel ? await loadedChat() : null;
    if (!answerer) return extractiveAnswer(parts);
    try {
      return await generatedAnswer(answerer, parts, options, logger);
    } catch (error) {
      if (!(error instanceof SummitError) || error.code === 'cancelled') throw error;
      logger.warn(`No generated answer: ${messageOf(error)}`);
      return extractiveAnswer(withNotice(parts, failureNotice(error.message)));
    }
  };

  return {
    async ask(question, options: AskOptions = {}) {
      const { k = ASSISTANT_DEFAULTS.passages, conversation, signal } = options;
      const startedAt = performance.now();
      throwIfCancelled(signal);
      const understood = await understandQuestion(question, {
        ...{ conversation, conversations, loadRewriter: loadedRewriter, signal },
        index: await index.current(),
      });
      const { asked, interpreted, smallTalk } = understood;
      const evidence = await gather(asked, k, signal, narrowingFor(understood));
      const parts = { ...partsOf(question, evidence, startedAt), interpreted, smallTalk };
      const answer = await answerTo(parts, understood, options);
      const turn = smallTalk === null ? turnOf(answer, understood) : null;
      if (conversation !== undefined && turn !== null) conversations.remember(conversation, turn);
      return answer;
    },

    async summarize(topic, { k = ASSISTANT_DEFAULTS.summaryPassages, signal }: AskOptions = {}) {
      const startedAt = performance.now();
      const parts = partsOf(topic, await gather(topic, k, signal), startedAt);
      const { documents, question, scored } = parts.evidence;
      const how = { mode: 'extractive', model: null, removedSentences: 0 } as const;
      if (question.stems.size === 0) return abstention(parts, 'no-evidence', how);
      const composed = await composeDisclosed(
        parts.evidence,
        await quotedSentences(summarise(scored), documents),
      );
      return composed.citations.length > 0
        ? answered(parts, composed, how)
        : abstention(parts, 'weak-evidence', how);
    },

    async search(query, { k = ASSISTANT_DEFAULTS.passages, signal }: AskOptions = {}): Promise<SearchResult> {
      const startedAt = performance.now();
      const { passages } = await gather(query, k, signal);
      const results = passages.map(({ file, start, end, startLine, endLine, score, text }) => ({
        file,
        start,
        end,
        startLine,
        endLine,
        score,
        text,
      }));
      return { query, results, elapsedMs: elapsedSince(startedAt) };
    },

    topics: () => topics,
    close: () => index.close(),
  };
}

function elapsedSince(startedAt: number): number {
  return Math.round((performance.now() - startedAt) * 10) / 10;
}

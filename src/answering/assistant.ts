import type { Answer, AskOptions, Assistant, SearchResult, Topic } from '../core/answer.ts';
import { messageOf, SummitError, throwIfCancelled } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { LiveIndex } from '../indexing/live-index.ts';
import { type AnswerParts, abstention, answered } from './answer-shapes.ts';
import { answerability } from './answerability.ts';
import type { ChatAnswerer } from './chat-answerer.ts';
import { composeAnswer, quotedSentences } from './compose-answer.ts';
import { type Extraction, extractAnswer } from './extractive-answer.ts';
import { type GatheredEvidence, gatherEvidence } from './gather-evidence.ts';
import { metadataAnswer } from './metadata-answer.ts';
import { analyseQuestion, LONGEST_QUESTION } from './question.ts';
import { summarise } from './summary.ts';

export interface AssistantOptions {
  readonly index: LiveIndex;
  /** Loads the chat answerer when the first question is asked; null when answers are extractive only. */
  readonly loadChat: (() => Promise<ChatAnswerer>) | null;
  readonly logger: Logger;
}

/** Passages retrieved where the caller does not say how many. */
export const ASSISTANT_DEFAULTS = { passages: 8, summaryPassages: 24 } as const;

/** Puts retrieval, answering and verification together. */
export async function createAssistant({ index, loadChat, logger }: AssistantOptions): Promise<Assistant> {
  let topics: readonly Topic[] = (await index.current()).manifest.topics;
  let chat: Promise<ChatAnswerer> | null = null;
  const loadedChat = (): Promise<ChatAnswerer> | null => {
    chat ??= loadChat?.() ?? null;
    return chat;
  };

  const gather = async (
    query: string,
    k: number,
    signal: AbortSignal | undefined,
  ): Promise<GatheredEvidence> => {
    throwIfCancelled(signal);
    const open = await index.current();
    topics = open.manifest.topics;
    const evidence = await gatherEvidence(open, analyseQuestion(query), k);
    throwIfCancelled(signal);
    return evidence;
  };

  const partsOf = (question: string, evidence: GatheredEvidence, startedAt: number): AnswerParts => ({
    question,
    evidence,
    startedAt,
    notices: [
      ...(question.length > LONGEST_QUESTION
        ? [`The question has ${question.length} characters; the first ${LONGEST_QUESTION} were read.`]
        : []),
      ...(index.updating ? ['The documents have changed; the index is being updated.'] : []),
    ],
  });

  const extractive = async (parts: AnswerParts, removedSentences = 0): Promise<Answer> => {
    const { open, documents, question, scored, features, parts: ofParts } = parts.evidence;
    const stated = await metadataAnswer(parts.evidence);
    if (stated?.kind === 'unstated') {
      const how = { mode: 'extractive', model: null, removedSentences } as const;
      return { ...abstention(parts, 'weak-evidence', how), text: stated.text };
    }
    const extraction: Extraction = stated
      ? { kind: 'answered', quotes: [stated.quote] }
      : extractAnswer(question, scored, answerability(features), ofParts);
    if (extraction.kind === 'abstained')
      return abstention(parts, extraction.reason, { mode: 'extractive', model: null, removedSentences });
    const composed = await composeAnswer(
      await quotedSentences(extraction.quotes, documents),
      documents,
      open.manifest.documents,
    );
    if (composed.citations.length === 0)
      return abstention(parts, 'unsupported', { mode: 'extractive', model: null, removedSentences });
    return answered(parts, composed, { mode: 'extractive', model: null, removedSentences });
  };

  const generated = async (
    answerer: ChatAnswerer,
    parts: AnswerParts,
    signal: AbortSignal | undefined,
  ): Promise<Answer> => {
    const { open, documents, passages, question } = parts.evidence;
    const model = answerer.modelName;
    const outcome = await answerer.answer(question.text, passages, signal ? { signal } : {});
    if (outcome.kind === 'declined')
      return abstention(parts, 'weak-evidence', { mode: 'chat', model, removedSentences: 0 });
    let removedSentences: number = outcome.removedSentences;
    if (outcome.kind === 'answered') {
      const composed = await composeAnswer(outcome.sentences, documents, open.manifest.documents);
      removedSentences += composed.dropped;
      if (composed.citations.length > 0)
        return answered(parts, composed, { mode: 'chat', model, removedSentences });
    }
    const notice = `Nothing that ${model} wrote could be verified; these are the documents' own sentences.`;
    return extractive({ ...parts, notices: [...parts.notices, notice] }, removedSentences);
  };

  return {
    async ask(question, { k = ASSISTANT_DEFAULTS.passages, signal }: AskOptions = {}) {
      const startedAt = performance.now();
      const parts = partsOf(question, await gather(question, k, signal), startedAt);
      const answerer = parts.evidence.passages.length > 0 ? await loadedChat() : null;
      if (!answerer) return extractive(parts);
      try {
        return await generated(answerer, parts, signal);
      } catch (error) {
        if (!(error instanceof SummitError) || error.code === 'cancelled') throw error;
        logger.warn(`No generated answer: ${messageOf(error)}`);
        const notice = `No generated answer: ${error.message} These are the documents' own sentences.`;
        return extractive({ ...parts, notices: [...parts.notices, notice] });
      }
    },

    async summarize(topic, { k = ASSISTANT_DEFAULTS.summaryPassages, signal }: AskOptions = {}) {
      const startedAt = performance.now();
      const parts = partsOf(topic, await gather(topic, k, signal), startedAt);
      const { open, documents, question, scored } = parts.evidence;
      const how = { mode: 'extractive', model: null, removedSentences: 0 } as const;
      if (question.stems.size === 0) return abstention(parts, 'no-evidence', how);
      const composed = await composeAnswer(
        await quotedSentences(summarise(scored), documents),
        documents,
        open.manifest.documents,
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

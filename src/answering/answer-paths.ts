import type { Answer, AskOptions } from '../core/answer.ts';
import type { Logger } from '../core/logger.ts';
import { type AnswerParts, abstention, answered, withNotice } from './answer-shapes.ts';
import { answerability } from './answerability.ts';
import { attributions } from './attribution.ts';
import type { ChatAnswerer } from './chat-answerer.ts';
import { interruptionNotice, unsupportedNotice } from './chat-notices.ts';
import { answerComposer, quotedSentences } from './compose-answer.ts';
import type { TurnQuote } from './conversations.ts';
import { composeDisclosed } from './disclose-disagreements.ts';
import { type Extraction, extractAnswer } from './extractive-answer.ts';
import { metadataAnswer } from './metadata-answer.ts';

/** An answer in the documents' own sentences, or an abstention. `removedSentences` counts those of a draft before it. */
export async function extractiveAnswer(parts: AnswerParts, removedSentences = 0): Promise<Answer> {
  const { documents, question, scored, features, parts: ofParts } = parts.evidence;
  const how = { mode: 'extractive', model: null, removedSentences } as const;
  const stated = await metadataAnswer(parts.evidence);
  if (stated?.kind === 'unstated') return { ...abstention(parts, 'weak-evidence', how), text: stated.text };
  const extraction: Extraction = stated
    ? { kind: 'answered', quotes: [stated.quote] }
    : extractAnswer(question, scored, answerability(features), ofParts);
  if (extraction.kind === 'abstained') return abstention(parts, extraction.reason, how);
  const composed = await composeDisclosed(
    parts.evidence,
    await quotedSentences(extraction.quotes, documents),
  );
  return composed.citations.length > 0
    ? answered(parts, composed, how)
    : abstention(parts, 'unsupported', how);
}

/** Who said what the last answer quotes, in the sentences around the quotes. */
export async function attributedAnswer(parts: AnswerParts, said: readonly TurnQuote[]): Promise<Answer> {
  const { documents } = parts.evidence;
  const how = { mode: 'extractive', model: null, removedSentences: 0 } as const;
  const sentences = await quotedSentences(await attributions(said, documents), documents);
  const composed = await composeDisclosed(parts.evidence, sentences);
  return composed.citations.length > 0
    ? answered(parts, composed, how)
    : abstention(parts, 'weak-evidence', how);
}

/**
 * An answer in a model's sentences, as far as they could be verified; where none could, the extractive answer. Rejects as
 * the answerer does.
 */
export async function generatedAnswer(
  answerer: ChatAnswerer,
  parts: AnswerParts,
  { signal, onSentence }: AskOptions,
  logger: Logger,
): Promise<Answer> {
  const { open, documents, passages, question } = parts.evidence;
  const { interpreted } = parts;
  const model = answerer.modelName;
  const composer = answerComposer(documents, open.manifest.documents);
  const outcome = await answerer.answer(question.text, passages, {
    ...(signal ? { signal } : {}),
    ...(onSentence
      ? {
          onSentence: async (sentence) => {
            const composed = await composer.add(sentence);
            if (composed) await onSentence({ ...composed, interpreted });
          },
        }
      : {}),
  });
  if (outcome.kind === 'declined')
    return abstention(parts, 'weak-evidence', { mode: 'chat', model, removedSentences: 0 });
  let removedSentences: number = outcome.removedSentences;
  if (outcome.kind === 'answered') {
    const composed = await composeDisclosed(parts.evidence, outcome.sentences);
    removedSentences += composed.dropped;
    const { interruption } = outcome;
    if (interruption) logger.warn(`The answer was cut off: ${interruption}`);
    const whole = interruption ? withNotice(parts, interruptionNotice(interruption)) : parts;
    if (composed.citations.length > 0)
      return answered(whole, composed, { mode: 'chat', model, removedSentences });
  }
  const reason = outcome.kind === 'unsupported' ? outcome.reason : null;
  const notice = unsupportedNotice(model, reason, outcome.interruption);
  return extractiveAnswer(withNotice(parts, notice), removedSentences);
}

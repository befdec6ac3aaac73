import type { AbstentionReason, Answer, AskOptions } from '../core/answer.ts';
import type { Logger } from '../core/logger.ts';
import type { Quote } from '../core/passage.ts';
import { type AnswerParts, abstention, answered, withNotice } from './answer-shapes.ts';
import { answerComposer, quotedSentences } from './compose-answer.ts';
import { attributions, authorLines, stillStanding } from './conversation/attribution.ts';
import type { TurnQuote } from './conversation/conversations.ts';
import { composeDisclosed } from './disclose-disagreements.ts';
import { answerability } from './extractive/answerability.ts';
import { extractAnswer } from './extractive/extractive-answer.ts';
import type { ChatAnswerer } from './generation/chat-answerer.ts';
import { interruptionNotice, unsupportedNotice } from './generation/chat-notices.ts';
import { metadataAnswer } from './metadata/metadata-answer.ts';

/** An answer in the documents' own sentences, or an abstention. `removedSentences` counts those of a draft before it. */
export async function extractiveAnswer(parts: AnswerParts, removedSentences = 0): Promise<Answer> {
  const { question, scored, features, parts: ofParts } = parts.evidence;
  const extraction = extractAnswer(question, scored, answerability(features), ofParts);
  return extraction.kind === 'abstained'
    ? abstention(parts, extraction.reason, extractively(removedSentences))
    : quotedAnswer(parts, extraction.quotes, 'unsupported', removedSentences);
}

/** The answer to a question about a document itself, perhaps one just cited; null for any other question. */
export async function metadataReply(parts: AnswerParts, said: readonly TurnQuote[]): Promise<Answer | null> {
  const found = await metadataAnswer(
    parts.evidence,
    said.map(({ file }) => file),
  );
  if (found === null) return null;
  return found.kind === 'stated'
    ? quotedAnswer(parts, found.quotes, 'unsupported')
    : { ...abstention(parts, 'weak-evidence', extractively()), text: found.text };
}

/** Who said what the last answer quotes: in the sentences around the quotes or, if `orAuthor`, in the line that names the author. */
export async function attributedAnswer(
  parts: AnswerParts,
  said: readonly TurnQuote[],
  orAuthor: boolean,
): Promise<Answer> {
  const { documents } = parts.evidence;
  const speakers = await attributions(said, documents);
  const named = speakers.length > 0 || !orAuthor ? speakers : await authorLines(said, documents);
  return quotedAnswer(parts, named, 'weak-evidence');
}

/** What the last answer quotes, once more: its citations are the source. */
export async function sourceAnswer(parts: AnswerParts, said: readonly TurnQuote[]): Promise<Answer> {
  const standing = await stillStanding(said, parts.evidence.documents);
  return quotedAnswer(
    parts,
    standing.map(({ quote }) => quote),
    'unsupported',
  );
}

function extractively(removedSentences = 0): Pick<Answer, 'mode' | 'model' | 'removedSentences'> {
  return { mode: 'extractive', model: null, removedSentences };
}

/** An answer of these quotes; an abstention for that reason where none of them stands in its file. */
async function quotedAnswer(
  parts: AnswerParts,
  quotes: readonly Quote[],
  reason: AbstentionReason,
  removedSentences = 0,
): Promise<Answer> {
  const { evidence } = parts;
  const composed = await composeDisclosed(evidence, await quotedSentences(quotes, evidence.documents));
  const how = extractively(removedSentences);
  return composed.citations.length > 0 ? answered(parts, composed, how) : abstention(parts, reason, how);
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

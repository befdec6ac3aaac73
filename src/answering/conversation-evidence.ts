import type { Answer } from '../core/answer.ts';
import { overlaps } from '../core/span.ts';
import type { Turn } from './conversations.ts';
import type { GatheredEvidence } from './gather-evidence.ts';
import type { ScoredSentence } from './score-sentences.ts';
import { holdingSpecifics } from './specifics.ts';
import type { Understood } from './understand-question.ts';

/**
 * The evidence for a question in its conversation: only sentences that hold what a follow-up asks for in particular,
 * and for "tell me more" only those that the last answer has not shown. Other questions keep all.
 */
export function inConversation(
  evidence: GatheredEvidence,
  { followUp, specifics, turns }: Understood,
): GatheredEvidence {
  const held = holdingSpecifics(evidence.scored, specifics);
  return { ...evidence, scored: followUp === 'more' ? withoutShown(held, turns) : held };
}

function withoutShown(scored: readonly ScoredSentence[], turns: readonly Turn[]): ScoredSentence[] {
  const shown = turns.flatMap(({ quotes }) => quotes);
  return scored.filter(
    ({ sentence }) => !shown.some((quote) => quote.file === sentence.file && overlaps(quote, sentence)),
  );
}

/** What a conversation keeps of an answer. */
export function turnOf({ question, interpreted, citations }: Answer): Turn {
  return {
    question,
    interpreted: interpreted ?? question,
    quotes: citations.map(({ file, start, end, quote }) => ({ file, start, end, text: quote })),
  };
}

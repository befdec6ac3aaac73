import type { AbstentionReason } from '../core/answer.ts';
import { overlaps } from '../core/span.ts';
import { ANSWERABILITY_MODEL } from './answerability.ts';
import type { CandidateSentence } from './candidate-sentences.ts';
import type { Quote } from './passage.ts';
import type { Question } from './question.ts';
import type { ScoredSentence } from './score-sentences.ts';

/** Shares in [0, 1]. */
export const EXTRACTIVE_DEFAULTS = {
  /** Less coverage than this is no evidence at all. */
  noEvidenceCoverage: 0.2,
  /** A further sentence covers at least this. */
  furtherCoverage: 0.3,
  /** A further sentence scores at least this share of the best one. */
  furtherScore: 0.85,
  /** Sentences that share more of their stems say the same. */
  sameStems: 0.6,
  mostSentences: 3,
  /** In UTF-16 code units; a further sentence that would make the answer longer is left out. */
  longestAnswer: 600,
} as const;

export type Extraction =
  | { readonly kind: 'answered'; readonly quotes: readonly Quote[] }
  | { readonly kind: 'abstained'; readonly reason: AbstentionReason };

/** A sentence that opens with one of these refers to the sentence before it. */
const REFERS_BACK =
  /^["'“‘]?(?:he|she|it|they|this|these|that|those|his|her|its|their|such|both|the latter|the former)\b/i;

/**
 * Chooses the one to three sentences that answer, in the order in which they read, or abstains. A sentence that begins
 * with "He" or "It" brings the one before it. `logOdds` says how likely it is that the evidence carries an answer.
 */
export function extractAnswer(
  question: Question,
  scored: readonly ScoredSentence[],
  logOdds: number,
): Extraction {
  const best = scored[0];
  if (question.stems.size === 0 || !best || best.coverage < EXTRACTIVE_DEFAULTS.noEvidenceCoverage) {
    return { kind: 'abstained', reason: 'no-evidence' };
  }
  if (logOdds < ANSWERABILITY_MODEL.threshold) return { kind: 'abstained', reason: 'weak-evidence' };
  const chosen: ScoredSentence[] = [best];
  for (const candidate of scored.slice(1)) {
    if (chosen.length >= EXTRACTIVE_DEFAULTS.mostSentences) break;
    if (candidate.score < best.score * EXTRACTIVE_DEFAULTS.furtherScore) break;
    if (candidate.coverage < EXTRACTIVE_DEFAULTS.furtherCoverage) continue;
    const length = chosen.reduce(
      (sum, { sentence }) => sum + sentence.text.length,
      candidate.sentence.text.length,
    );
    const repeats = chosen.some(({ sentence }) => saysTheSame(sentence, candidate.sentence));
    if (!repeats && length <= EXTRACTIVE_DEFAULTS.longestAnswer) chosen.push(candidate);
  }
  return {
    kind: 'answered',
    quotes: joined(inReadingOrder(chosen.map(({ sentence }) => sentence)).map(withReferent)),
  };
}

/** True when two sentences share most of their stems: two reports of the same fact. */
export function saysTheSame(a: CandidateSentence, b: CandidateSentence): boolean {
  if (a.file === b.file && a.start === b.start) return true;
  let shared = 0;
  for (const stem of a.stems) if (b.stems.has(stem)) shared++;
  const smaller = Math.min(a.stems.size, b.stems.size);
  return smaller > 0 && shared / smaller > EXTRACTIVE_DEFAULTS.sameStems;
}

/** The document of the best sentence first, each document's sentences as they stand in it. */
function inReadingOrder(sentences: readonly CandidateSentence[]): CandidateSentence[] {
  const files = [...new Set(sentences.map(({ file }) => file))];
  return [...sentences].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.start - b.start);
}

/** The sentence as a quote, with the one before it where it refers back. */
export function withReferent({ file, start, end, text, previous }: CandidateSentence): Quote {
  return previous && REFERS_BACK.test(text) ? { file, start: previous.start, end } : { file, start, end };
}

/** Quotes that overlap or touch become one, at the place of the first. */
function joined(quotes: readonly Quote[]): Quote[] {
  const result: Quote[] = [];
  for (const quote of quotes) {
    const at = result.findIndex((other) => other.file === quote.file && overlaps(other, quote));
    const other = result[at];
    if (other)
      result[at] = {
        file: quote.file,
        start: Math.min(other.start, quote.start),
        end: Math.max(other.end, quote.end),
      };
    else result.push(quote);
  }
  return result;
}

import type { AbstentionReason } from '../../core/answer.ts';
import type { Quote } from '../../core/passage.ts';
import { overlaps } from '../../core/span.ts';
import type { Question } from '../questions/question.ts';
import { ANSWERABILITY_MODEL } from './answerability.ts';
import type { CandidateSentence } from './candidate-sentences.ts';
import { chooseSentences } from './choose-sentences.ts';
import type { ScoredSentence } from './score-sentences.ts';

export const EXTRACTIVE_DEFAULTS = {
  /** Less coverage than this share is no evidence at all. */
  noEvidenceCoverage: 0.2,
} as const;

export type Extraction =
  | { readonly kind: 'answered'; readonly quotes: readonly Quote[] }
  | { readonly kind: 'abstained'; readonly reason: AbstentionReason };

/** Sentences whose coverage tells whether there is any evidence. */
const BEST = 3;

/**
 * Chooses the sentences that answer, or abstains: the one that answers best, then the others in the order in which they
 * read. A sentence that begins with "He" or "It" brings the one before it, a bare "Yes." its question. `logOdds` says
 * how likely it is that the evidence carries an answer; `parts` has the sentences scored for each part of a question
 * for several things.
 */
export function extractAnswer(
  question: Question,
  scored: readonly ScoredSentence[],
  logOdds: number,
  parts: readonly (readonly ScoredSentence[])[] = [],
): Extraction {
  const coverage = Math.max(0, ...scored.slice(0, BEST).map((sentence) => sentence.coverage));
  if (question.stems.size === 0 || coverage < EXTRACTIVE_DEFAULTS.noEvidenceCoverage)
    return { kind: 'abstained', reason: 'no-evidence' };
  if (logOdds < ANSWERABILITY_MODEL.threshold) return { kind: 'abstained', reason: 'weak-evidence' };
  const [best, ...others] = chooseSentences(question, scored, parts);
  if (!best) return { kind: 'abstained', reason: 'no-evidence' };
  const chosen = [best, ...inReadingOrder(others, best.file)];
  return { kind: 'answered', quotes: joined(chosen.map(wholeQuoteOf)) };
}

/** The sentences of `first` first, each document's as they stand in it. */
function inReadingOrder(sentences: readonly CandidateSentence[], first: string): CandidateSentence[] {
  const files = [...new Set([first, ...sentences.map(({ file }) => file)])];
  return [...sentences].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.start - b.start);
}

/** The sentence as a quote, with those around it without which it cannot be understood. */
export function wholeQuoteOf({ file, whole: { start, end } }: CandidateSentence): Quote {
  return { file, start, end };
}

/** Quotes that overlap or touch become one, at the place of the first. */
export function joined(quotes: readonly Quote[]): Quote[] {
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

import type { Quote } from '../../core/passage.ts';
import { saysTheSame } from './choose-sentences.ts';
import { joined, wholeQuoteOf } from './extractive-answer.ts';
import type { ScoredSentence } from './score-sentences.ts';

/** Lengths in UTF-16 code units. */
export const SUMMARY_DEFAULTS = {
  mostSentences: 6,
  mostPerDocument: 2,
  longest: 1_500,
  leastCoverage: 0.5,
} as const;

/**
 * The sentences that say most about a topic over all documents: taken in turns from the documents, so that no document
 * fills the summary, never two that say the same (the idea of maximal marginal relevance, Carbonell & Goldstein 1998).
 * Each brings along what it cannot be understood without.
 */
export function summarise(scored: readonly ScoredSentence[]): Quote[] {
  const chosen: ScoredSentence[] = [];
  const relevant = scored.filter(({ coverage }) => coverage >= SUMMARY_DEFAULTS.leastCoverage);
  for (let round = 1; round <= SUMMARY_DEFAULTS.mostPerDocument; round++) {
    for (const candidate of relevant) {
      if (chosen.length >= SUMMARY_DEFAULTS.mostSentences) break;
      const sameDocument = chosen.filter(({ sentence }) => sentence.file === candidate.sentence.file).length;
      const length = [...chosen, candidate].reduce(
        (sum, { sentence: { whole } }) => sum + whole.end - whole.start,
        0,
      );
      const repeats = chosen.some(({ sentence }) => saysTheSame(sentence, candidate.sentence));
      if (sameDocument < round && !repeats && length <= SUMMARY_DEFAULTS.longest) chosen.push(candidate);
    }
  }
  const files = [...new Set(chosen.map(({ sentence }) => sentence.file))];
  return joined(chosen.map(({ sentence }) => wholeQuoteOf(sentence))).sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.start - b.start,
  );
}

import { stems } from '../core/search-terms.ts';
import type { QueryGroup } from '../retrieval/query-terms.ts';
import { holdsAnswer, STRICT_KINDS } from './answer-kinds.ts';
import type { Passage } from './passage.ts';
import type { Question } from './question.ts';
import type { ScoredSentence } from './score-sentences.ts';

/** What tells whether the evidence carries an answer; each in [0, 1]. */
export interface AnswerabilityFeatures {
  /** Coverage of the best sentence times the number of the question's words: five of six words say more than one of one. */
  readonly evidence: number;
  /** Share of the question's words, weighted by rarity, that the best passages hold together. */
  readonly passageCoverage: number;
  /** 1 when the question can be answered by yes or no, so that no particular kind of thing has to be found. */
  readonly yesNo: number;
  /** 1 when the kind of thing that is asked for stands in none of the best sentences. */
  readonly kindMissing: number;
}

/**
 * Logistic regression on the features: coefficients and bias in log-odds, fitted on the `fit` half of the golden set by
 * `tests/evaluation/fit-answerability.ts`, which prints them. Below the threshold the answer abstains.
 */
export const ANSWERABILITY_MODEL = {
  bias: -2.03,
  evidence: 2.62,
  passageCoverage: 1.84,
  yesNo: 0.64,
  kindMissing: -1.41,
  /** Log-odds: of those that the script prints, the highest that declines at most 8 % of the answerable in the `fit` half. */
  threshold: 0.1,
} as const;

/** The log-odds that the evidence carries an answer. */
export function answerability(features: AnswerabilityFeatures): number {
  const { bias, evidence, passageCoverage, yesNo, kindMissing } = ANSWERABILITY_MODEL;
  return (
    bias +
    evidence * features.evidence +
    passageCoverage * features.passageCoverage +
    yesNo * features.yesNo +
    kindMissing * features.kindMissing
  );
}

const MANY_WORDS = 6;
const PASSAGES = 3;
const KIND_SENTENCES = 3;

export function answerabilityFeatures(
  question: Question,
  weights: ReadonlyMap<QueryGroup, number>,
  scored: readonly ScoredSentence[],
  passages: readonly Passage[],
): AnswerabilityFeatures {
  const coverage = scored[0]?.coverage ?? 0;
  const held = new Set(passages.slice(0, PASSAGES).flatMap(({ text, title }) => stems(`${title} ${text}`)));
  let total = 0;
  let together = 0;
  for (const [{ members }, weight] of weights) {
    let closest = 0;
    for (const [member, { closeness }] of members)
      if (held.has(member)) closest = Math.max(closest, closeness);
    total += weight;
    together += weight * closest;
  }
  const strict = STRICT_KINDS.has(question.kind);
  const found = scored
    .slice(0, KIND_SENTENCES)
    .some(({ sentence }) => holdsAnswer(question, sentence.text) !== false);
  return {
    evidence: (coverage * Math.min(weights.size, MANY_WORDS)) / MANY_WORDS,
    passageCoverage: total > 0 ? together / total : 0,
    yesNo: question.kind === 'yes-no' ? 1 : 0,
    kindMissing: strict && !found ? 1 : 0,
  };
}

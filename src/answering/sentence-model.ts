import type { SentenceFeatures } from './sentence-features.ts';

/**
 * Conditional logistic regression: the score is the log-odds, up to a constant of the question, that a sentence holds the
 * answer rather than another one. Fitted by `tests/evaluation/fit-sentences.ts`, which prints the coefficients.
 */
export const SENTENCE_MODEL: Readonly<SentenceFeatures> = {
  coverage: 2.86,
  verbatim: -0.56,
  related: 3.89,
  before: 7.15,
  window: 0.92,
  pairs: 3.72,
  kind: 1.76,
  amountMissing: -0.64,
  timeMissing: -0.13,
  nameMissing: 0.52,
  focus: 2.38,
  together: 3.51,
  aroundAnswer: 1.49,
  passage: 0.32,
  novelty: -0.66,
};

const FEATURES = Object.keys(SENTENCE_MODEL) as (keyof SentenceFeatures)[];

/** How well a sentence answers, comparable among the sentences of one question only. */
export function sentenceScore(features: SentenceFeatures): number {
  return FEATURES.reduce((sum, name) => sum + SENTENCE_MODEL[name] * features[name], 0);
}

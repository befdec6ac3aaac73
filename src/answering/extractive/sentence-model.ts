import type { SentenceFeatures } from './sentence-features.ts';

/**
 * Conditional logistic regression: the score is the log-odds, up to a constant of the question, that a sentence holds the
 * answer rather than another one. Fitted by `tests/evaluation/fit-sentences.ts`, which prints the coefficients.
 */
export const SENTENCE_MODEL: Readonly<SentenceFeatures> = {
  coverage: 2.71,
  verbatim: -0.54,
  related: 3.87,
  before: 7.14,
  window: 0.92,
  pairs: 3.68,
  kind: 1.77,
  amountMissing: -0.68,
  timeMissing: -0.15,
  nameMissing: 0.5,
  focus: 2.47,
  together: 3.57,
  aroundAnswer: 1.35,
  passage: 0.32,
  novelty: -0.63,
};

const FEATURES = Object.keys(SENTENCE_MODEL) as (keyof SentenceFeatures)[];

/** How well a sentence answers, comparable among the sentences of one question only. */
export function sentenceScore(features: SentenceFeatures): number {
  return FEATURES.reduce((sum, name) => sum + SENTENCE_MODEL[name] * features[name], 0);
}

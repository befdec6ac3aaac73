import type { SentenceFeatures } from './sentence-features.ts';

/**
 * Conditional logistic regression: the score is the log-odds, up to a constant of the question, that a sentence holds the
 * answer rather than another one. Fitted by `tests/evaluation/fit-sentences.ts`, which prints the coefficients.
 */
export const SENTENCE_MODEL: Readonly<SentenceFeatures> = {
  coverage: 2.21,
  verbatim: 2.41,
  related: 4.77,
  before: 6.04,
  window: 2.14,
  pairs: 3.86,
  kind: 1.68,
  amountMissing: -1.52,
  timeMissing: -0.69,
  nameMissing: -0.29,
  focus: 3.43,
  passage: 0.37,
  novelty: -1.11,
};

const FEATURES = Object.keys(SENTENCE_MODEL) as (keyof SentenceFeatures)[];

/** How well a sentence answers, comparable among the sentences of one question only. */
export function sentenceScore(features: SentenceFeatures): number {
  return FEATURES.reduce((sum, name) => sum + SENTENCE_MODEL[name] * features[name], 0);
}

import type { SentenceFeatures } from './sentence-features.ts';

/**
 * Conditional logistic regression: the score is the log-odds, up to a constant of the question, that a sentence holds the
 * answer rather than another one. Fitted by `tests/evaluation/fit-sentences.ts`, which prints the coefficients.
 */
export const SENTENCE_MODEL: Readonly<SentenceFeatures> = {
  coverage: 2.75,
  verbatim: -0.52,
  related: 3.89,
  before: 7.16,
  window: 0.89,
  pairs: 3.73,
  kind: 1.77,
  amountMissing: -0.64,
  timeMissing: -0.11,
  nameMissing: 0.51,
  focus: 2.45,
  together: 3.53,
  aroundAnswer: 1.43,
  passage: 0.32,
  novelty: -0.64,
};

const FEATURES = Object.keys(SENTENCE_MODEL) as (keyof SentenceFeatures)[];

/** How well a sentence answers, comparable among the sentences of one question only. */
export function sentenceScore(features: SentenceFeatures): number {
  return FEATURES.reduce((sum, name) => sum + SENTENCE_MODEL[name] * features[name], 0);
}

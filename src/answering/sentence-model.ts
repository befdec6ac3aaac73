import type { SentenceFeatures } from './sentence-features.ts';

/**
 * Conditional logistic regression: the score is the log-odds, up to a constant of the question, that a sentence holds the
 * answer rather than another one. Fitted by `tests/evaluation/fit-sentences.ts`, which prints the coefficients.
 */
export const SENTENCE_MODEL: Readonly<SentenceFeatures> = {
  coverage: 1.69,
  verbatim: 2.42,
  related: 5.09,
  before: 6.17,
  window: 2.04,
  pairs: 3.61,
  kind: 1.53,
  amountMissing: -1.7,
  timeMissing: -0.81,
  nameMissing: -0.36,
  focus: 3.37,
  passage: 0.36,
  novelty: -1.22,
};

const FEATURES = Object.keys(SENTENCE_MODEL) as (keyof SentenceFeatures)[];

/** How well a sentence answers, comparable among the sentences of one question only. */
export function sentenceScore(features: SentenceFeatures): number {
  return FEATURES.reduce((sum, name) => sum + SENTENCE_MODEL[name] * features[name], 0);
}

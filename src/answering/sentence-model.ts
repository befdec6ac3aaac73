import type { SentenceFeatures } from './sentence-features.ts';

/**
 * Conditional logistic regression: the score is the log-odds, up to a constant of the question, that a sentence holds the
 * answer rather than another one. Fitted by `tests/evaluation/fit-sentences.ts`, which prints the coefficients.
 */
export const SENTENCE_MODEL: Readonly<SentenceFeatures> = {
  coverage: 2.53,
  verbatim: 2.9,
  related: 4.03,
  before: 5.78,
  window: 2.01,
  pairs: 3.69,
  kind: 1.82,
  kindMissing: -0.99,
  focus: 3.54,
  passage: 0.35,
  novelty: -1.18,
};

const FEATURES = Object.keys(SENTENCE_MODEL) as (keyof SentenceFeatures)[];

/** How well a sentence answers, comparable among the sentences of one question only. */
export function sentenceScore(features: SentenceFeatures): number {
  return FEATURES.reduce((sum, name) => sum + SENTENCE_MODEL[name] * features[name], 0);
}

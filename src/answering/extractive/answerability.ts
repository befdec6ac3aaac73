import type { Passage } from '../../core/passage.ts';
import { stems } from '../../core/search-terms.ts';
import type { QueryGroup } from '../../retrieval/query-terms.ts';
import { holdsAnswer, STRICT_KINDS } from '../questions/answer-kinds.ts';
import type { Question } from '../questions/question.ts';
import type { CandidateSentence } from './candidate-sentences.ts';
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
  /** The largest share that one word has in the question, of those that stand in none of the best sentences. */
  readonly gap: number;
  /** The largest share that one name of the question has, of those that stand neither in one of the best sentences nor around it. */
  readonly nameMissing: number;
}

/**
 * Logistic regression on the features: coefficients and bias in log-odds, fitted on the `fit` half of the golden set and on
 * practice topics by `tests/evaluation/fit-answerability.ts`, which prints them. Below the threshold the answer abstains.
 */
export const ANSWERABILITY_MODEL = {
  bias: -1.81,
  evidence: 1.64,
  passageCoverage: 2.46,
  yesNo: 0.61,
  kindMissing: -1.53,
  gap: -1.89,
  nameMissing: -2.64,
  /**
   * Log-odds: of those that the script prints, the highest that declines at most 8 % of the answerable both in the `fit` half
   * and in the practice topics held out.
   */
  threshold: -0.2,
} as const;

/** In the order in which the model is printed. */
export const ANSWERABILITY_FEATURES = [
  'evidence',
  'passageCoverage',
  'yesNo',
  'kindMissing',
  'gap',
  'nameMissing',
] as const;

/** The log-odds that the evidence carries an answer. */
export function answerability(features: AnswerabilityFeatures): number {
  return ANSWERABILITY_FEATURES.reduce(
    (sum: number, name) => sum + ANSWERABILITY_MODEL[name] * features[name],
    ANSWERABILITY_MODEL.bias,
  );
}

const MANY_WORDS = 6;
const PASSAGES = 3;
const SENTENCES = 3;

export function answerabilityFeatures(
  question: Question,
  weights: ReadonlyMap<QueryGroup, number>,
  scored: readonly ScoredSentence[],
  passages: readonly Passage[],
): AnswerabilityFeatures {
  const coverage = scored[0]?.coverage ?? 0;
  const held = new Set(
    passages.slice(0, PASSAGES).flatMap(({ text, title, date }) => stems(`${title} ${date ?? ''} ${text}`)),
  );
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
  const best = scored.slice(0, SENTENCES).map(({ sentence }) => sentence);
  const found = best.some(({ text }) => holdsAnswer(question, text) !== false);
  let gap = 0;
  let nameMissing = 0;
  for (const [{ stem: word, members }, weight] of weights) {
    if (!best.some((sentence) => sentence.stems.has(word))) gap = Math.max(gap, weight);
    if (question.names.has(word) && !best.some((sentence) => isNamed(members, sentence)))
      nameMissing = Math.max(nameMissing, weight);
  }
  return {
    evidence: (coverage * Math.min(weights.size, MANY_WORDS)) / MANY_WORDS,
    passageCoverage: total > 0 ? together / total : 0,
    yesNo: question.kind === 'yes-no' ? 1 : 0,
    kindMissing: strict && !found ? 1 : 0,
    gap: total > 0 ? gap / total : 0,
    nameMissing: total > 0 ? nameMissing / total : 0,
  };
}

/** Whether a sentence, or what stands around it, has a word or something that means the same. */
function isNamed(members: QueryGroup['members'], sentence: CandidateSentence): boolean {
  for (const [member, { sameness }] of members)
    if (
      sameness > 0 &&
      (sentence.stems.has(member) || sentence.contextStems.has(member) || sentence.titleStems.has(member))
    )
      return true;
  return false;
}

import type { CandidateSentence } from './candidate-sentences.ts';
import type { AnswerKind, Question } from './question.ts';

/** A candidate with how well it answers. */
export interface ScoredSentence {
  readonly sentence: CandidateSentence;
  /** Larger is better; comparable within one question. */
  readonly score: number;
  /** Share of the question's weighted stems that the sentence holds, context counted in part, in [0, 1]. */
  readonly coverage: number;
  /** True when the sentence holds the kind of thing that the question asks for. */
  readonly hasAnswerKind: boolean;
}

/** What a stem of the question counts; see `scoreSentences`. */
export interface StemStatistics {
  idf(stem: string): number;
  frequency(stem: string): number;
}

/** Shares, in [0, 1], and weights added to coverage. */
export const SCORING_DEFAULTS = {
  /** What a stem counts that stands in the heading or the sentence before. */
  contextShare: 0.6,
  /** What a stem counts that stands in the title only. */
  titleShare: 0.3,
  /** What an unknown stem weighs that names nothing particular: it may be a synonym of what the corpus says. */
  unknownWordShare: 0.5,
  answerKindWeight: 0.2,
  passageRankWeight: 0.1,
} as const;

/**
 * Scores candidates by the question's stems that they hold, each weighted by its rarity in the corpus, by whether they
 * hold the kind of thing asked for, and by the rank of their passage.
 */
export function scoreSentences(
  question: Question,
  candidates: readonly CandidateSentence[],
  statistics: StemStatistics,
): ScoredSentence[] {
  const weights = new Map([...question.stems].map((stem) => [stem, weightOf(stem, question, statistics)]));
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const passages = 1 + Math.max(0, ...candidates.map((candidate) => candidate.passageRank));
  return candidates
    .map((sentence) => {
      let covered = 0;
      for (const [stem, weight] of weights) covered += weight * shareOf(stem, sentence);
      const coverage = total > 0 ? covered / total : 0;
      const hasAnswerKind = holdsAnswer(question, sentence);
      const score =
        coverage +
        (hasAnswerKind ? SCORING_DEFAULTS.answerKindWeight : 0) +
        SCORING_DEFAULTS.passageRankWeight * (1 - sentence.passageRank / passages);
      return { sentence, score, coverage, hasAnswerKind };
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.sentence.passageRank - b.sentence.passageRank ||
        a.sentence.start - b.sentence.start,
    );
}

function weightOf(stem: string, question: Question, statistics: StemStatistics): number {
  const unknown = statistics.frequency(stem) === 0;
  return (
    statistics.idf(stem) * (unknown && !question.names.has(stem) ? SCORING_DEFAULTS.unknownWordShare : 1)
  );
}

function shareOf(stem: string, sentence: CandidateSentence): number {
  if (sentence.stems.has(stem)) return 1;
  if (sentence.contextStems.has(stem)) return SCORING_DEFAULTS.contextShare;
  return sentence.titleStems.has(stem) ? SCORING_DEFAULTS.titleShare : 0;
}

const MONTH =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/i;

const HOLDS: Readonly<Partial<Record<AnswerKind, RegExp>>> = {
  quantity:
    /\p{N}|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|half|third|quarter|hundred|thousand|million|billion|percent|per cent|\w+fold)\b/iu,
  time: new RegExp(
    `\\b(?:1[5-9]|20)\\d\\d\\b|${MONTH.source}|\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b|\\b(?:century|centuries)\\b`,
    'i',
  ),
  place: /\b(?:in|at|to|from|near) (?:the )?\p{Lu}/u,
  person: /(?:\p{Lu}[\p{L}'’-]+ ){1,3}\p{Lu}[\p{L}'’-]+|(?<!^)\b\p{Lu}\p{Ll}+/u,
  reason:
    /\b(?:because|due to|since|as a result|in order to|so that|driven by|caused|owing to|thanks to|therefore|led to|needs? |aim(?:ed|ing)? )/i,
};

/** Whether a sentence holds a thing of the kind asked for which the question itself does not name. */
function holdsAnswer(question: Question, sentence: CandidateSentence): boolean {
  const pattern = HOLDS[question.kind];
  if (!pattern) return false;
  let text = sentence.text;
  for (const number of question.text.match(/\p{N}+(?:[.,]\p{N}+)*/gu) ?? [])
    text = text.replaceAll(number, ' ');
  return pattern.test(text);
}

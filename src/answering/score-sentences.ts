import type { QueryGroup } from '../retrieval/query-terms.ts';
import { holdsAnswer } from './answer-kinds.ts';
import type { CandidateSentence } from './candidate-sentences.ts';
import type { Question } from './question.ts';

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

/** What each word of the question weighs: its rarity, in part only for an unknown word that names nothing particular. */
export function wordWeights(
  question: Question,
  groups: readonly QueryGroup[],
  statistics: StemStatistics,
): Map<QueryGroup, number> {
  return new Map(
    groups.map((group) => {
      const synonym = statistics.frequency(group.stem) === 0 && !question.names.has(group.stem);
      return [group, statistics.idf(group.stem) * (synonym ? SCORING_DEFAULTS.unknownWordShare : 1)];
    }),
  );
}

/**
 * Scores candidates by the words of the question that they hold, or something close to them, each weighted by its rarity
 * in the corpus; by whether they hold the kind of thing asked for; and by the rank of their passage.
 */
export function scoreSentences(
  question: Question,
  weights: ReadonlyMap<QueryGroup, number>,
  candidates: readonly CandidateSentence[],
): ScoredSentence[] {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const passages = 1 + Math.max(0, ...candidates.map((candidate) => candidate.passageRank));
  return candidates
    .map((sentence) => {
      let covered = 0;
      for (const [group, weight] of weights) covered += weight * shareOf(group, sentence);
      const coverage = total > 0 ? covered / total : 0;
      const hasAnswerKind = holdsAnswer(question, sentence.text) === true;
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

/** The share of a word that a sentence holds: how close the closest match is, less where it stands around the sentence. */
function shareOf({ members }: QueryGroup, sentence: CandidateSentence): number {
  let share = 0;
  for (const [stem, { closeness }] of members) {
    if (closeness <= share) continue;
    if (sentence.stems.has(stem)) share = closeness;
    else if (sentence.contextStems.has(stem))
      share = Math.max(share, closeness * SCORING_DEFAULTS.contextShare);
    else if (sentence.titleStems.has(stem)) share = Math.max(share, closeness * SCORING_DEFAULTS.titleShare);
  }
  return share;
}

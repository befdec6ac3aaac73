import { stems } from '../../core/search-terms.ts';
import type { RelatedTerms } from '../../indexing/related-terms.ts';
import type { QueryGroup } from '../../retrieval/query-terms.ts';
import { STRICT_KINDS } from '../questions/answer-kinds.ts';
import type { AnswerKind, Question } from '../questions/question.ts';
import type { CandidateSentence } from './candidate-sentences.ts';
import { type SentenceFeatures, sentenceFeatures } from './sentence-features.ts';
import { sentenceScore } from './sentence-model.ts';

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

/** Shares, in [0, 1]. */
export const SCORING_DEFAULTS = {
  /** What a stem counts that stands in the heading or the sentence before. */
  contextShare: 0.6,
  /** What a stem counts that stands in the title only. */
  titleShare: 0.3,
  /** What an unknown stem weighs that names nothing particular: it may be a synonym of what the corpus says. */
  unknownWordShare: 0.5,
  /** What the word after "how", "happened", or an opening request, weighs: an answer to "how far" hardly ever says "far". */
  framingShare: 0.25,
  /** Coverage from which on the words before a list say that the list as a whole is about the question. */
  leadCoverage: 0.25,
} as const;

const MEASURE_WORD =
  /\bhow (large|big|small|high|low|tall|deep|wide|heavy|far|long|old|often|fast|soon|recently|strong|expensive)\b/giu;

/** "What happened in 1881", "Where did it happen": who tells of what happened says something else. */
const EVENT_WORD = /\b(happen(?:ed|s)?|occur(?:red|s)?)\b/giu;

/** "Compare the north with the south" asks for no comparing. */
const REQUEST =
  /^(?:please |can you |could you )*(compare|contrast|list|enumerate|describe|explain|summari[sz]e|outline)\b/iu;

/** What each word of the question weighs: its rarity, in part only for an unknown word that names nothing particular. */
export function wordWeights(
  question: Question,
  groups: readonly QueryGroup[],
  statistics: StemStatistics,
): Map<QueryGroup, number> {
  const framing = new Set(
    [
      ...question.text.matchAll(MEASURE_WORD),
      ...question.text.matchAll(EVENT_WORD),
      REQUEST.exec(question.text),
    ].flatMap((found) => stems(found?.[1] ?? '')),
  );
  const { unknownWordShare, framingShare } = SCORING_DEFAULTS;
  return new Map(
    groups.map((group) => {
      const synonym = statistics.frequency(group.stem) === 0 && !question.names.has(group.stem);
      const share = framing.has(group.stem) ? framingShare : synonym ? unknownWordShare : 1;
      return [group, statistics.idf(group.stem) * share];
    }),
  );
}

/** Of more candidates, those that hold least of the question are left out. */
const MOST_COMPARED = 64;

/** What a score leans on besides the sentences. */
export interface ScoringSource {
  /** Of the passages, by rank: the score less that of the best one. */
  readonly passageScores: readonly number[];
  readonly related: RelatedTerms | null;
}

/**
 * Scores candidates by the words of the question that they hold, or something close to them, each weighted by its rarity
 * in the corpus; by whether they hold the kind of thing asked for; and by the score of their passage.
 */
export function scoreSentences(
  question: Question,
  weights: ReadonlyMap<QueryGroup, number>,
  candidates: readonly CandidateSentence[],
  { passageScores, related }: ScoringSource,
): ScoredSentence[] {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const coverageOf = (place: WordPlaces): number => {
    let sum = 0;
    for (const [group, weight] of weights) sum += weight * shareOf(group, place);
    return total > 0 ? sum / total : 0;
  };
  const covered = candidates.map((sentence) => ({ sentence, coverage: coverageOf(sentence) }));
  const close = withoutScattered(question, covered, coverageOf)
    .sort((a, b) => b.coverage - a.coverage || a.sentence.passageRank - b.sentence.passageRank)
    .slice(0, MOST_COMPARED);
  const features = sentenceFeatures({
    ...{ question, weights, passageScores, related },
    candidates: close.map(({ sentence }) => sentence),
    coverages: close.map(({ coverage }) => coverage),
  });
  return close
    .map((candidate, at) => {
      const found = features[at] as SentenceFeatures;
      return { ...candidate, score: sentenceScore(found), hasAnswerKind: found.kind === 1 };
    })
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.sentence.passageRank - b.sentence.passageRank ||
        a.sentence.start - b.sentence.start,
    );
}

type WordPlaces = Pick<CandidateSentence, 'stems' | 'contextStems' | 'titleStems'>;
type Covered = Pick<ScoredSentence, 'sentence' | 'coverage'>;

/** Kinds of question that one item of a list answers; others may ask for all of them. */
const ASKS_FOR_ONE: ReadonlySet<AnswerKind> = new Set([...STRICT_KINDS, 'reason', 'yes-no']);

/**
 * Leaves out lists of which one item alone says more about the question than the words before the list: what is scattered
 * over several items says nothing together, and that item answers by itself. A question that may ask for the whole list
 * keeps it where the words before it speak of the matter.
 */
function withoutScattered(
  { kind }: Question,
  covered: readonly Covered[],
  coverageOf: (place: WordPlaces) => number,
): Covered[] {
  return covered.filter(({ sentence: list }) => {
    if (list.leadStems === null) return true;
    const ofLead = coverageOf({ ...list, stems: list.leadStems });
    if (!ASKS_FOR_ONE.has(kind) && ofLead >= SCORING_DEFAULTS.leadCoverage) return true;
    return !covered.some(
      ({ sentence: item, coverage }) =>
        item !== list &&
        item.file === list.file &&
        item.start >= list.start &&
        item.end <= list.end &&
        coverage > ofLead,
    );
  });
}

/** The share of a word that a sentence holds: how close the closest match is, less where it stands around the sentence. */
function shareOf({ members }: QueryGroup, sentence: WordPlaces): number {
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

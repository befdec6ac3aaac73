import { type SearchTerm, searchTerms } from '../../core/search-terms.ts';
import { words } from '../../core/words.ts';
import type { RelatedTerms } from '../../indexing/related-terms.ts';
import type { QueryGroup } from '../../retrieval/query-terms.ts';
import { holdsAnswer } from '../questions/answer-kinds.ts';
import type { AnswerKind, Question } from '../questions/question.ts';
import { questionFocus } from '../questions/question-focus.ts';
import type { CandidateSentence } from './candidate-sentences.ts';
import { sentenceNeighbours } from './sentence-neighbours.ts';
import { type Alignment, cosine, wordAligner } from './word-alignment.ts';
import { proximityMeasure } from './word-proximity.ts';

/** What tells whether a sentence answers a question. Shares are in [0, 1] and weighted by the words' rarity. */
export interface SentenceFeatures {
  /** Share of the question's words in the sentence, less for those in what stands around it. */
  readonly coverage: number;
  /** Share of the question's words that stand in the sentence as they are. */
  readonly verbatim: number;
  /** Share of the question's words that it holds or is near to by word vector. */
  readonly related: number;
  /** What the sentence before adds to `related`. */
  readonly before: number;
  /** Share of the question's words in the seven sentences around. */
  readonly window: number;
  /** Share of the question's pairs of neighbouring words, function words included. */
  readonly pairs: number;
  /** 1 when it holds the kind of thing that is asked for. */
  readonly kind: number;
  /** 1 when an amount is asked for and it has none of that kind. */
  readonly amountMissing: number;
  /** 1 when a time is asked for and it has none. */
  readonly timeMissing: number;
  /** 1 when a person or organisation is asked for and it names no new one. */
  readonly nameMissing: number;
  /** Largest cosine of a new word with the words that say what is asked for: "France" for "what country". */
  readonly focus: number;
  /** Both as in `Proximity`. */
  readonly together: number;
  readonly aroundAnswer: number;
  /** Score of its passage less that of the best one, in standard deviations. */
  readonly passage: number;
  /** Words that the question has not, up to 12, as a share of 12. */
  readonly novelty: number;
}

export interface FeatureSource {
  readonly question: Question;
  readonly weights: ReadonlyMap<QueryGroup, number>;
  readonly candidates: readonly CandidateSentence[];
  /** Of the passages, by rank: the score less that of the best one, in standard deviations. */
  readonly passageScores: readonly number[];
  readonly related: RelatedTerms | null;
  /** By candidate. */
  readonly coverages: readonly number[];
}

/** What a word counts that stands in the sentence before. */
const BEFORE_SHARE = 0.7;
const WINDOW = 3;
const ENOUGH_NEW = 12;

/** The features of each candidate, in the candidates' order. */
export function sentenceFeatures(source: FeatureSource): SentenceFeatures[] {
  const { question, weights, candidates, passageScores, related, coverages } = source;
  const weightOf = Float64Array.from(weights.values());
  const total = weightOf.reduce((sum, weight) => sum + weight, 0) || 1;
  const share = (heldOf: (position: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < weightOf.length; i++) sum += (weightOf[i] as number) * heldOf(i);
    return sum / total;
  };
  const asked = searchTerms(question.text);
  const align = wordAligner(
    [...weights.keys()],
    new Map(asked.map(({ stem, word }) => [stem, word])),
    related,
  );
  const alignments = candidates.map(({ terms }) => align(terms));
  const neighbours = sentenceNeighbours(candidates);
  const known = new Set(asked.map((term) => term.stem));
  const focusOf = focusMeasure(question, known, related);
  const pairsOf = pairMeasure(words(question.text));
  const proximityOf = proximityMeasure(question, weights);
  return candidates.map((candidate, at): SentenceFeatures => {
    const { named, related: near } = alignments[at] as Alignment;
    const before = alignments[neighbours.before(at) ?? -1];
    const window = widest(
      neighbours.within(at, WINDOW).map((other) => (alignments[other] as Alignment).named),
    );
    const holds = holdsAnswer(question, candidate.text);
    const missing = (kind: AnswerKind): number => (holds === false && question.kind === kind ? 1 : 0);
    const newWords = new Set<string>();
    for (const { stem } of candidate.terms) if (!known.has(stem)) newWords.add(stem);
    return {
      coverage: coverages[at] ?? 0,
      verbatim: share((i) => (named[i] === 1 ? 1 : 0)),
      related: share((i) => near[i] as number),
      before: before
        ? share((i) => Math.max(0, BEFORE_SHARE * (before.related[i] as number) - (near[i] as number)))
        : 0,
      window: share((i) => window[i] as number),
      pairs: pairsOf(candidate.words),
      kind: holds === true ? 1 : 0,
      amountMissing: missing('quantity'),
      timeMissing: missing('time'),
      nameMissing: missing('person'),
      focus: focusOf(candidate.terms),
      ...proximityOf(candidate),
      passage: passageScores[candidate.passageRank] ?? 0,
      novelty: Math.min(newWords.size, ENOUGH_NEW) / ENOUGH_NEW,
    };
  });
}

/** The largest value in each place. */
function widest([first = new Float64Array(), ...others]: readonly Float64Array[]): Float64Array {
  const largest = first.slice();
  for (const other of others)
    for (const [i, value] of other.entries()) if (value > (largest[i] as number)) largest[i] = value;
  return largest;
}

/** Measures the share of the question's pairs of neighbouring words that a sentence has. */
function pairMeasure(asked: readonly string[]): (written: readonly string[]) => number {
  const following = new Map<string, Set<string>>();
  let pairs = 0;
  for (const [i, word] of asked.slice(1).entries()) {
    const before = asked[i] as string;
    const known = following.get(before) ?? new Set();
    if (!known.has(word)) pairs++;
    following.set(before, known.add(word));
  }
  return (written) => {
    const held = new Set<string>();
    for (const [i, word] of written.entries())
      if (following.get(written[i - 1] ?? '')?.has(word)) held.add(`${written[i - 1]} ${word}`);
    return pairs > 0 ? held.size / pairs : 0;
  };
}

/** Measures the largest cosine of a sentence's new words with the words that say what is asked for. */
function focusMeasure(
  question: Question,
  known: ReadonlySet<string>,
  related: RelatedTerms | null,
): (terms: readonly SearchTerm[]) => number {
  const vectors = questionFocus(question.text).flatMap((word) => related?.vectorOf(word) ?? []);
  if (vectors.length === 0) return () => 0;
  const remembered = new Map<string, number>();
  const nearness = (word: string): number => {
    const before = remembered.get(word);
    if (before !== undefined) return before;
    const vector = related?.vectorOf(word);
    const found = vector ? Math.max(0, ...vectors.map((other) => cosine(vector, other))) : 0;
    remembered.set(word, found);
    return found;
  };
  return (terms) => {
    let nearest = 0;
    for (const { word, stem } of terms) if (!known.has(stem)) nearest = Math.max(nearest, nearness(word));
    return nearest;
  };
}

import type { QueryGroup } from '../retrieval/lexical-fields.ts';
import { holdsAnswer } from './answer-kinds.ts';
import type { CandidateSentence } from './candidate-sentences.ts';
import type { Question } from './question.ts';

/** What a stem counts; see `stemWeights`. */
export interface StemStatistics {
  idf(stem: string): number;
  frequency(stem: string): number;
}

/** How a sentence relates to a question. Shares are of the question's words, weighted by rarity, in [0, 1]. */
export interface SentenceFeatures {
  /** Held by the sentence itself, to the letter of the stem. */
  readonly exact: number;
  /** Held as something close (a synonym, another name), by how close it is. */
  readonly close: number;
  /** Held only by the heading above or the sentence before. */
  readonly context: number;
  /** Held only by the document's title. */
  readonly title: number;
  /** Of the question's names and numbers alone: held by the sentence, its context or the title. 1 when it names none. */
  readonly names: number;
  /** Of neighbouring words of the question: pairs that stand within three words of each other in the sentence. */
  readonly pairs: number;
  /** 1 when the sentence holds the kind of thing that is asked for. */
  readonly answerKind: number;
  /** 1 / (1 + rank of its passage). */
  readonly passage: number;
  /** Score of its passage below the best one, in standard scores; 0 for the best. */
  readonly passageGap: number;
  /** Natural logarithm of its length in stems. */
  readonly length: number;
}

export const FEATURE_NAMES: readonly (keyof SentenceFeatures)[] = [
  'exact',
  'close',
  'context',
  'title',
  'names',
  'pairs',
  'answerKind',
  'passage',
  'passageGap',
  'length',
];

/** What each word of the question weighs: its rarity, half of it for a word that the corpus does not know. */
export function stemWeights(
  question: Question,
  groups: readonly QueryGroup[],
  statistics: StemStatistics,
): Map<QueryGroup, number> {
  return new Map(
    groups.map((group) => {
      const unknown = statistics.frequency(group.stem) === 0 && !question.names.has(group.stem);
      return [group, statistics.idf(group.stem) * (unknown ? UNKNOWN_SHARE : 1)];
    }),
  );
}

/** An unknown word that names nothing particular may be a synonym of what the corpus says. */
const UNKNOWN_SHARE = 0.5;
const PAIR_REACH = 3;

export function sentenceFeatures(
  question: Question,
  weights: ReadonlyMap<QueryGroup, number>,
  sentence: CandidateSentence,
  passageGap: number,
): SentenceFeatures {
  let total = 0;
  const held = { exact: 0, close: 0, context: 0, title: 0 };
  let names = 0;
  let namesTotal = 0;
  for (const [group, weight] of weights) {
    total += weight;
    const [kind, share] = holding(group, sentence);
    if (kind) held[kind] += weight * share;
    if (question.names.has(group.stem)) {
      namesTotal += weight;
      names += weight * share;
    }
  }
  const scale = total > 0 ? 1 / total : 0;
  return {
    exact: held.exact * scale,
    close: held.close * scale,
    context: held.context * scale,
    title: held.title * scale,
    names: namesTotal > 0 ? names / namesTotal : 1,
    pairs: pairShare([...weights.keys()], sentence),
    answerKind: holdsAnswer(question, sentence.text) ? 1 : 0,
    passage: 1 / (1 + sentence.passageRank),
    passageGap,
    length: Math.log(1 + sentence.stems.size),
  };
}

/** Where a word of the question is held best, and how surely it is what was meant, in [0, 1]. */
function holding(
  { stem, members }: QueryGroup,
  sentence: CandidateSentence,
): ['exact' | 'close' | 'context' | 'title' | null, number] {
  if (sentence.stems.has(stem)) return ['exact', 1];
  const closest = (stems: ReadonlySet<string>): number => {
    let best = 0;
    for (const [member, { closeness }] of members)
      if (closeness > best && stems.has(member)) best = closeness;
    return best;
  };
  const close = closest(sentence.stems);
  const context = closest(sentence.contextStems);
  if (close > 0 && close >= context * 0.6) return ['close', close];
  if (context > 0) return ['context', context];
  const title = closest(sentence.titleStems);
  return title > 0 ? ['title', title] : [null, 0];
}

/** The share of neighbouring words of the question that are near each other in the sentence as well. */
function pairShare(groups: readonly QueryGroup[], { stemList }: CandidateSentence): number {
  if (groups.length < 2) return 0;
  const places = groups.map(({ members }) => stemList.flatMap((stem, at) => (members.has(stem) ? [at] : [])));
  let near = 0;
  for (let i = 0; i + 1 < places.length; i++) {
    if (places[i]?.some((a) => places[i + 1]?.some((b) => Math.abs(a - b) <= PAIR_REACH))) near++;
  }
  return near / (places.length - 1);
}

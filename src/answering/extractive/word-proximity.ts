import { levelled } from '../../core/search-terms.ts';
import { isStopWord, stem, words } from '../../core/words.ts';
import type { QueryGroup } from '../../retrieval/query-terms.ts';
import type { AnswerKind, Question } from '../questions/question.ts';
import type { CandidateSentence } from './candidate-sentences.ts';

/** How close to each other the words of a question stand in a sentence; shares are in [0, 1], weighted by rarity. */
export interface Proximity {
  /** The largest share of the question's words in any ten consecutive words. */
  readonly together: number;
  /**
   * The largest share within four words of something of the kind asked for, 0 when there is none. A name that opens the
   * sentence is not known for one.
   */
  readonly aroundAnswer: number;
}

const TOGETHER = 10;
const AROUND = 4;

const AMOUNT = /^(?:\p{N}.*|dozens?|half|hundreds?|thousands?|millions?|billions?|trillions?)$/u;
const TIME =
  /^(?:\p{N}.*|january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow)$/u;

/** Measures sentences against one question; `weights` has its words and what each weighs. */
export function proximityMeasure(
  question: Question,
  weights: ReadonlyMap<QueryGroup, number>,
): (sentence: CandidateSentence) => Proximity {
  const weightOf = Float64Array.from(weights.values());
  const total = weightOf.reduce((sum, weight) => sum + weight, 0) || 1;
  const meaning = new Map<string, Hit[]>();
  for (const [group, { members }] of [...weights.keys()].entries())
    for (const [member, { sameness }] of members)
      if (sameness > 0) meaning.set(member, [...(meaning.get(member) ?? []), { group, closeness: sameness }]);
  const asked = new Set(words(question.text).map((word) => stem(levelled(word))));
  const closest = new Float64Array(weightOf.length);
  const shareOf = (hits: readonly PlacedHit[], from: number, to: number): number => {
    closest.fill(0);
    for (const { place, group, closeness } of hits)
      if (place >= from && place < to && closeness > (closest[group] as number)) closest[group] = closeness;
    let sum = 0;
    for (let i = 0; i < closest.length; i++) sum += (weightOf[i] as number) * (closest[i] as number);
    return sum / total;
  };
  return ({ words: written, names }) => {
    const stems = written.map((word) => stem(levelled(word)));
    const hits = stems.flatMap((found, place) =>
      isStopWord(written[place] as string)
        ? []
        : (meaning.get(found) ?? []).map((hit): PlacedHit => ({ place, ...hit })),
    );
    let together = 0;
    let aroundAnswer = 0;
    if (hits.length === 0) return { together, aroundAnswer };
    for (const { place } of hits) together = Math.max(together, shareOf(hits, place, place + TOGETHER));
    for (const [place, word] of written.entries()) {
      if (asked.has(stems[place] as string) || !isOfKind(question.kind, levelled(word), names.has(place)))
        continue;
      aroundAnswer = Math.max(aroundAnswer, shareOf(hits, place - AROUND, place + AROUND + 1));
    }
    return { together, aroundAnswer };
  };
}

interface Hit {
  /** Position among the question's words. */
  readonly group: number;
  readonly closeness: number;
}

interface PlacedHit extends Hit {
  readonly place: number;
}

function isOfKind(kind: AnswerKind, word: string, isName: boolean): boolean {
  switch (kind) {
    case 'quantity':
      return AMOUNT.test(word);
    case 'time':
      return TIME.test(word);
    case 'person':
    case 'place':
      return isName;
    default:
      return false;
  }
}

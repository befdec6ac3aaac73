import type { CandidateSentence } from './candidate-sentences.ts';

/** Sentences with more between them are no neighbours. */
const NEIGHBOUR_GAP = 10;

export interface SentenceNeighbours {
  /** The candidate directly before one, or null. */
  before(at: number): number | null;
  /** The candidate itself with up to so many neighbours on each side, in order. */
  within(at: number, distance: number): number[];
}

/** Finds which candidates follow one another in their file; candidates are meant by their position. */
export function sentenceNeighbours(candidates: readonly CandidateSentence[]): SentenceNeighbours {
  const order = [...candidates.keys()].sort((a, b) => {
    const [one, other] = [candidates[a] as CandidateSentence, candidates[b] as CandidateSentence];
    return one.file < other.file ? -1 : one.file > other.file ? 1 : one.start - other.start;
  });
  const placeOf = new Map(order.map((candidate, place) => [candidate, place]));
  const follows = (place: number): boolean => {
    const [one, other] = [candidates[order[place - 1] ?? -1], candidates[order[place] ?? -1]];
    return !!one && !!other && one.file === other.file && other.start - one.end < NEIGHBOUR_GAP;
  };
  return {
    before(at) {
      const place = placeOf.get(at) as number;
      return follows(place) ? (order[place - 1] as number) : null;
    },
    within(at, distance) {
      let first = placeOf.get(at) as number;
      let last = first;
      for (let step = 0; step < distance && follows(first); step++) first--;
      for (let step = 0; step < distance && follows(last + 1); step++) last++;
      return order.slice(first, last + 1);
    },
  };
}

import { overlaps, type Span } from '../core/span.ts';

/** A ranked item with what tells how much it repeats others. */
export interface Diversifiable extends Span {
  readonly label: number;
  readonly score: number;
  readonly document: number;
}

export const DIVERSITY_DEFAULTS = {
  /** Taken from a passage's score (in standard deviations) for each better passage of the same document. */
  sameDocumentPenalty: 0.4,
  /** The penalty stops growing after so many. */
  mostPenalised: 4,
  /** Passages whose cosine is above this say the same. */
  duplicateCosine: 0.97,
} as const;

/**
 * Chooses `k` of ranked candidates greedily by score less a penalty for what the chosen ones already show (maximal
 * marginal relevance, Carbonell & Goldstein 1998, with the document in the place of similarity). A passage that overlaps
 * a chosen one by half, or says the same as one, is left out. The result's scores are those less their penalties, so that
 * they descend.
 */
export function diversify<T extends Diversifiable>(
  candidates: readonly T[],
  k: number,
  cosine: (a: number, b: number) => number,
): T[] {
  const { sameDocumentPenalty, mostPenalised, duplicateCosine } = DIVERSITY_DEFAULTS;
  const rest = [...candidates];
  const chosen: T[] = [];
  const taken = new Map<number, number>();
  while (chosen.length < k && rest.length > 0) {
    let best = 0;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (const [position, candidate] of rest.entries()) {
      // Candidates come best first, and a penalty only lowers a score.
      if (candidate.score <= bestScore) break;
      const score =
        candidate.score - sameDocumentPenalty * Math.min(taken.get(candidate.document) ?? 0, mostPenalised);
      if (score > bestScore) {
        best = position;
        bestScore = score;
      }
    }
    const [next] = rest.splice(best, 1);
    if (!next) break;
    const repeats = chosen.some(
      (other) =>
        (other.document === next.document && overlaps(other, next) && overlapShare(other, next) > 0.5) ||
        cosine(other.label, next.label) > duplicateCosine,
    );
    if (repeats) continue;
    chosen.push({ ...next, score: bestScore });
    taken.set(next.document, (taken.get(next.document) ?? 0) + 1);
  }
  return chosen;
}

/** The share of the shorter span that both have in common. */
function overlapShare(a: Span, b: Span): number {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return common / Math.max(1, Math.min(a.end - a.start, b.end - b.start));
}

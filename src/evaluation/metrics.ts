/** Measures of ranked lists and texts. Every share is in [0, 1]. */

/** How relevant items are, by item; an item that is missing is not relevant. Grades are above 0. */
export type Relevance = ReadonlyMap<string, number>;

/** Items of which only that they are relevant is known, or matters. */
export type RelevantItems = Pick<ReadonlySet<string>, 'has' | 'size'>;

/** 1 / rank of the first relevant item, 0 when there is none. */
export function reciprocalRank(ranked: readonly string[], relevant: RelevantItems): number {
  const rank = ranked.findIndex((item) => relevant.has(item));
  return rank === -1 ? 0 : 1 / (rank + 1);
}

/** 1 when a relevant item stands among the first `k`, else 0. */
export function hitAt(k: number, ranked: readonly string[], relevant: RelevantItems): number {
  return ranked.slice(0, k).some((item) => relevant.has(item)) ? 1 : 0;
}

/** The share of the relevant items that stand among the first `k`. */
export function recallAt(k: number, ranked: readonly string[], relevant: RelevantItems): number {
  if (relevant.size === 0) return 0;
  return ranked.slice(0, k).filter((item) => relevant.has(item)).length / relevant.size;
}

/**
 * Normalised discounted cumulative gain (Järvelin & Kekäläinen 2002): each item among the first `k` counts its grade
 * divided by log2(rank + 1), as a share of what the best order would give. Each item stands in `ranked` once.
 */
export function ndcgAt(k: number, ranked: readonly string[], relevant: Relevance): number {
  const gain = (grades: readonly number[]): number =>
    grades.slice(0, k).reduce((sum, grade, position) => sum + grade / Math.log2(position + 2), 0);
  const ideal = gain([...relevant.values()].sort((a, b) => b - a));
  return ideal === 0 ? 0 : gain(ranked.slice(0, k).map((item) => relevant.get(item) ?? 0)) / ideal;
}

/** The share of the facts of which any wording occurs in the text; case, white space and quotation marks do not matter. */
export function factRecall(text: string, facts: readonly (readonly string[])[]): number {
  if (facts.length === 0) return 1;
  const normal = normalised(text);
  return (
    facts.filter((wordings) => wordings.some((wording) => normal.includes(normalised(wording)))).length /
    facts.length
  );
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The value below which a share `p` of the values lies (nearest rank). */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)] ?? 0;
}

function normalised(text: string): string {
  return text
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[‐-–]/g, '-')
    .replace(/\s+/g, ' ');
}

/** Measures of ranked lists and texts. Every share is in [0, 1]. */

/** 1 / rank of the first relevant item, 0 when there is none. */
export function reciprocalRank(ranked: readonly string[], relevant: ReadonlySet<string>): number {
  const rank = ranked.findIndex((item) => relevant.has(item));
  return rank === -1 ? 0 : 1 / (rank + 1);
}

/** The share of the relevant items that stand among the first `k`. */
export function recallAt(k: number, ranked: readonly string[], relevant: ReadonlySet<string>): number {
  if (relevant.size === 0) return 0;
  return ranked.slice(0, k).filter((item) => relevant.has(item)).length / relevant.size;
}

/** Normalised discounted cumulative gain with binary relevance (Järvelin & Kekäläinen 2002). */
export function ndcgAt(k: number, ranked: readonly string[], relevant: ReadonlySet<string>): number {
  const discount = (rank: number): number => 1 / Math.log2(rank + 2);
  let gain = 0;
  for (const [rank, item] of ranked.slice(0, k).entries()) if (relevant.has(item)) gain += discount(rank);
  let ideal = 0;
  for (let rank = 0; rank < Math.min(k, relevant.size); rank++) ideal += discount(rank);
  return ideal === 0 ? 0 : gain / ideal;
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

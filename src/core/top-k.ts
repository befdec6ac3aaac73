/**
 * The `k` items of `candidates` with the highest scores, best first, equal ones in ascending order of the item. A binary
 * heap keeps the best seen so far, so that a long list costs little more than one pass.
 */
export function topK(candidates: ArrayLike<number>, scoreOf: (item: number) => number, k: number): number[] {
  const items: number[] = [];
  const scores: number[] = [];
  // The heap's root is the worst item that is kept.
  const worse = (a: number, b: number): boolean => {
    const x = scores[a] as number;
    const y = scores[b] as number;
    return x < y || (x === y && (items[a] as number) > (items[b] as number));
  };
  const swap = (a: number, b: number): void => {
    const item = items[a] as number;
    const score = scores[a] as number;
    items[a] = items[b] as number;
    scores[a] = scores[b] as number;
    items[b] = item;
    scores[b] = score;
  };
  const siftDown = (): void => {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let worst = at;
      if (left < items.length && worse(left, worst)) worst = left;
      if (left + 1 < items.length && worse(left + 1, worst)) worst = left + 1;
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  };
  let least = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < candidates.length; i++) {
    const item = candidates[i] as number;
    const score = scoreOf(item);
    if (items.length < k) {
      let at = items.push(item) - 1;
      scores.push(score);
      while (at > 0 && worse(at, (at - 1) >> 1)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
      if (items.length === k) least = scores[0] as number;
    } else if (k > 0 && score >= least && (score > least || item < (items[0] as number))) {
      items[0] = item;
      scores[0] = score;
      siftDown();
      least = scores[0] as number;
    }
  }
  return items
    .map((item, at) => ({ item, score: scores[at] as number }))
    .sort((a, b) => b.score - a.score || a.item - b.item)
    .map(({ item }) => item);
}

/**
 * The `k` items of `candidates` with the highest scores, best first, equal ones in ascending order of the item. A binary
 * heap keeps the best seen so far, so that a long list costs little more than one pass.
 */
export function topK(candidates: Iterable<number>, scoreOf: (item: number) => number, k: number): number[] {
  const items: number[] = [];
  const scores: number[] = [];
  // The heap's root is the worst item that is kept.
  const worse = (a: number, b: number): boolean => {
    const [x, y] = [scores[a] as number, scores[b] as number];
    return x < y || (x === y && (items[a] as number) > (items[b] as number));
  };
  const swap = (a: number, b: number): void => {
    [items[a], items[b]] = [items[b] as number, items[a] as number];
    [scores[a], scores[b]] = [scores[b] as number, scores[a] as number];
  };
  const siftDown = (from: number): void => {
    let at = from;
    for (;;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < items.length && worse(child, worst)) worst = child;
      if (worst === at) return;
      swap(at, worst);
      at = worst;
    }
  };
  for (const item of candidates) {
    const score = scoreOf(item);
    if (items.length < k) {
      let at = items.push(item) - 1;
      scores.push(score);
      while (at > 0 && worse(at, (at - 1) >> 1)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    } else if (
      k > 0 &&
      (score > (scores[0] as number) || (score === scores[0] && item < (items[0] as number)))
    ) {
      items[0] = item;
      scores[0] = score;
      siftDown(0);
    }
  }
  return items
    .map((item, at) => ({ item, score: scores[at] as number }))
    .sort((a, b) => b.score - a.score || a.item - b.item)
    .map(({ item }) => item);
}

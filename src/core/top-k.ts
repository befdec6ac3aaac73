/**
 * The `k` items with the highest scores, best first, equal ones in ascending order of the item; `scores` has a place for
 * each of `items`. A binary heap keeps the best seen so far, so that a long list costs little more than one pass.
 */
export function topK(items: ArrayLike<number>, scores: ArrayLike<number>, k: number): number[] {
  const size = Math.max(0, Math.min(k, items.length));
  if (size === 0) return [];
  // Places in the lists; the root is the worst that is kept.
  const heap: number[] = [];
  const worse = (a: number, b: number): boolean => {
    const x = scores[a] as number;
    const y = scores[b] as number;
    return x < y || (x === y && (items[a] as number) > (items[b] as number));
  };
  const siftDown = (place: number): void => {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && worse(heap[child + 1] as number, heap[child] as number)) child++;
      if (!worse(heap[child] as number, place)) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = place;
  };
  for (let place = 0; place < size; place++) {
    let at = heap.push(place) - 1;
    for (let parent = (at - 1) >> 1; at > 0 && worse(place, heap[parent] as number); parent = (at - 1) >> 1) {
      heap[at] = heap[parent] as number;
      at = parent;
    }
    heap[at] = place;
  }
  let least = scores[heap[0] as number] as number;
  for (let place = size; place < items.length; place++) {
    if ((scores[place] as number) < least || !worse(heap[0] as number, place)) continue;
    siftDown(place);
    least = scores[heap[0] as number] as number;
  }
  return heap.sort((a, b) => (worse(a, b) ? 1 : -1)).map((place) => items[place] as number);
}

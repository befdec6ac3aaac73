/** A list of postings: the first `length` entries of each array; no item occurs twice. */
export interface PostingList {
  readonly items: Uint32Array;
  /** How often the term stands in the item. */
  readonly counts: Uint32Array;
  length: number;
}

/** What one passage counts for itself in the neighbours' field, where those beside it count once. */
export const SELF_COUNT = 2;

/** Bits that say whether a passage has one before it, and one after it, in the same document. */
export const BEFORE = 1;
export const AFTER = 2;

export function emptyList(size: number): PostingList {
  return { items: new Uint32Array(size), counts: new Uint32Array(size), length: 0 };
}

/** The postings of the passages that are marked. */
export function restrict(
  { items, counts, length }: PostingList,
  marked: Uint8Array,
  into: PostingList,
): void {
  const { items: kept, counts: keptCounts } = into;
  let end = 0;
  for (let i = 0; i < length; i++) {
    const item = items[i] as number;
    if (marked[item] === 0) continue;
    kept[end] = item;
    keptCounts[end] = counts[i] as number;
    end++;
  }
  into.length = end;
}

/**
 * Turns a term's postings into those of the neighbours' field: each passage with its own occurrences counted twice and
 * those of the passages beside it once. Labels ascend; `occurrences` is by label, zeros before and after.
 */
export function spread(
  { items, counts, length }: PostingList,
  sides: Uint8Array,
  occurrences: Uint32Array,
  into: PostingList,
): void {
  const { items: found, counts: sums } = into;
  let end = 0;
  for (let i = 0; i < length; i++) {
    const label = items[i] as number;
    const count = counts[i] as number;
    const beside = sides[label] as number;
    if ((beside & BEFORE) !== 0) {
      const before = occurrences[label - 1] as number;
      if (before === 0) found[end++] = label - 1;
      occurrences[label - 1] = before + count;
    }
    const here = occurrences[label] as number;
    if (here === 0) found[end++] = label;
    occurrences[label] = here + SELF_COUNT * count;
    // Nothing has reached the one after this yet.
    if ((beside & AFTER) !== 0) {
      found[end++] = label + 1;
      occurrences[label + 1] = count;
    }
  }
  for (let i = 0; i < end; i++) {
    const label = found[i] as number;
    sums[i] = occurrences[label] as number;
    occurrences[label] = 0;
  }
  into.length = end;
}

/** Entries that a gatherer keeps of all lists together, of 8 bytes each. */
const MOST_KEPT = 1_000_000;

/**
 * Turns a term's postings into those of whole documents, whose passages follow one another in the list. What was gathered
 * is kept for the next query that holds the term.
 */
export function documentGatherer(
  documentOf: Uint32Array,
  documents: number,
): (stem: string, list: PostingList) => PostingList {
  const gathered = emptyList(documents);
  const kept = new Map<string, PostingList>();
  let entries = 0;
  return (stem, list) => {
    const known = kept.get(stem);
    if (known) return known;
    gather(list, documentOf, gathered);
    const { items, counts, length } = gathered;
    if (entries + length > MOST_KEPT) {
      kept.clear();
      entries = 0;
    }
    entries += length;
    const found = { items: items.slice(0, length), counts: counts.slice(0, length), length };
    kept.set(stem, found);
    return found;
  };
}

function gather({ items, counts, length }: PostingList, documentOf: Uint32Array, into: PostingList): void {
  const { items: homes, counts: sums } = into;
  let end = 0;
  for (let i = 0; i < length; i++) {
    const home = documentOf[items[i] as number] as number;
    const count = counts[i] as number;
    if (end > 0 && homes[end - 1] === home) sums[end - 1] = (sums[end - 1] as number) + count;
    else {
      homes[end] = home;
      sums[end] = count;
      end++;
    }
  }
  into.length = end;
}

import { isStopWord, words } from '../../core/words.ts';
import { isDenial, root } from './polarity.ts';

/*
 * Some words turn a statement round only in one place: "since Monday" against "until Monday", while "closed since May"
 * may well rest on "open until May". They are compared where the claim and its closest source sentence have the same
 * word beside them.
 */

/** Function words: each excludes those of the other groups of its line before the same word. */
const BEFORE_THE_SAME: readonly (readonly string[])[] = [
  ['since', 'until till'],
  ['before', 'after'],
  ['above over', 'below under'],
  ['next coming', 'last previous past', 'this current'],
  ['for', 'against'],
  ['ahead', 'behind'],
  ['all every each', 'some few several', 'none no'],
];
/** Words with a meaning of their own: each excludes the others beside the same word, before or after it. */
const BESIDE_THE_SAME: readonly (readonly string[])[] = [
  ['today', 'tomorrow', 'yesterday'],
  ['approve adopt authorise authorize', 'block veto'],
];
/** Verbs that exclude each other for the same subject: what one side buys the other sells. */
const AFTER_THE_SAME: readonly (readonly string[])[] = [['buy purchase', 'sell']];
const NEGATING = /^(?:un|in|im|ir|il|dis|non)(?=\p{L}{4})/u;

type Place = 'before' | 'beside' | 'after';

/** What excludes what: by word, the line and the group within it, and where the same word has to stand. */
const groups = new Map<
  string,
  { readonly line: readonly string[]; readonly group: string; readonly place: Place }
>();
for (const [place, lines] of [
  ['before', BEFORE_THE_SAME],
  ['beside', BESIDE_THE_SAME],
  ['after', AFTER_THE_SAME],
] as const)
  for (const line of lines)
    for (const group of line)
      for (const word of group.split(' '))
        groups.set(place === 'before' ? word : root(word), { line, group, place });

/** Whether a claim has an opposite in the place of a word of its closest source sentence. */
export function replacesByOpposite(claim: string, closest: string): boolean {
  const [said, read] = [placesOf(claim), placesOf(closest)];
  return said.some(
    (mine) =>
      read.some((its) => isSamePlace(mine, its) && isOpposite(mine, its)) &&
      !read.some((its) => its.word === mine.word && isSamePlace(mine, its)),
  );
}

interface Placed {
  readonly word: string;
  /** The nearest words with a meaning on both sides, by their roots; null at the ends. */
  readonly before: string | null;
  readonly after: string | null;
  readonly isDenied: boolean;
}

/** How many words before a word may deny it: "not yet entirely safe". */
const DENIAL_REACH = 3;

function placesOf(text: string): readonly Placed[] {
  const list = words(text);
  const isContent = (word: string): boolean => !isStopWord(word) && groups.get(word)?.place !== 'before';
  let before: string | null = null;
  return list.map((word, index): Placed => {
    const next = list.slice(index + 1).find(isContent);
    const isDenied = list.slice(Math.max(0, index - DENIAL_REACH), index).some(isDenial);
    const entry = { word, before, after: next === undefined ? null : root(next), isDenied };
    if (isContent(word)) before = root(word);
    return entry;
  });
}

const groupOf = (word: string) => groups.get(word) ?? groups.get(root(word));

function isOpposite(mine: Placed, its: Placed): boolean {
  // "Not safe" is "unsafe".
  if (mine.isDenied !== its.isDenied) return false;
  const [word, other] = [mine.word, its.word];
  const [one, two] = [groupOf(word), groupOf(other)];
  if (one !== undefined && two !== undefined) return one.line === two.line && one.group !== two.group;
  return word !== other && (word.replace(NEGATING, '') === other || other.replace(NEGATING, '') === word);
}

function isSamePlace(mine: Placed, its: Placed): boolean {
  const place = groupOf(mine.word)?.place ?? 'beside';
  const isBefore = mine.after !== null && mine.after === its.after && place !== 'after';
  const isAfter = mine.before !== null && mine.before === its.before && place !== 'before';
  return isBefore || isAfter;
}

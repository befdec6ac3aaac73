import { isStopWord, stem, words } from '../core/words.ts';

const NEGATORS = new Set(
  `not no never neither nor none nobody nothing without cannot can't won't don't doesn't didn't isn't aren't wasn't
weren't hasn't haven't hadn't wouldn't shouldn't couldn't refused refuses refuse refusing refusal failed fails fail failing
rejected rejects reject rejecting denied denies deny denying lacks lack lacking unable unlikely hardly`.split(
    /\s+/,
  ),
);

/** Words that turn a statement round; matched by stem, either side against the other. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  [
    'increase rise rose risen grow grew grown growth climb',
    'decrease decline fall fell fallen drop reduce shrink shrank',
  ],
  ['import', 'export'],
  ['accept embrace welcome', 'reject refuse resist'],
  ['support back', 'oppose'],
  ['strengthen deepen', 'weaken'],
  ['largest biggest highest', 'smallest lowest'],
  ['before', 'after'],
  ['above over exceed', 'below under'],
  ['success successful successfully', 'failure unsuccessful'],
  ['agree', 'disagree'],
  ['close closed', 'distant'],
  ['buyer purchaser', 'seller supplier'],
  ['first', 'last'],
  ['more', 'less fewer'],
];

const opposites: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = OPPOSITES.map(
  ([one, other]) => [new Set(one.split(' ').map(stem)), new Set(other.split(' ').map(stem))] as const,
);

/** How many words after a negator are taken as what it denies, function words not counted. */
const REACH = 3;

/**
 * True when one text denies what the other states: a word negated in one stands un-negated in the other, which has no
 * negation of its own near it; or a word is replaced by its opposite ("rose" by "fell").
 */
export function contradicts(sentence: string, quote: string): boolean {
  const claim = read(sentence);
  const source = read(quote);
  if (turnsRound(claim.stems, source.stems)) return true;
  return denies(claim, source, 0) || denies(source, claim, 0.5);
}

interface Polarity {
  readonly stems: ReadonlySet<string>;
  /** For each negator, the stems that it denies. */
  readonly denied: readonly (readonly string[])[];
}

function read(text: string): Polarity {
  const all = words(
    text
      .replace(/^(?:yes|no)\b[,.:]?/i, ' ')
      .replace(/\bnot (?:only|just|merely)\b/gi, ' ')
      .replace(/\bno (?:longer|more)\b/gi, 'not')
      .replace(/’/g, "'"),
  );
  const denied: string[][] = [];
  all.forEach((word, place) => {
    if (!NEGATORS.has(word)) return;
    const content = (list: readonly string[]): string[] =>
      list.filter((next) => !isStopWord(next) && !NEGATORS.has(next));
    const after = content(all.slice(place + 1)).slice(0, REACH);
    // "It cost nothing": what comes before is denied.
    const reached = after.length > 0 ? after : content(all.slice(0, place)).slice(-REACH);
    denied.push(reached.map(stem));
  });
  return { stems: new Set(all.map(stem)), denied };
}

/** Whether `denier` denies words that `other` states plainly: more than the given share of those in reach. */
function denies(denier: Polarity, other: Polarity, share: number): boolean {
  return denier.denied.some((reached) => {
    const stated = reached.filter((word) => other.stems.has(word));
    if (stated.length === 0 || stated.length <= (reached.length - 1) * share) return false;
    return !other.denied.some((words) => words.some((word) => reached.includes(word)));
  });
}

function turnsRound(claim: ReadonlySet<string>, source: ReadonlySet<string>): boolean {
  const has = (set: ReadonlySet<string>, words: ReadonlySet<string>): boolean =>
    [...words].some((word) => set.has(word));
  return opposites.some(
    ([one, other]) =>
      (has(claim, one) && !has(claim, other) && has(source, other) && !has(source, one)) ||
      (has(claim, other) && !has(claim, one) && has(source, one) && !has(source, other)),
  );
}

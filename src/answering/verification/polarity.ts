import { isStopWord, stem, words } from '../../core/words.ts';
import { lemma } from '../facts/lemmas.ts';

const NEGATORS = new Set(
  `not no never neither nor none nobody nothing without cannot can't won't don't doesn't didn't isn't aren't wasn't
weren't hasn't haven't hadn't wouldn't shouldn't couldn't unable unlikely hardly`.split(/\s+/),
);
/** Verbs that deny; a sentence and its source may give them in another voice, and then agree. */
const DENIALS = new Set(
  `refused refuses refuse refusing refusal failed fails fail failing rejected rejects reject rejecting denied denies deny denying
lacks lack lacking`.split(/\s+/),
);

/** Verbs that may say in one text what "not" says in the other: "prevented from sowing", "could not sow". */
const IMPLIED_DENIALS = new Set(
  'prevent prevented prevents preventing dismiss dismissed dismisses dismissing abandon abandoned'.split(' '),
);

/** Words that turn a statement round; matched by stem, either side against the other. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  [
    'increase rise raise grow growth climb jump surge soar',
    'decrease decline fall drop reduce lower shrink cut sink plunge slump tumble',
  ],
  ['import', 'export'],
  ['accept embrace welcome', 'reject refuse resist criticise criticize condemn'],
  ['support back', 'oppose'],
  ['strengthen deepen', 'weaken'],
  ['largest biggest highest', 'smallest lowest'],
  ['higher', 'lower'],
  ['earliest', 'latest'],
  ['father', 'mother'],
  ['grandfather', 'grandmother'],
  ['success successful successfully', 'failure unsuccessful'],
  ['agree', 'disagree'],
  ['close closed', 'distant'],
  ['open opened reopen', 'close closed shut'],
  ['include', 'exclude'],
  ['oldest eldest', 'youngest'],
  ['bright brighter', 'dark darker'],
  ['north northern', 'south southern'],
  ['east eastern', 'west western'],
  ['win', 'lose'],
  ['allow permit', 'forbid prohibit ban'],
  ['start begin', 'end stop finish'],
  ['daily', 'weekly monthly yearly annual'],
  ['weekly', 'monthly yearly annual'],
  ['monthly', 'yearly annual'],
  ['buyer purchaser', 'seller supplier'],
  ['first', 'last'],
  ['more', 'less fewer'],
];

export const root = (word: string): string => lemma(stem(word));
const rootsOf = (list: string): Set<string> => new Set(list.split(' ').map(root));

const opposites: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = OPPOSITES.map(
  ([one, other]) => [rootsOf(one), rootsOf(other)] as const,
);

/** Whether a word denies what follows it. */
export const isDenial = (word: string): boolean => NEGATORS.has(word.replace('’', "'")) || DENIALS.has(word);

/** How many words after a negator are taken as what it denies, function words not counted. */
const REACH = 3;

/**
 * True when one text denies what the other states: a word negated in one stands un-negated in the other, which has no
 * negation of its own near it; or a word is replaced by its opposite ("rose" by "fell").
 */
export function contradicts(sentence: string, quote: string): boolean {
  const claim = read(sentence);
  const source = read(quote);
  if (turnsRound(claim, source)) return true;
  return denies(claim, source, 0) || denies(source, claim, 0.5);
}

interface Denial {
  /** The verb that denies; null for "not" and its like. */
  readonly verb: string | null;
  /** The stems that are denied. */
  readonly words: readonly string[];
}

interface Polarity {
  readonly stems: ReadonlySet<string>;
  /** The same, clause by clause; `content` leaves function words out. */
  readonly clauses: readonly { readonly stems: ReadonlySet<string>; readonly content: ReadonlySet<string> }[];
  readonly denied: readonly Denial[];
  /** The stems beside any denial, spoken or implied, before and after it in its clause. */
  readonly besideDenials: ReadonlySet<string>;
}

/** "3 doses a year" are 3 yearly doses; "a year later" and "for a year" are no rates. */
const RATE =
  /(?<!\b(?:in|for|within|of|after|over|about|nearly|almost|than|by|and) )\b(?:an?|per|each|every) (day|week|month|year)\b(?! (?:later|ago|earlier|before|after|long|old|and))/gi;

const CLAUSE_END = /[,;:](?=\s)|\b(?:but|until|till|unless|because|when|while|although|though|which|who)\b/i;

function read(text: string): Polarity {
  const clauses = text
    .replace(/^(?:yes|no)\b[,.:]?/i, ' ')
    .replace(/\bnot (?:only|just|merely)\b/gi, ' ')
    .replace(/\bno (?:more|less|fewer|later|earlier) than\b/gi, ' ')
    .replace(/\bno (?:longer|more)\b/gi, 'not')
    .replace(/\bturn(?:s|ed|ing)? down\b/gi, 'refused')
    .replace(/\b(?:go(?:es)?|went|gone) up\b|\bup (?=from\b|by\b|[\d$€£])/gi, 'rise ')
    .replace(/\b(?:go(?:es)?|went|gone) down\b|\bdown (?=from\b|by\b|[\d$€£])/gi, 'fall ')
    .replace(/\b(?:at|by|in|until|till|before|since|towards?) the end of\b/gi, ' ')
    .replace(RATE, (_, unit: string) => (unit.toLowerCase() === 'day' ? 'daily' : `${unit}ly`))
    .replace(/’/g, "'")
    .split(CLAUSE_END)
    .map(words);
  const denied: Denial[] = [];
  const besideDenials = new Set<string>();
  for (const clause of clauses) {
    clause.forEach((word, place) => {
      const verb = DENIALS.has(word);
      const denies = verb || NEGATORS.has(word);
      if (!denies && !IMPLIED_DENIALS.has(word)) return;
      const before = content(clause.slice(0, place)).slice(-REACH).map(root);
      const after = content(clause.slice(place + 1))
        .slice(0, REACH)
        .map(root);
      for (const near of [...before, ...after]) besideDenials.add(near);
      // "It cost nothing": what comes before is denied.
      if (denies) denied.push({ verb: verb ? root(word) : null, words: after.length > 0 ? after : before });
    });
  }
  return {
    stems: new Set(clauses.flat().map(root)),
    clauses: clauses.map((clause) => ({
      stems: new Set(clause.map(root)),
      content: new Set(content(clause).map(root)),
    })),
    denied,
    besideDenials,
  };
}

const content = (list: readonly string[]): string[] =>
  list.filter((word) => !isStopWord(word) && !NEGATORS.has(word) && !DENIALS.has(word));

/** Whether `denier` denies words that `other` states plainly: more than the given share of those in reach. */
function denies(denier: Polarity, other: Polarity, share: number): boolean {
  return denier.denied.some(({ verb, words: reached }) => {
    if (verb !== null && other.stems.has(verb)) return false;
    const stated = reached.filter((word) => other.stems.has(word));
    if (stated.length === 0 || stated.length <= (reached.length - 1) * share) return false;
    return !reached.some((word) => other.besideDenials.has(word));
  });
}

/** Whether a clause of the claim has a word, and a clause of the source that shares another with it has its opposite. */
function turnsRound(claim: Polarity, source: Polarity): boolean {
  const has = ({ stems }: Polarity, words: ReadonlySet<string>): boolean => overlaps(words, stems);
  const replaces = (mine: ReadonlySet<string>, its: ReadonlySet<string>): boolean =>
    has(claim, mine) && !has(claim, its) && has(source, its) && !has(source, mine) && meet(mine, its);
  const meet = (mine: ReadonlySet<string>, its: ReadonlySet<string>): boolean =>
    claim.clauses.some(
      (said) =>
        overlaps(said.stems, mine) &&
        source.clauses.some((read) => overlaps(read.stems, its) && overlaps(said.content, read.content)),
    );
  return opposites.some(([one, other]) => replaces(one, other) || replaces(other, one));
}

const overlaps = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].some((word) => other.has(word));

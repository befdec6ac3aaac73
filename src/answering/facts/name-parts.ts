import { allMatches } from '../../core/matches.ts';
import { isStopWord } from '../../core/words.ts';

/** Words that say what somebody is, not who: they end one name and may stand before the next. */
const TITLES = new Set(
  `president vice prime minister pm mr mrs ms miss dr prof professor sir lord lady king queen prince princess chancellor
premier deputy first foreign-minister director director-general general secretary chairman chairwoman chair ceo ambassador
senator governor mayor diplomat co-chair spokesman spokeswoman spokesperson analyst expert leader minister ministers
presidents leaders excellency honourable honorable shri councillor councilor judge justice captain colonel major sergeant
inspector detective officer commissioner coach bishop archbishop pope dame duke duchess emperor sheikh sheriff congressman
congresswoman`.split(/\s+/),
);

/** Capitalised in headings and event names, but without meaning of their own. */
const GENERIC = new Set(
  'annual summit summits meeting talks visit forum statement declaration article news'.split(' '),
);

const COUNTRIES: Readonly<Record<string, string>> = {
  american: 'usa',
  americans: 'usa',
  america: 'usa',
  us: 'us',
  'u.s': 'usa',
  'u.s.a': 'usa',
  uk: 'britain',
  'u.k': 'britain',
  british: 'britain',
  english: 'england',
  french: 'france',
  german: 'germany',
  germans: 'germany',
  chinese: 'china',
  japanese: 'japan',
  vietnamese: 'vietnam',
  spanish: 'spain',
  dutch: 'netherlands',
  swiss: 'switzerland',
  swedish: 'sweden',
  danish: 'denmark',
  finnish: 'finland',
  polish: 'poland',
  turkish: 'turkey',
  greek: 'greece',
  israeli: 'israel',
  israelis: 'israel',
  pakistani: 'pakistan',
  pakistanis: 'pakistan',
  iraqi: 'iraq',
  ukrainian: 'ukraine',
  ukrainians: 'ukraine',
  iranian: 'iran',
  iranians: 'iran',
  brazilian: 'brazil',
  egyptian: 'egypt',
  canadian: 'canada',
  italian: 'italy',
  norwegian: 'norway',
  belgian: 'belgium',
  hungarian: 'hungary',
  european: 'europe',
  europeans: 'europe',
  african: 'africa',
  western: 'west',
  korean: 'korea',
  mexican: 'mexico',
  afghan: 'afghanistan',
  bangladeshi: 'bangladesh',
};

const PHRASES: readonly (readonly [readonly string[], string])[] = [
  [['united', 'states', 'usa'], 'usa'],
  [['united', 'states'], 'usa'],
  [['united', 'kingdom'], 'britain'],
  [['great', 'britain'], 'britain'],
  [['united', 'nations'], 'un'],
  [['european', 'union'], 'eu'],
  [['europe', 'union'], 'eu'],
];

const phraseWords = new Map<string, string[]>();
for (const [words, joined] of PHRASES)
  phraseWords.set(joined, [...new Set([...(phraseWords.get(joined) ?? []), ...words])]);

/** A word of a text as far as names are concerned. */
export interface NameToken {
  readonly written: string;
  readonly start: number;
  readonly end: number;
  /** What stands between this word and the next: a space, a hyphen, or something that ends a name. */
  readonly gap: 'space' | 'hyphen' | 'end';
  /** True where any word would be capitalised: at the start of a sentence or quotation. */
  readonly initial: boolean;
}

const TOKEN = /(?:\p{L}\.){2,}|[\p{L}\p{M}][\p{L}\p{M}\d]*(?:'\p{L}+)?/gu;
const ABBREVIATED = /^(?:Dr|Mr|Mrs|Ms|Prof|Gen|Gov|Sen|St|\p{Lu})$/u;

/** The words of a plain text (see `plainText`), with what separates them. */
export function nameTokens(plain: string): NameToken[] {
  const matches = allMatches(plain, TOKEN);
  return matches.map((match, index) => {
    const start = match.index;
    const end = start + match[0].length;
    const next = matches[index + 1];
    const between = next === undefined ? '.' : plain.slice(end, next.index);
    const gap =
      between === '-'
        ? 'hyphen'
        : /^[ \n]$/.test(between) || (between === '. ' && ABBREVIATED.test(match[0]))
          ? 'space'
          : 'end';
    return { written: match[0], start, end, gap, initial: isInitial(plain, start, matches[index - 1]?.[0]) };
  });
}

function isInitial(plain: string, start: number, previous: string | undefined): boolean {
  const before = plain.slice(Math.max(0, start - 8), start);
  if (/\. $/.test(before) && previous !== undefined && ABBREVIATED.test(previous)) return false;
  return /(?:^|[.!?:\n"•*|])[\s("'[]*$/.test(start <= 8 ? before : `x${before}`);
}

/** The form in which parts of names are compared: without case, accents, possessives; nations for their people. */
export function namePart(written: string): string {
  if (written === 'US' || written === 'USA') return 'usa';
  const bare = /^\p{Lu}[\p{L}]*\p{Lu}s$/u.test(written) ? written.slice(0, -1) : written;
  const lower = bare
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/'s?$|'s$|\.$/, '')
    // "L'Inde" is "Inde", "dell'India" is "India".
    .replace(/^(?:[ld]|dell|nell|all|dall|sull|un|qu)'(?=\p{L}{2})/u, '');
  const country = COUNTRIES[lower];
  if (country !== undefined) return country;
  return lower.length > 4 ? lower.replace(/ians?$/, 'ia') : lower;
}

/** True for an adjective or noun for a people, such as "Russian": it stands beside a name, not in it. */
export function isDemonym(written: string): boolean {
  const lower = written.toLowerCase();
  return /ians?$/.test(lower) || (COUNTRIES[lower] !== undefined && COUNTRIES[lower] !== lower);
}

export function isTitle(written: string): boolean {
  return TITLES.has(written.toLowerCase().replace(/'s$/, ''));
}

/** True for words that no name consists of: function words, event words, single letters. */
export function isInsignificant(written: string): boolean {
  const lower = written.toLowerCase();
  return written.length === 1 || GENERIC.has(lower) || (isStopWord(lower) && !/^\p{Lu}{2,}/u.test(written));
}

/** "united states" becomes "usa", and so on. */
export function joinPhrases(parts: readonly string[]): string[] {
  const joined: string[] = [];
  for (let index = 0; index < parts.length; ) {
    const phrase = PHRASES.find(([words]) => words.every((word, offset) => parts[index + offset] === word));
    joined.push(phrase === undefined ? (parts[index] ?? '') : phrase[1]);
    index += phrase === undefined ? 1 : phrase[0].length;
  }
  return joined;
}

/** What `joinPhrases` made this part of: "eu" stands where "europe" and "union" do. */
export function phraseParts(part: string): readonly string[] {
  return phraseWords.get(part) ?? [];
}

/** Whether two parts of a name are the beginning of a phrase that `joinPhrases` joins. */
export function opensPhrase(first: string, second: string): boolean {
  return PHRASES.some(([[one, other]]) => one === first && other === second);
}

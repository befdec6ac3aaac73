import { isStopWord } from '../../core/words.ts';
import { type Fact, plainText } from './fact-text.ts';
import {
  isDemonym,
  isInsignificant,
  isTitle,
  joinPhrases,
  type NameToken,
  namePart,
  nameTokens,
  opensPhrase,
} from './name-parts.ts';
import { isForeignFunctionWord } from './sentence-language.ts';

/** Endings of common words: a capital at the start of a sentence makes no name of them. */
const COMMON_ENDING =
  /(?:ly|[st]ions?|ments?|ings?|ed|ers?|ors?|ies|ity|ness|ances?|ences?|ships?|able|ible|ive|ous|ists?|ages?|ures?|ics?|ional|eral|wide|s)$/;
const NAMES_DESPITE_ENDING = new Set(
  `beijing france paris athens texas brics brussels netherlands philippines honduras cyprus laos wales alexander peter
united singapore mauritius maldives emirates`.split(/\s+/),
);
/** Common words that open sentences and that no ending tells from a name. */
const STARTERS = new Set(
  `one two three four five six seven eight nine ten eleven twelve half twice meanwhile however overall today yesterday tomorrow thus
despite prior also yes around approximately nearly roughly almost about some over under up later earlier next last perhaps alone
together instead indeed maybe still even never always often sometimes since soon ahead besides
trade defence defense oil gas energy nuclear growth military peace support food tea arms tank work progress research technology
industry policy strategy history culture education tourism language interest demand discount market fuel coal steel pharma sea route
access finance money talk speech photo gesture war conflict police help aid staff rain snow wind storm fire flood water air land wood
wheat rice corn milk bread sugar salt gold silver iron paper glass cotton traffic parking entry rent debt cash credit tax income cost
profit loss budget crime law court parliament government council congress senate army navy church school music art film sport health
life death age youth labour labor supply output weather climate heat cold drought noise light power data software voter turnout
women men children people boys girls parents crowd public press media news group team club company firm bank union party family home
house bus train rail road bridge tunnel ferry ship plane airport harbour harbor city town island river valley forest
both many several few most local total key major new current future past high low large small big heavy light strong weak young old
rare free full early late long short hard dry wet warm hot cool good bad better worse best worst poor rich public private special
joint economic bilateral mutual recent recently modern foreign global regional international political cultural natural additional
annual central common official domestic internal medical legal federal rural urban human social civil royal crude space part
discounted`.split(/\s+/),
);

/**
 * The names of a plain text: capitalised words that stand together, without titles and leading function words. `known` are
 * words, lower-cased, that are names even where a sentence begins with them.
 */
export function nameFacts(plain: string, original: string, known: ReadonlySet<string>): Fact[] {
  const facts: Fact[] = [];
  const tokens = nameTokens(plain);
  let run: NameToken[] = [];
  const finish = (): void => {
    const parts = joinPhrases(run.map((token) => namePart(token.written)));
    const [first] = run;
    const last = run.at(-1);
    if (first !== undefined && last !== undefined) {
      const text = original.slice(first.start, last.end).replace(/['’]s$/, '');
      facts.push({
        kind: 'name',
        value: `n:${parts.join(' ')}`,
        text,
        start: first.start,
        end: first.start + text.length,
      });
    }
    run = [];
  };
  tokens.forEach((token, index) => {
    const capital = /^(?=\p{Script=Latin})\p{Lu}/u.test(token.written);
    if (capital && !isTitle(token.written) && !isCommonStart(token, tokens[index + 1], known)) {
      // "Russian President" are two, "European Union" is one.
      const opens = opensPhrase(namePart(token.written), namePart(tokens[index + 1]?.written ?? ''));
      const isAlone = isDemonym(token.written) && !opens;
      if (isAlone) finish();
      if (!isInsignificant(token.written)) run.push(token);
      if (isAlone) finish();
    } else if (run.length > 0 && !joinsNames(token, tokens[index + 1])) {
      finish();
    }
    if (token.gap !== 'space' || /'s$/.test(token.written)) finish();
  });
  finish();
  return facts;
}

/** "of" and the like between two capitalised words belong to the name: "Bank of India". */
function joinsNames(token: NameToken, next: NameToken | undefined): boolean {
  return (
    /^(?:of|de|del|von|van|bin|al)$/.test(token.written) &&
    token.gap === 'space' &&
    /^\p{Lu}/u.test(next?.written ?? '')
  );
}

function isCommonStart(token: NameToken, next: NameToken | undefined, known: ReadonlySet<string>): boolean {
  if (!token.initial || /^\p{Lu}{2}/u.test(token.written)) return false;
  const lower = token.written.toLowerCase().replace(/'s$/, '');
  if (known.has(lower)) return false;
  const before = token.gap === 'space' && /^\p{Lu}/u.test(next?.written ?? '');
  if (isStopWord(lower) || isForeignFunctionWord(lower) || (STARTERS.has(lower) && !before)) return true;
  if (NAMES_DESPITE_ENDING.has(lower) || /'s$/.test(token.written) || isDemonym(token.written)) return false;
  if (before) return /(?:ing|ed|ly)$/.test(lower);
  return COMMON_ENDING.test(lower);
}

/**
 * The words of a text, lower-cased, that have a capital where none is due and are never written without one: "Harris" of
 * "as Harris said". Headings tell nothing.
 */
export function knownNames(text: string): Set<string> {
  const names = new Set<string>();
  const common = new Set<string>();
  for (const line of plainText(text).split(/\n+/)) {
    const tokens = nameTokens(line);
    const capitals = tokens.filter(({ written }) => /^\p{Lu}/u.test(written));
    for (const { written } of tokens) if (/^\p{Ll}/u.test(written)) common.add(written);
    if (capitals.length > tokens.length / 2) continue;
    for (const { written, initial } of capitals)
      if (!initial && /^\p{Lu}\p{Ll}/u.test(written)) names.add(written.toLowerCase().replace(/'s$/, ''));
  }
  return new Set([...names].filter((word) => !common.has(word)));
}

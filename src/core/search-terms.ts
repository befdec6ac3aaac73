import { isStopWord, stem, words } from './words.ts';

/** A word as it is searched for. */
export interface SearchTerm {
  /** Lower-cased, in the notation that all notations share. */
  readonly word: string;
  readonly stem: string;
}

/** Signs that stand for a word. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['$', ' dollar '],
  ['€', ' euro '],
  ['£', ' pound '],
  ['₹', ' rupee '],
  ['₽', ' ruble '],
  ['¥', ' yen '],
  ['%', ' percent '],
  ['&', ' '],
]);
const SIGN = /[$€£₹₽¥%&]/g;
const PER_CENT = /\bper cent\b/gi;

/** Other notations of the same word. */
const NOTATIONS: ReadonlyMap<string, string> = new Map([
  ['usd', 'dollar'],
  ['eur', 'euro'],
  ['gbp', 'pound'],
  ['inr', 'rupee'],
  ['rub', 'ruble'],
  ['rouble', 'ruble'],
  ['roubles', 'ruble'],
  ['bn', 'billion'],
  ['mn', 'million'],
  ['tn', 'trillion'],
  ['percentage', 'percent'],
  ...'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, number): [string, string] => [word, String(number)]),
  // "First", "second" and "third" are too often no numbers.
  ...'zeroth 1 2 3 fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth'
    .split(' ')
    .map((word, number): [string, string] => [word, String(number)]),
  ...'thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, tens): [string, string] => [word, String(30 + 10 * tens)]),
]);

/** A lower-cased word in the notation that all notations share: "bn" is "billion", "twelve" is "12". */
export function levelled(word: string): string {
  return NOTATIONS.get(word) ?? word;
}

/**
 * The words by which a text is found, in their order, without stop words. Notations are levelled, so that "$100 billion"
 * meets "100 billion dollars", "5 %" "five per cent" and "15th" "fifteenth".
 */
export function searchTerms(text: string): SearchTerm[] {
  const terms: SearchTerm[] = [];
  const spelled = text.replace(PER_CENT, 'percent').replace(SIGN, (sign) => SIGNS.get(sign) ?? sign);
  for (const written of words(spelled)) {
    if (isStopWord(written)) continue;
    const word = levelled(written);
    terms.push({ word, stem: stem(word) });
  }
  return terms;
}

/** The stems of `searchTerms`. */
export function stems(text: string): string[] {
  return searchTerms(text).map((term) => term.stem);
}

import { allMatches } from '../../core/matches.ts';
import { isStopWord, stem } from '../../core/words.ts';
import { type Fact, plainText } from './fact-text.ts';
import { numberOfWords, SMALL_COUNTS } from './number-words.ts';

const COUNT = `\\d{1,3}|${SMALL_COUNTS}|both`;
/** A count with the word after it, or the two after it: one of them is what is counted. */
const COUNTED = new RegExp(
  `(?<![\\p{L}\\d.,-])(?<count>${COUNT})\\s+(?!(?:${COUNT})\\s)(?<next>\\p{L}{3,})(?:\\s+(?<second>\\p{L}{3,}))?`,
  'giu',
);
/** A single capital after a word: "group B". "I" and the initial of a name are none. */
const LETTERED =
  /(?<![\p{L}\d])(?<noun>\p{L}{3,}) (?<letters>[A-HJ-Z](?:(?:, | and | or |, and |\/)[A-HJ-Z])*)(?![\p{L}\p{M}\d'&-]|\.\p{L})/gu;

interface Designation {
  readonly noun: string;
  readonly sign: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Pairs ("the two ministers") and single letters ("group B") of a sentence that the quotes give otherwise and nowhere
 * so. A pair may well be two whom the source names, so what is silent about them is no objection.
 */
export function misdesignated(sentence: string, quotes: readonly string[]): Fact[] {
  const texts = [sentence, ...quotes].map(plainText);
  return [counts, letters].flatMap((read) => {
    const [claimed = [], ...given] = texts.map(read);
    const all = given.flat();
    return claimed
      .filter(
        ({ noun, sign }) =>
          (read === letters || sign === '2') &&
          all.some((other) => other.noun === noun) &&
          !all.some((other) => other.sign === sign && (other.noun === noun || read === counts)),
      )
      .map(({ noun, sign, start, end }) => ({
        kind: 'number',
        value: `${noun} ${sign}`,
        text: sentence.slice(start, end),
        start,
        end,
      }));
  });
}

function counts(text: string): Designation[] {
  return allMatches(text, COUNTED).flatMap((match) => {
    const { count = '', next = '', second } = match.groups ?? {};
    const sign = /^both$/i.test(count) ? '2' : String(numberOfWords(count) || count);
    const place = { start: match.index, end: match.index + match[0].length };
    return [next, second ?? '']
      .filter((word) => word !== '' && !isStopWord(word.toLowerCase()))
      .map((word) => ({ noun: stem(word.toLowerCase()), sign, ...place }));
  });
}

function letters(text: string): Designation[] {
  return allMatches(text, LETTERED).flatMap((match) => {
    const { noun = '', letters = '' } = match.groups ?? {};
    // "Terminal B. The gates …" ends a sentence, "George W. Bush" is a name; "WHAT A DAY" is a heading.
    const [, next = ''] = /^\.? (\p{Lu}\p{L}*)/u.exec(text.slice(match.index + match[0].length)) ?? [];
    const initial = /^\p{Lu}/u.test(noun) && next !== '' && !isStopWord(next.toLowerCase());
    if (initial || isStopWord(noun.toLowerCase()) || /^\p{Lu}{2}/u.test(noun)) return [];
    const place = { start: match.index, end: match.index + match[0].length };
    return (letters.match(/\p{Lu}/gu) ?? []).map((sign) => ({
      noun: stem(noun.toLowerCase()),
      sign,
      ...place,
    }));
  });
}

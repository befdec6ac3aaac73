const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(
    ' ',
  );
const TENTHS = '- - twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'.split(' ');

const VALUES = new Map<string, number>([
  ...UNITS.map((word, value) => [word, value] as const),
  ...TENS.slice(2).map((word, index) => [word, (index + 2) * 10] as const),
]);
const ORDINAL_VALUES = new Map<string, number>([
  ...ORDINALS.map((word, value) => [word, value] as const),
  ...TENTHS.slice(2).map((word, index) => [word, (index + 2) * 10] as const),
]);

const tens = TENS.slice(2).join('|');
const units = UNITS.join('|');
const small = `(?:(?:${tens})(?:[\\s-](?:${UNITS.slice(1, 10).join('|')}))?|${units})`;

/** Matches a number written in words, such as "five", "twenty-three", "one hundred and forty" (no scale words). */
export const NUMBER_WORDS: string = `${small}(?:[\\s-]hundred(?:(?:\\s+and)?[\\s-]${small})?)?`;

/** Matches an ordinal written in words, such as "fifth" or "twenty-third". */
export const ORDINAL_WORDS: string = `(?:(?:${tens})[\\s-])?(?:${ORDINALS.slice(1).join('|')})|${TENTHS.slice(2).join('|')}`;

/** The value of a match of NUMBER_WORDS. */
export function numberOfWords(text: string): number {
  let total = 0;
  for (const word of text.toLowerCase().split(/[\s-]+/)) {
    total = word === 'hundred' ? total * 100 : total + (VALUES.get(word) ?? 0);
  }
  return total;
}

/** The value of a match of ORDINAL_WORDS. */
export function ordinalOfWords(text: string): number {
  let total = 0;
  for (const word of text.toLowerCase().split(/[\s-]+/))
    total += ORDINAL_VALUES.get(word) ?? VALUES.get(word) ?? 0;
  return total;
}

/** Multipliers by their lower-cased word; the longest name that matches wins. */
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(?:thousand|тыс|mille$|tausend|mil$|हज़ार|हजार)/, 1e3],
  [/^(?:lakhs?|लाख|万)/, 1e5],
  [/^(?:crores?|करोड़)/, 1e7],
  [/^(?:mil millones|milliard|mrd|миллиард|млрд|अरब)/, 1e9],
  [/^(?:billones|billionen|trillion|трлн|триллион|tn)/, 1e12],
  [/^(?:billion|bn|bln|b$|बिलियन)/, 1e9],
  [/^(?:million|millon|миллион|млн|mn|mio|m$|मिलियन)/, 1e6],
  [/^(?:亿|億)/, 1e8],
];

/** Matches a scale word such as "billion" or "млрд". */
export const SCALE_WORDS: string =
  '(?:thousand|mil millones|mille|tausend|mil|lakhs?|crores?|billones|billionen|billions?|bn|bln|trillions?|tn|milliard\\p{L}*|mrd|millions?|millionen|millones|millón|mn|mio|миллиард\\p{L}*|млрд|миллион\\p{L}*|млн|трлн|триллион\\p{L}*|тыс\\p{L}*|अरब|करोड़|लाख|हज़ार|हजार|बिलियन|मिलियन)(?![\\p{L}\\p{M}])|[亿億万]|(?<=\\d)[mb](?![\\p{L}\\d])';

/** The multiplier of a scale word; 1 for none. */
export function scaleOf(word: string | undefined): number {
  if (word === undefined) return 1;
  if (word === '万') return 1e4;
  const lower = word.toLowerCase().replace('ó', 'o');
  return SCALES.find(([pattern]) => pattern.test(lower))?.[1] ?? 1;
}

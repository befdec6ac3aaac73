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

/** Matches a number written in words, such as "five", "twenty-three", "one hundred and forty", or the "half a" of "half a million"; scale words follow. */
export const NUMBER_WORDS: string = `${small}(?:\\s+and\\s+a\\s+half|[\\s-]hundred(?:(?:\\s+and)?[\\s-]${small})?)?|(?:half[\\s-])?an?(?=[\\s-](?:hundred|dozen|thousand|million|billion|trillion)(?!\\p{L}))(?:[\\s-]hundred(?:(?:\\s+and)?[\\s-]${small})?)?`;

/** Matches the number of a small count in one word: two to twelve. */
export const SMALL_COUNTS: string = UNITS.slice(2, 13).join('|');

/** Matches an ordinal written in words, such as "fifth" or "twenty-third". */
export const ORDINAL_WORDS: string = `(?:(?:${tens})[\\s-])?(?:${ORDINALS.slice(1).join('|')})|${TENTHS.slice(2).join('|')}`;

/** The value of a match of NUMBER_WORDS. */
export function numberOfWords(text: string): number {
  const lower = text.toLowerCase();
  if (/^half\b/.test(lower)) return 0.5;
  let total = /^an?\b/.test(lower) ? 1 : /\bhalf$/.test(lower) ? 0.5 : 0;
  for (const word of lower.split(/[\s-]+/)) {
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

/** Multipliers by their words; of two that begin alike the longer stands first. */
const SCALES: readonly (readonly [pattern: string, multiplier: number])[] = [
  ['mil\\s+mill?ones|mil\\s+milhões', 1e9],
  ['dozen', 12],
  ['thousand|тыс\\p{L}*|mille|tausend|mil|tusen|duizend|tys\\.|tysi\\p{L}+|nghìn|ألف|آلاف|हज़ार|हजार', 1e3],
  ['lakhs?|लाख', 1e5],
  ['crores?|करोड़', 1e7],
  ['bill?ones|billionen|tri(?:ll?i|lh)[oõ]\\p{L}*|трлн|триллион\\p{L}*|تريليون|tn', 1e12],
  [
    'mill?i[aá]rd\\p{L}*|miljard\\p{L}*|mrd|mld|milyar\\p{L}*|miliar|bilh\\p{L}*|tỷ|миллиард\\p{L}*|мільярд\\p{L}*|млрд|مليار\\p{L}*|میلیارد|अरब|बिलियन',
    1e9,
  ],
  ['billions?|bn|bln', 1e9],
  [
    'millions?|mill?i?on[eis]?n?\\p{L}{0,2}|millón|milhões|milhão|mil[ij]o[eo]?n\\p{L}*|miljoen|milyon\\p{L}*|triệu|juta|mn|mln|mio|миллион\\p{L}*|мільйон\\p{L}*|млн|مليون|ملايين|میلیون|मिलियन',
    1e6,
  ],
];
/** Scales whose word is followed by the next one without a space. */
const UNSPACED_SCALES: Readonly<Record<string, number>> = {
  万亿: 1e12,
  천: 1e3,
  万: 1e4,
  만: 1e4,
  亿: 1e8,
  億: 1e8,
  억: 1e8,
  兆: 1e12,
  조: 1e12,
};
/** Letters that are a scale only where they touch the digits: "$5k". */
const SHORT_SCALES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, b: 1e9 };

/** Matches a scale word such as "billion" or "млрд". */
export const SCALE_WORDS: string = `(?:${SCALES.map(([pattern]) => pattern).join('|')})(?![\\p{L}\\p{M}])|${Object.keys(UNSPACED_SCALES).join('|')}|(?<=\\d)[${Object.keys(SHORT_SCALES).join('')}](?![\\p{L}\\d])`;

const scales = SCALES.map(([pattern, value]) => [new RegExp(`^(?:${pattern})$`, 'iu'), value] as const);

/** The multiplier of a scale word; 1 for none. */
export function scaleOf(word: string | undefined): number {
  if (word === undefined) return 1;
  const lower = word.toLowerCase();
  return (
    UNSPACED_SCALES[lower] ?? SHORT_SCALES[lower] ?? scales.find(([pattern]) => pattern.test(lower))?.[1] ?? 1
  );
}

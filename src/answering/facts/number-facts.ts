import { allMatches } from '../../core/matches.ts';
import { type Fact, type FactCollector, type FactKind, plainText } from './fact-text.ts';
import { CURRENCY, CURRENCY_CODES, kindOf, UNIT, unitOf, widerUnits } from './number-units.ts';
import {
  NUMBER_WORDS,
  numberOfWords,
  ORDINAL_WORDS,
  ordinalOfWords,
  SCALE_WORDS,
  scaleOf,
} from './number-words.ts';
import { collectMagnitudes, collectShares } from './word-quantities.ts';

const DIGITS =
  "\\d{1,3}(?:[,\\u0020']\\d{3})+(?:\\.\\d+)?(?!\\d)|\\d{1,2}(?:,\\d{2})+,\\d{3}|\\d+,\\d{1,2}(?!\\d)|\\d+(?:\\.\\d+)*";
/** No letter or digit before: letters of scripts without spaces aside. */
const NOT_IN_WORD =
  '(?<!(?![\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}])[\\p{L}\\d])';
const END = '(?![\\d])';

/** Version 5.10.9, section 4.2.1: no number has two points, groups of thousands aside. */
const LEVELS = /(?<![\p{L}\d.,])v?(?!\d{1,3}(?:\.\d{3})+(?![\d.]))\d+(?:\.\d+){2,}(?![\p{L}\d])/giu;
const IDENTIFIER = new RegExp(
  `(?<![\\p{L}\\d])(?!(?:${CURRENCY_CODES}|Rs)-?\\d)[A-Za-z]{1,6}-?\\d+[A-Za-z]?(?![\\p{L}\\d])`,
  'gu',
);
const SPAN = /(?<=\b(?:recent|coming|past|last|next)\s+)(?<unit>year|month|week|day|decade)s\b/giu;
const DEGREES = /^ (?:degree|°[cf])$/;
const BY = /\bby\s+$/i;
const BELOW = /^\s+below\s+(?:zero|freezing)/i;
const TIME = /(?<![\d:])\d{1,2}:\d\d(?![\d:])/g;
const DECADE = /(?<!\d)(?:1[5-9]|20)\d0'?s(?!\p{L})/gu;
const ORDINAL = new RegExp(
  `(?<![\\p{L}\\d])(?:(?<digits>\\d+)(?:st|nd|rd|th)|(?<words>${ORDINAL_WORDS}))(?![\\p{L}\\d])(?<comma>,)?`,
  'giu',
);
// The first group of each only spares the search most places inside of words.
const RANGE = new RegExp(
  `(?=[\\d$€£₹₽¥]|(?<!\\p{L})[a-z])(?<lead>\\b(?:between|from)\\s+)?(?:(?<currency>${CURRENCY})\\s*)?(?<![\\p{L}\\d.,])(?<low>${DIGITS})\\s*(?<lowScale>${SCALE_WORDS})?\\s*(?<lowPercent>%|per\\s?cent)?(?<joint>\\s*-\\s*|\\s+to\\s+|\\s+and\\s+)(?:${CURRENCY})?\\s*(?<high>${DIGITS})\\s*(?<scale>${SCALE_WORDS})?${UNIT}${END}`,
  'giu',
);
const QUANTITY = new RegExp(
  `(?=[\\d$€£₹₽¥-]|(?<!\\p{L})[a-z])(?<sign>(?<![^\\s("'~])-(?=\\d|${CURRENCY})|(?<!\\p{L})minus\\s+)?(?:(?<currency>${CURRENCY})\\s*)?${NOT_IN_WORD}(?:(?<digits>${DIGITS})|(?<words>(?:${NUMBER_WORDS})(?=[^\\p{L}]|fold|$)))(?:[\\s-]*(?<scale>${SCALE_WORDS}))?${UNIT}${END}`,
  'giu',
);

/** Collects amounts, percentages, ordinals, years, ranges, counts and identifiers such as S-400. */
export function collectNumbers(collector: FactCollector): void {
  collector.each(LEVELS, (match) => [['number', match[0].replace(/^v/i, '')]]);
  collector.each(IDENTIFIER, (match) => [['name', `id:${match[0].toLowerCase().replace('-', '')}`]]);
  collectShares(collector);
  collector.each(SPAN, (match) => [['number', `~${match.groups?.unit?.toLowerCase()}`]]);
  collector.each(TIME, (match) => [['number', match[0]]]);
  collector.each(DECADE, (match) => [['year', `${match[0].slice(0, 4)}s`]]);
  collector.each(ORDINAL, readOrdinal);
  collector.each(RANGE, readRange);
  collector.each(QUANTITY, (match) =>
    readQuantity(match, collector.rest.slice(0, match.index), collector.rest),
  );
  collectMagnitudes(collector);
}

/**
 * What a quantity in a source proves besides itself: "$100 billion" proves "100 billion", "four years" proves "four" and
 * "recent years", "four decades" proves "40 years".
 */
export function impliedByQuantity(value: string): string[] {
  const [, number, unit = ''] = /^(-?[\d.]+) ([^%]+)$/.exec(value) ?? [];
  if (number === undefined) return [];
  const years = YEARS[unit];
  return [
    number,
    `~${unit}`,
    ...widerUnits(unit).map((wider) => `${number} ${wider}`),
    ...(years === undefined ? [] : [`${canonical(Number(number) * years)} year`]),
    ...(unit === 'year'
      ? Object.entries(YEARS).map(([long, many]) => `${canonical(Number(number) / many)} ${long}`)
      : []),
  ];
}

const YEARS: Readonly<Record<string, number>> = { decade: 10, century: 100 };

/** "Amara Diallo, 34, said" and "her son (9)" give ages. */
const AGE = /(?<=\p{L}, )(?<age>\d{1,2})(?=,| and\b)|(?<=\p{L} \()(?<years>\d{1,2})(?=\))/gu;
/** "A year later". */
const SINGLE = /(?<!\p{L})an?\s+(?<unit>minute|hour|day|week|month|year|decade|century)(?!\p{L})/giu;
const SCALED = /(?:thousand|million|billion|trillion|bn|tn|mn)$/i;
/** What follows a number that counts nothing else: "the 2.0 billion that was expected". */
const NO_NOUN =
  /^\s*(?:[.,;:!?)-]|$|(?:that|which|in|from|by|to|and|or|a|at|for|last|this|before|after|of\s+last)\b)/i;

/**
 * What a text says of quantities without their units, or without their numbers: an age as `34 year`, "a year" as `1 year`,
 * and the currency of the amount before "2.0 billion".
 */
export function impliedByContext(text: string, facts: readonly Fact[]): string[] {
  const plain = plainText(text);
  const ages = allMatches(plain, AGE).map(({ groups }) => `${Number(groups?.age ?? groups?.years)} year`);
  const singles = allMatches(plain, SINGLE).map(({ groups }) => `1 ${groups?.unit?.toLowerCase()}`);
  let currency = '';
  const elided = facts.flatMap(({ kind, value, text: written, end }) => {
    if (kind === 'amount') currency = value.slice(value.indexOf(' '));
    const isElided = kind === 'number' && SCALED.test(written) && NO_NOUN.test(plain.slice(end, end + 20));
    return isElided && currency !== '' && !value.includes(' ') ? [`${value}${currency}`] : [];
  });
  return [...ages, ...singles, ...elided];
}

function readOrdinal(match: RegExpExecArray): [FactKind, string][] | null {
  const { digits, words, comma } = match.groups ?? {};
  // "First, …" and "the first" number nothing that a source would have to repeat.
  if (words !== undefined && (words.toLowerCase() === 'first' || (comma !== undefined && match.index === 0)))
    return null;
  return [['ordinal', `#${digits === undefined ? ordinalOfWords(words ?? '') : Number(digits)}`]];
}

function readRange(match: RegExpExecArray): [FactKind, string][] | null {
  const { lead, currency, low = '', lowScale, lowPercent, joint = '', high = '', scale } = match.groups ?? {};
  const connector = joint.trim();
  if (connector === 'and' && lead?.trim().toLowerCase() !== 'between') return null;
  const unit = unitOf(match, currency);
  // "by 7% to $812 million" is no range.
  if (lowPercent !== undefined && unit !== ' %') return null;
  if (unit === '' && scale === undefined && isYear(low)) {
    if (isYear(high))
      return [
        ['year', low],
        ['year', high],
      ];
    if (/^\d\d$/.test(high))
      return [
        ['year', low],
        ['year', `${low.slice(0, 2)}${high}`],
      ];
  }
  const from = canonical(parse(low) * scaleOf(lowScale ?? scale));
  const to = canonical(parse(high) * scaleOf(scale));
  // "from $13 to $68 billion" is a development: two values, not one range.
  if (connector === 'to' && lead !== undefined)
    return [from, to].map((value) => [kindOf(unit), `${value}${unit}`]);
  // "from 70% before 2014 to 36%" is no range, nor is "by 5 to 70".
  if (Number(from) > Number(to) || (connector === 'to' && BY.test(match.input.slice(0, match.index))))
    return null;
  return [[kindOf(unit), `${from}..${to}${unit}`]];
}

function readQuantity(match: RegExpExecArray, before: string, text: string): [FactKind, string][] | null {
  const { sign, currency, digits, words, scale, measure = '' } = match.groups ?? {};
  const unit = unitOf(match, currency);
  const after = text.slice(match.index + match[0].length);
  if (digits !== undefined) {
    // "In 2010 Ms Marsh" measures no milliseconds.
    const bare = unit === '' || /^(?!Hz$)\p{Lu}\p{Ll}{0,2}$/u.test(measure);
    if (bare && scale === undefined && isYear(digits)) return [['year', digits]];
    const below = sign !== undefined || (DEGREES.test(unit) && BELOW.test(after));
    return [[kindOf(unit), `${below ? '-' : ''}${canonical(parse(digits) * scaleOf(scale))}${unit}`]];
  }
  const value = numberOfWords(words ?? '');
  if (unit === '' && scale === undefined && isReference(value, before, after)) return null;
  const below = sign !== undefined || (DEGREES.test(unit) && BELOW.test(after));
  return [[kindOf(unit), `${below ? '-' : ''}${canonical(value * scaleOf(scale))}${unit}`]];
}

/** "one of", "the two leaders", "two countries" point at things; they do not count them. */
function isReference(value: number, before: string, after: string): boolean {
  if (value === 1) return true;
  if (value !== 2) return false;
  return (
    /\b(?:the|these|those|their|our|its)\s+$/i.test(before) ||
    /^\s+(?:countr|nations?|leaders|sides|states|parties|governments|powers)/i.test(after)
  );
}

const isYear = (digits: string): boolean => /^(?:1[5-9]|20|21)\d\d$/.test(digits);

function parse(digits: string): number {
  if (/^\d+,\d{1,2}$/.test(digits)) return Number(digits.replace(',', '.'));
  // "100.000" groups thousands as many languages do; nobody writes three zero decimals.
  if (/^\d{1,3}(?:\.\d{3}){2,}$|^[1-9]\d{0,2}\.000$/.test(digits)) return Number(digits.replaceAll('.', ''));
  return Number.parseFloat(digits.replace(/[,\s']/g, ''));
}

/** Twelve digits: fewer would make small shares equal, more would tell 0.1 + 0.2 from 0.3. */
const canonical = (value: number): string => String(Number(value.toPrecision(12)));

import type { FactCollector, FactKind } from './fact-text.ts';
import { foreignMonth } from './month-names.ts';
import { languageOf } from './sentence-language.ts';

const MONTHS = [
  'jan(?:uary|\\.)?',
  'feb(?:ruary|\\.)?',
  'mar(?:ch|\\.)?',
  'apr(?:il|\\.)?',
  'may',
  'june?\\.?',
  'july?\\.?',
  'aug(?:ust|\\.)?',
  'sept?(?:ember|\\.)?',
  'oct(?:ober|\\.)?',
  'nov(?:ember|\\.)?',
  'dec(?:ember|\\.)?',
];
const MONTH = `(?<month>${MONTHS.join('|')})`;
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const LAST = '(?:\\s*(?:-|to|and|through|until|or)\\s*(?<last>\\d{1,2})(?:st|nd|rd|th)?)?';
const YEAR = '(?:,?\\s+(?:of\\s+)?(?<year>(?:1[5-9]|20|21)\\d\\d))?';

const ISO = /(?<![\d-])(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?![\d-])/g;
const MONTH_FIRST = new RegExp(
  `(?<![\\p{L}\\d])${MONTH}\\s+(?:the\\s+)?${DAY}(?![\\d,.]*\\d)${LAST}${YEAR}(?![\\p{L}\\d])`,
  'giu',
);
const DAY_FIRST = new RegExp(
  `(?<![\\p{L}\\d.,])${DAY}${LAST}\\s+(?:of\\s+)?${MONTH}${YEAR}(?![\\p{L}\\d])`,
  'giu',
);
/** A month on its own is capitalised. */
const MONTH_ONLY = new RegExp(
  `(?<![\\p{L}\\d])(?<name>${MONTHS.map((name) => name.replace(/^./, (first) => first.toUpperCase())).join('|')})${YEAR}(?![\\p{L}\\d])`,
  'gu',
);
const BEFORE_MONTH =
  /(?<!\p{L})(?:in|of|since|until|till|by|during|from|to|and|last|this|next|early|late|mid|between|through|before|after|every)[\s-]+$/iu;
const IN_MONTH = /(?<!\p{L})(?:in|since|until|till|during|last|this|next|early|late|mid)[\s-]+$/iu;
const LONGEST_BEFORE = 12;
const WEEKDAY = /(?<![\p{L}])(?<name>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?![\p{L}])/gu;

/** 2025年12月4日, 12월 4일, 12月. */
const CHARACTERS =
  /(?:(?<year>(?:1[5-9]|20|21)\d\d)\s*[年년]\s*)?(?<!\d)(?<month>\d{1,2})\s*[月월](?:\s*(?<day>\d{1,2})\s*[日일号號])?/gu;
const DOTTED =
  /(?<![\p{L}\d.,])(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>(?:1[5-9]|20|21)\d\d)(?![\d.])/gu;
const VIETNAMESE =
  /(?<!\d)(?<day>\d{1,2})\s+tháng\s+(?<month>\d{1,2})(?:(?:\s+năm|,)?\s+(?<year>(?:1[5-9]|20|21)\d\d))?(?!\d)/giu;
/** "4. Dezember", "4 de diciembre de 2025", "4 декабря": what stands for the month is looked up. */
const FOREIGN_DAY =
  /(?<![\p{L}\d.,])(?<day>\d{1,2})(?:\.|º|er)?(?:\s*-\s*(?<last>\d{1,2})\.?)?\s+(?:d[ei]\s+)?(?<month>[\p{L}\p{M}]{3,})(?:,?\s+(?:del?\s+)?(?<year>(?:1[5-9]|20|21)\d\d)(?!\d))?/gu;
/** "Mai 2021", "mayo de 2021". */
const FOREIGN_MONTH =
  /(?<![\p{L}\p{M}])(?<month>[\p{L}\p{M}]{3,})\s+(?:del?\s+)?(?<year>(?:1[5-9]|20|21)\d\d)(?!\d)/gu;

/** Collects days (`12-04`, `2025-12-04`), months (`12`, as `m12`; `2025-12`) and weekdays (`thursday`). */
export function collectDates(collector: FactCollector): void {
  collector.each(ISO, (match) => days(match, monthNumber));
  collector.each(MONTH_FIRST, (match) => days(match, monthIndex));
  collector.each(DAY_FIRST, (match) => days(match, monthIndex));
  collector.each(CHARACTERS, (match) => {
    const { year, month = '', day } = match.groups ?? {};
    if (day !== undefined) return days(match, monthNumber);
    const number = Number(month);
    if (number < 1 || number > 12) return null;
    return [['date', year === undefined ? `m${pad(number)}` : `${year}-${pad(number)}`]];
  });
  collector.each(DOTTED, (match) => days(match, monthNumber));
  collector.each(VIETNAMESE, (match) => days(match, monthNumber));
  if (/\d/.test(collector.rest) && languageOf(collector.original) !== 'english') {
    collector.each(FOREIGN_DAY, (match) => days(match, foreignMonth));
    collector.each(FOREIGN_MONTH, (match) => {
      const { month = '', year } = match.groups ?? {};
      const number = foreignMonth(month);
      return number === 0 ? null : [['date', `${year}-${pad(number)}`]];
    });
  }
  collector.each(MONTH_ONLY, (match) => {
    const { name = '', year } = match.groups ?? {};
    if (year === undefined && !isMonth(name, match)) return null;
    const month = pad(monthIndex(name));
    return [['date', year === undefined ? `m${month}` : `${year}-${month}`]];
  });
  collector.each(WEEKDAY, (match) => [['date', match[0].toLowerCase()]]);
}

/** "May" and "March" are words, "Jan" and "April" are names as well: what stands beside them decides. */
function isMonth(name: string, { input, index }: RegExpExecArray): boolean {
  const before = input.slice(Math.max(0, index - LONGEST_BEFORE), index);
  // "And Jan Vermeer", but "in May Ms Marsh".
  const opensName = !name.endsWith('.') && /^ \p{Lu}/u.test(input.slice(index + name.length));
  if (opensName) return IN_MONTH.test(before);
  return BEFORE_MONTH.test(before) || (name !== 'March' && !/^\p{L}{3}$/u.test(name));
}

/** What a date in a source proves besides itself: "4 December 2025" proves "December 4", "December" and "2025". */
export function impliedByDate(value: string): string[] {
  const parts = /^(?:(\d{4})-)?(\d\d)(?:-(\d\d))?$/.exec(value);
  if (parts === null) return [];
  const [, year, month, day] = parts;
  const implied = [`m${month}`];
  if (day !== undefined) implied.push(`${month}-${day}`);
  if (year !== undefined) implied.push(year, `${year}-${month}`);
  return implied;
}

function days(match: RegExpExecArray, month: (name: string) => number): [FactKind, string][] | null {
  const { year, day, last } = match.groups ?? {};
  const first = Number(day);
  const final = last === undefined ? first : Number(last);
  const number = month(match.groups?.month ?? '');
  if (number < 1 || number > 12 || first < 1 || first > 31 || final < first || final > 31) return null;
  const found: [FactKind, string][] = [];
  for (let current = first; current <= final; current++) {
    const value = `${pad(number)}-${pad(current)}`;
    found.push(['date', year === undefined ? value : `${year}-${value}`]);
  }
  return found;
}

const monthNumber = (digits: string): number => Number(digits);

function monthIndex(name: string): number {
  const short = name.slice(0, 3).toLowerCase();
  return MONTHS.findIndex((pattern) => pattern.startsWith(short)) + 1;
}

const pad = (number: number): string => String(number).padStart(2, '0');

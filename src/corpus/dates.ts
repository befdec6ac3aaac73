const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const WEEKDAY = '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\.?,?\\s+)?';
const TIME = '(?:,?\\s+(?:at\\s+)?\\d{1,2}[:.]\\d{2}.{0,20})?';
const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/;
const MONTH_FIRST = new RegExp(
  `^${WEEKDAY}${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})${TIME}$`,
  'i',
);
const DAY_FIRST = new RegExp(
  `^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH},?\\s+(\\d{4})${TIME}$`,
  'i',
);
const WITHIN = new RegExp(
  `(?<![\\p{L}\\p{N}–-])${WEEKDAY}(?:\\d{4}-\\d{2}-\\d{2}|${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}|\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH},?\\s+\\d{4})(?![\\p{L}\\p{N}-])`,
  'giu',
);

/** The full calendar dates that stand in a text, in order. */
export function datesIn(
  text: string,
): { readonly value: string; readonly start: number; readonly end: number }[] {
  return Array.from(text.matchAll(WITHIN), ({ 0: written, index }) => ({
    value: parseDate(written.replace(/^(\p{L}+),?\s+(?=\d{4}-)/u, '')),
    start: index,
    end: index + written.length,
  })).flatMap(({ value, ...span }) => (value === null ? [] : [{ value, ...span }]));
}

/**
 * Reads a text that is nothing but one full calendar date ("December 5, 2025", "5 Dec 2025", "2025-12-05") as
 * `YYYY-MM-DD`; anything else, and numeric forms whose day and month could be exchanged, is null.
 */
export function parseDate(text: string): string | null {
  const trimmed = text.trim().replace(/[.;]$/, '');
  const iso = ISO.exec(trimmed);
  if (iso) return calendarDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const monthFirst = MONTH_FIRST.exec(trimmed);
  if (monthFirst)
    return calendarDate(Number(monthFirst[3]), monthNumber(monthFirst[1]), Number(monthFirst[2]));
  const dayFirst = DAY_FIRST.exec(trimmed);
  if (dayFirst) return calendarDate(Number(dayFirst[3]), monthNumber(dayFirst[2]), Number(dayFirst[1]));
  return null;
}

function monthNumber(name: string | undefined): number {
  return MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function calendarDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}

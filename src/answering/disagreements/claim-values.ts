import { collectDates } from '../facts/date-facts.ts';
import { type Fact, FactCollector } from '../facts/fact-text.ts';
import { collectNumbers } from '../facts/number-facts.ts';

/** What a sentence says that something is. */
export type ClaimValue = QuantityValue | DateValue;

interface ValuePlace {
  /** As written, with its hedge: "more than 60 billion". */
  readonly text: string;
  /** In the sentence's text. */
  readonly start: number;
  readonly end: number;
  /** Where the whole expression begins: at "from" for the second value of "from 13 to 68". */
  readonly from: number;
}

export interface QuantityValue extends ValuePlace {
  readonly kind: 'quantity';
  /** `usd`, `%`, `km`, `score`; empty for a bare number. */
  readonly unit: string;
  /** What the words allow: "more than 60" has no upper bound. */
  readonly low: number;
  readonly high: number;
}

/** A day, month or year, or a range of days or of years; what is not said is null. */
export interface DateValue extends ValuePlace {
  readonly kind: 'date';
  readonly year: number | null;
  readonly lastYear: number | null;
  readonly month: number | null;
  readonly firstDay: number | null;
  readonly lastDay: number | null;
}

const AT_LEAST =
  /(?:more than|over|above|at least|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|upwards of|in excess of|no (?:fewer|less) than|greater than|topp(?:ed|ing)|beyond)\s+(?:the\s+)?$/i;
const AT_MOST =
  /(?:less than|fewer than|under|below|up to|at most|no more than|a maximum of)\s+(?:the\s+)?$/i;
const NEARLY = /(?:nearly|almost|close to|just under|slightly (?:less|fewer) than|just below)\s+$/i;
const BARELY_OVER = /(?:just over|slightly (?:more than|over|above)|just above|a little over)\s+$/i;
const ABOUT = /(?:about|around|approximately|approx\.|roughly|some|circa|ca\.|c\.|estimated(?: at)?|~)\s*$/i;
const HEDGES = [BARELY_OVER, NEARLY, AT_LEAST, AT_MOST, ABOUT] as const;
const OR_MORE = /^\s*(?:or more|plus\b|\+)/i;
const OR_SO = /^\s*(?:or so\b|or thereabouts)/i;

const DESIGNATED =
  /(?:\b\p{Lu}\p{L}*|\b(?:phase|unit|stage|line|group|type|model|version|chapter|section|article|number|no\.|block|reactor|route|highway|platform|gate|room|round|level|class|grade|season|episode|volume|part|lot|tower|building|district|ward|zone|runway|track|terminal|shaft|pier|port|flat|apartment|plot|page|bus|tram|dose|cohort|day|week))[\s-]$/u;

/** Shares of a value. */
const HEDGED = { about: 0.1, rounding: 0.05 } as const;
/** Counts below this are written exactly. */
const SMALL_COUNT = 100;

const SCORE = /(?<![\d-])(?<one>\d{1,3})-(?<other>\d{1,3})(?![\d-])/g;
const CONTEST = /\b(?:won|win|wins|beat|beats|defeat\w*|lost|drew|draw|final|match|game|score\w*|victory)\b/i;

/**
 * Quantities and dates of a sentence, in the order of their places; years are dates. `written` is the sentence as it is
 * shown, with the same offsets.
 */
export function readValues(sentence: string, written: string = sentence): ClaimValue[] {
  const collector = new FactCollector(sentence);
  collectDates(collector);
  if (CONTEST.test(sentence))
    collector.each(SCORE, ({ groups: { one, other } = {} }) => [['number', scoreOf(one, other)]]);
  collectNumbers(collector);
  const values: ClaimValue[] = [];
  for (const fact of [...collector.facts].sort((a, b) => a.start - b.start)) {
    const value = isDate(fact) ? dateOf(fact, written) : quantityOf(fact, sentence, written);
    const last = values.at(-1);
    // "December 4-5" and "2015-2020" are one date.
    if (value && isDesignator(value, written)) continue;
    if (last?.kind === 'date' && value?.kind === 'date' && last.from === value.from)
      values[values.length - 1] = { ...last, lastDay: value.lastDay, lastYear: value.lastYear };
    // "from $13 billion to $68 billion": the second is what is reached.
    else if (last?.kind === 'quantity' && value?.kind === 'quantity' && last.from === value.from)
      values[values.length - 1] = reached(value, written);
    else if (value) values.push(value);
  }
  return values;
}

/** True for the number of "Phase 2", "Boeing 737", "unit 4" and "17(2)", which names and does not measure. */
function isDesignator(value: ClaimValue, sentence: string): boolean {
  if (value.kind === 'date' || value.unit !== '' || !/^\d+$/.test(value.text)) return false;
  const before = sentence.slice(0, value.start);
  return DESIGNATED.test(before) || /[\p{L}\p{N}]\($/u.test(before);
}

/** True when two values can be compared: two amounts in one currency, two dates. */
export function sameUnit(a: ClaimValue, b: ClaimValue): boolean {
  return a.kind === 'quantity' && b.kind === 'quantity' ? a.unit === b.unit : a.kind === b.kind;
}

/** True when no reading of the two values makes them one: hedges, ranges, rounding and missing parts allowed for. */
export function valuesDiffer(a: ClaimValue, b: ClaimValue): boolean {
  if (a.kind === 'date') return b.kind === 'date' && datesDiffer(a, b);
  if (b.kind === 'date' || a.unit !== b.unit) return false;
  if (a.unit === 'score') return a.low !== b.low || a.high !== b.high;
  const [lower, upper] = a.high < b.low ? [a.high, b.low] : [b.high, a.low];
  if (lower >= upper) return false;
  if (a.unit === '' && lower < SMALL_COUNT && Number.isInteger(lower) && Number.isInteger(upper)) return true;
  return !isRounded(lower, upper) && !isRounded(upper, lower);
}

function scoreOf(one = '', other = ''): string {
  const [low, high] = [Number(one), Number(other)].sort((a, b) => a - b);
  return `${low}..${high} score`;
}

function reached(value: QuantityValue, written: string): QuantityValue {
  const to = /^.*\b(?:to|and)\s+/is.exec(written.slice(value.start, value.end))?.[0].length ?? 0;
  const start = value.start + to;
  return { ...value, start, text: written.slice(start, value.end) };
}

const UNSAID = { year: null, lastYear: null, month: null, firstDay: null, lastDay: null } as const;

function isDate({ kind }: Fact): boolean {
  return kind === 'date' || kind === 'year';
}

function dateOf({ kind, value, start, end }: Fact, written: string): DateValue | null {
  const place = { kind: 'date', text: written.slice(start, end), start, end, from: start } as const;
  if (kind === 'year')
    return /^\d{4}$/.test(value)
      ? { ...place, ...UNSAID, year: Number(value), lastYear: Number(value) }
      : null;
  const month = /^m(\d\d)$/.exec(value);
  if (month) return { ...place, ...UNSAID, month: Number(month[1]) };
  const parts = /^(?:(\d{4})-)?(\d\d)(?:-(\d\d))?$/.exec(value);
  if (!parts) return null;
  const [, year, first, second] = parts;
  // "12-04" is a day of a month, "2025-12" a month of a year.
  const day = second === undefined ? null : Number(second);
  const ofYear = year === undefined ? null : Number(year);
  return { ...place, year: ofYear, lastYear: ofYear, month: Number(first), firstDay: day, lastDay: day };
}

function quantityOf({ value, start, end }: Fact, sentence: string, written: string): QuantityValue | null {
  const parts = /^(-?\d+(?:\.\d+)?)(?:\.\.(\d+(?:\.\d+)?))?(?: (\S+))?$/.exec(value);
  if (!parts) return null;
  const low = Number(parts[1]);
  const high = parts[2] === undefined ? low : Number(parts[2]);
  // "A$5" and "HK$5" are other dollars.
  const foreign = /\p{L}+$/u.exec(sentence.slice(0, start))?.[0].toLowerCase() ?? '';
  const unit = `${foreign}${parts[3] ?? ''}`;
  const bounds = unit === 'score' ? { low, high } : hedged(low, high, sentence, start, end);
  const hedge = HEDGES.map((pattern) => pattern.exec(sentence.slice(0, start))?.index).find(
    (at) => at !== undefined,
  );
  return {
    kind: 'quantity',
    text: written.slice(hedge ?? start, end).trim(),
    start,
    end,
    from: start,
    unit,
    ...bounds,
  };
}

function hedged(
  low: number,
  high: number,
  sentence: string,
  start: number,
  end: number,
): { readonly low: number; readonly high: number } {
  const before = sentence.slice(Math.max(0, start - 30), start);
  const after = sentence.slice(end, end + 20);
  if (BARELY_OVER.test(before)) return { low, high: high * (1 + HEDGED.about) };
  if (NEARLY.test(before)) return { low: low * (1 - HEDGED.about), high };
  if (AT_LEAST.test(before) || OR_MORE.test(after)) return { low, high: Number.POSITIVE_INFINITY };
  if (AT_MOST.test(before)) return { low: Number.NEGATIVE_INFINITY, high };
  if (ABOUT.test(before) || OR_SO.test(after))
    return { low: low * (1 - HEDGED.about), high: high * (1 + HEDGED.about) };
  return { low, high };
}

/** True when `rounded` is what `exact` becomes at as many significant digits as `rounded` has. */
function isRounded(exact: number, rounded: number): boolean {
  if (exact <= 0 || rounded <= 0 || Math.abs(exact - rounded) / rounded > HEDGED.rounding) return false;
  const digits = String(rounded).replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;
  return Math.abs(Number(exact.toPrecision(Math.max(1, Math.min(digits, 15)))) - rounded) < rounded * 1e-9;
}

function datesDiffer(a: DateValue, b: DateValue): boolean {
  if (a.year !== null && b.year !== null && (a.year > (b.lastYear ?? 0) || b.year > (a.lastYear ?? 0)))
    return true;
  if (a.month !== null && b.month !== null && a.month !== b.month) return true;
  if (a.firstDay === null || b.firstDay === null || a.lastDay === null || b.lastDay === null) return false;
  return a.lastDay < b.firstDay || b.lastDay < a.firstDay;
}

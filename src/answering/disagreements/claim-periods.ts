import type { Span } from '../../core/span.ts';
import type { ClaimValue } from './claim-values.ts';

/** A mention of time in a sentence. */
export interface PeriodMention extends Span {
  readonly text: string;
  /** Years, both inclusive; null when the document's date would be needed and is not known. */
  readonly years: { readonly first: number; readonly last: number } | null;
  /** What of these years: `m05`, `second half`, `since`; null for the whole. */
  readonly part: string | null;
  /** True for "last year" and "this year". */
  readonly relative: boolean;
}

/** The time that a claim is about. */
export interface Period {
  /** Null when the sentence states no time: then the document's date counts. */
  readonly stated: PeriodMention | null;
  /** The document's date, `YYYY-MM-DD`, if known. */
  readonly documentDate: string | null;
}

/** `different`: the values belong to different times. `unclear`: they cannot be compared. */
export type PeriodComparison = 'same' | 'different' | 'unclear';

const RELATIVE =
  /\b(?<which>last|this|the previous|the current|the same|next) (?<unit>year|month|week|quarter|season)\b|\b(?<ago>a year ago|a year earlier)\b/gi;
const PART =
  /\b(?:first|second) half\b|\bH[12]\b|\bQ[1-4]\b|\b(?:first|second|third|fourth|last) quarter\b|\b(?:first|last) (?:\w+) months\b|\b(?:spring|summer|autumn|winter)\b/gi;
const SPAN =
  /\b(?:over|in|during|for|within|throughout) the (?:past|last|next|previous|coming) (?:\S+ )?(?:years?|months?|weeks?|days?|decades?)\b/gi;
const BEFORE_YEAR =
  /\b(?<word>since|before|prior to|until|after|by)(?: the)?(?: (?:end|start|middle) of)?\s+$/i;
/** Documents within this many days of each other report on the same time. */
const SAME_TIME_DAYS = 45;
const DAY_MS = 86_400_000;

/** The mentions of time in a sentence. `documentDate` resolves "last year". */
export function readPeriods(
  sentence: string,
  values: readonly ClaimValue[],
  documentDate: string | null,
): PeriodMention[] {
  const documentYear = documentDate === null ? null : Number(documentDate.slice(0, 4));
  const parts = [...sentence.matchAll(PART)];
  const mentions: PeriodMention[] = [];
  for (const value of values) {
    if (value.kind !== 'date') continue;
    const { start, end, text, month, firstDay, year, lastYear } = value;
    const lead = BEFORE_YEAR.exec(sentence.slice(0, start))?.groups?.word?.toLowerCase();
    const near = parts.find((part) => part.index < start && start - part.index - part[0].length < 12);
    const years =
      year !== null
        ? { first: year, last: lastYear ?? year }
        : documentYear === null
          ? null
          : { first: documentYear, last: documentYear };
    const day = firstDay === null ? '' : `-${firstDay}`;
    const part = lead && lead !== 'by' ? lead : month !== null ? `m${month}${day}` : near?.[0].toLowerCase();
    mentions.push({
      start: near?.index ?? start,
      end,
      text: near ? `${near[0]} of ${text}` : lead && lead !== 'by' ? `${lead} ${text}` : text,
      ...{ years, part: part ?? null, relative: year === null },
    });
  }
  for (const match of sentence.matchAll(RELATIVE)) mentions.push(relativeMention(match, parts, documentYear));
  for (const match of sentence.matchAll(SPAN))
    mentions.push({ ...placeOf(match), years: null, part: match[0].toLowerCase(), relative: true });
  for (const match of parts)
    if (!mentions.some(({ start, end }) => match.index >= start && match.index < end))
      mentions.push({
        ...placeOf(match),
        years: documentYear === null ? null : { first: documentYear, last: documentYear },
        ...{ part: match[0].toLowerCase(), relative: true },
      });
  return mentions.sort((a, b) => a.start - b.start);
}

/** Whether two claims are about the same time. `settled`: what they state cannot change once it has happened. */
export function comparePeriods(a: Period, b: Period, settled: boolean): PeriodComparison {
  if (a.stated && b.stated) return compareMentions(a.stated, b.stated);
  if (a.stated || b.stated) {
    const [stated, other] = a.stated ? [a.stated, b] : [b.stated as PeriodMention, a];
    if (stated.part !== null && !settled) return 'unclear';
    if (settled) return 'same';
    if (other.documentDate === null) return stated.relative ? 'same' : 'unclear';
    if (stated.years === null) return 'unclear';
    const year = Number(other.documentDate.slice(0, 4));
    return year >= stated.years.first && year <= stated.years.last ? 'same' : 'different';
  }
  if (settled || a.documentDate === null || b.documentDate === null) return 'same';
  return daysBetween(a.documentDate, b.documentDate) <= SAME_TIME_DAYS ? 'same' : 'different';
}

/** Days between two dates of the form `YYYY-MM-DD`. */
export function daysBetween(a: string, b: string): number {
  return Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS;
}

/** `2023`, `2015–2020`, `second half of 2024`; the document's date where the sentence states no time. */
export function periodLabel({ stated, documentDate }: Period): string | null {
  if (!stated) return documentDate;
  const { years, part, text } = stated;
  if (!years || (part !== null && !stated.relative)) return text;
  const label = years.first === years.last ? String(years.first) : `${years.first}–${years.last}`;
  return part === null ? label : `${text}, ${label}`;
}

/** Sorts labels' periods: the first year, else that of the document. */
export function periodOrder({ stated, documentDate }: Period): string {
  return stated?.years ? `${stated.years.first} ${stated.part ?? ''}` : (documentDate ?? '');
}

function compareMentions(a: PeriodMention, b: PeriodMention): PeriodComparison {
  if (!a.years || !b.years) {
    const alike = a.text.toLowerCase() === b.text.toLowerCase();
    return !a.years && !b.years && alike ? 'same' : 'unclear';
  }
  if (a.years.last < b.years.first || b.years.last < a.years.first)
    return isOpen(a) || isOpen(b) ? 'unclear' : 'different';
  if (a.years.first !== b.years.first || a.years.last !== b.years.last) return 'unclear';
  if (a.part === b.part) return 'same';
  return a.part === null || b.part === null || isOpen(a) || isOpen(b) ? 'unclear' : 'different';
}

/** "since 2014", "before 2014", "over the past ten years". */
function isOpen({ part }: PeriodMention): boolean {
  return (
    part !== null &&
    /^(?:since|before|prior to|until|after|over|in|during|for|within|throughout)\b/.test(part)
  );
}

function relativeMention(
  match: RegExpExecArray,
  parts: readonly RegExpExecArray[],
  documentYear: number | null,
): PeriodMention {
  const { which = '', unit = 'year', ago } = match.groups ?? {};
  const back =
    ago !== undefined || /^(?:last|the previous)$/i.test(which) ? 1 : /^next$/i.test(which) ? -1 : 0;
  const ofYear = unit.toLowerCase() === 'year';
  const near = parts.find((part) => part.index < match.index && match.index - part.index < 25);
  const year = documentYear === null ? null : documentYear - (ofYear ? back : 0);
  return {
    ...placeOf(match),
    years: year === null ? null : { first: year, last: year },
    part: ofYear ? (near?.[0].toLowerCase() ?? null) : match[0].toLowerCase(),
    relative: true,
  };
}

function placeOf(match: RegExpExecArray): Span & { readonly text: string } {
  return { start: match.index, end: match.index + match[0].length, text: match[0] };
}

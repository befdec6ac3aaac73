import type { Span } from '../core/span.ts';
import { datesIn, parseDate } from './dates.ts';
import { isOfNames } from './head-lines.ts';
import { SENTENCE_END } from './sentence-end.ts';

/** A date as `YYYY-MM-DD` and where the line states it. */
export interface HeadDate extends Span {
  readonly value: string;
  /** True for one that only opens a line of text ("3 May 2020: …"), which a chronology's lines do as well. */
  readonly isBare: boolean;
}

const HEADER =
  /^[*_]*(?:date|published(?: on)?|updated(?: on)?|posted(?: on)?|last (?:updated|modified)(?: on)?)[*_]*\s*[:=]?[*_]*\s+["'*_]*(\S.*?)["'*_]*$/i;
/** In UTF-16 code units. */
const LONGEST_HEAD_LINE = 160;
/** "LISBON", "Brussels / Alcorim", "VILAMONDE, Portugal": names, and no beginning of a sentence. */
const PLACE =
  /^(?!(?:After|As|At|Before|By|Between|During|For|From|In|Of|On|Since|The|To|Until|When|While)\s)\p{Lu}[\p{L}\p{M}.'’-]*(?:(?:\s*[,/]\s*|\s+)(?:\p{Lu}[\p{L}\p{M}.'’-]*|am|da|de|del|do|la|le|of|sur|the|upon))*$/u;
const LONGEST_PLACE = 60;
const AGENCY = String.raw`(?:\([^)]{2,60}\)\s*)`;
const AFTER_PLACE = new RegExp(String.raw`^\s*(?:${AGENCY}|${AGENCY}?(?:[:–—]|-\s|\.\s|\.?$))`, 'u');
const AFTER_BARE = new RegExp(String.raw`^\s*${AGENCY}?(?:[:–—]\s|-\s)`, 'u');
const OPENED = /(?:^|[,|·•–—(:/.]\s*|\s-\s+|\b(?:dated|issued|published|posted)(?: on)?\s+)$/iu;
const CLOSED = /^\s*(?:$|[,|·•–—):;/.]|-\s)/u;

/** The date of a header: "Date: …", "Published on …". */
export function dateOfHeader(line: string): HeadDate | null {
  const given = HEADER.exec(line.trim())?.[1];
  const value = given === undefined ? null : parseDate(given);
  if (given === undefined || value === null) return null;
  const start = line.lastIndexOf(given);
  return { value, start, end: start + given.length, isBare: false };
}

/**
 * A full date that stands where documents state their own: on a line of its own, in a dateline before the text ("LISBON,
 * 15 May 2024 (Agency) – …"), or between separators in a short line of names ("The Paper | 10 March 2025 | By …"). A date
 * without a year is no date, and one inside a sentence, or in the title, is the date of something else.
 */
export function dateOfHead(line: string, isTitle: boolean): HeadDate | null {
  const alone = line.trim();
  const value = parseDate(alone);
  if (value !== null) {
    const start = line.indexOf(alone);
    return { value, start, end: start + alone.length, isBare: false };
  }
  const [date, another] = datesIn(line.slice(0, 2 * LONGEST_HEAD_LINE));
  if (!date) return null;
  const before = line.slice(0, date.start).trimStart();
  const after = line.slice(date.end);
  // A span of time is no date of a document.
  if (another && /^\s*(?:to|until|[–—-])\s*$/.test(line.slice(date.end, another.start))) return null;
  if (before === '' && AFTER_BARE.test(after)) return { ...date, isBare: true };
  if (isPlace(before) && AFTER_PLACE.test(after) && !(isTitle && after.trim() === ''))
    return { ...date, isBare: false };
  const isHead =
    !isTitle &&
    !another &&
    line.length <= LONGEST_HEAD_LINE &&
    !SENTENCE_END.test(line.trim()) &&
    OPENED.test(before) &&
    CLOSED.test(after) &&
    isOfNames(`${before} ${after}`);
  return isHead ? { ...date, isBare: false } : null;
}

/** Whether several lines open with a date of their own. */
export function isChronology(lines: readonly { readonly text: string }[]): boolean {
  return lines.filter(({ text }) => dateOfHead(text, false)?.isBare).length > 1;
}

/** Whether what stands before a date is a place and a comma. */
function isPlace(before: string): boolean {
  const place = /^(.*\S)\s*,\s*$/su.exec(before)?.[1] ?? '';
  return place.length <= LONGEST_PLACE && PLACE.test(place);
}

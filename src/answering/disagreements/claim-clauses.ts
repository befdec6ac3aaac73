import { overlaps, type Span } from '../../core/span.ts';
import type { PeriodMention } from './claim-periods.ts';
import type { Reading } from './claim-reading.ts';
import { type ClaimValue, sameUnit } from './claim-values.ts';

const ADJUNCT =
  /^\s*(?:in|on|at|by|for|from|with|without|under|after|before|since|until|during|despite|amid|as|when|while|if|following|speaking|addressing|compared|given|\w+ing)\b/i;
const SETTING = /^\s*(?:in|on|at|by|for|from|with|without|under|among|across|within|outside)\b/i;

/** The segment that holds the subject of a value's segment, if that is another one. */
export function headOf({ segments, text, values }: Reading, at: number, value: ClaimValue): Span | null {
  const [own, next] = segments.slice(at, at + 2);
  // "1817: The yard is founded", a line of a chronology.
  if (at === 0 && own && next && value.kind === 'date' && /^\s*:/.test(text.slice(value.end)))
    return /\p{L}/u.test(text.slice(own.start, value.start)) ? null : next;
  const first = segments.findIndex(({ start, end }) => !ADJUNCT.test(text.slice(start, end)));
  const head = segments[first];
  if (!head || first === at) return null;
  // "On 13 June 1923, the treaty was signed": what follows is the main clause.
  if (first > at && (at > 0 || first > 1)) return null;
  // A segment with a value of its own is a claim of its own.
  return values.some((other) => overlaps(other, head) && sameUnit(other, value)) ? null : head;
}

/** The phrase that opens a sentence and limits what it says: "In the treated group, …". */
export function settingOf({ segments, text, values }: Reading, at: number, value: ClaimValue): Span | null {
  const [first] = segments;
  if (!first || at === 0 || !SETTING.test(text.slice(first.start, first.end))) return null;
  return values.some((other) => overlaps(other, first) && sameUnit(other, value)) ? null : first;
}

/** The time that stands nearest in the value's segment; else the only one of the sentence. */
export function statedPeriod(
  { periods, text }: Reading,
  own: Span,
  value: ClaimValue,
): PeriodMention | null | 'ambiguous' {
  // "over the past four years, from 13 to 68": the second is the value now.
  const ends = /\bfrom\b[^;]{1,40}\bto\s*(?:[a-z]+\s+){0,2}$/i.test(text.slice(0, value.start));
  const usable = periods.filter(
    (period) =>
      !overlaps(period, value) &&
      !(ends && /^(?:over|in|during|for|within|throughout) the/.test(period.part ?? '')),
  );
  const distance = (place: Span): number =>
    place.start >= value.end ? place.start - value.end : value.start - place.end;
  const inside = usable.filter((period) => overlaps(period, own)).sort((a, b) => distance(a) - distance(b));
  const nearest = inside[0];
  if (nearest) return nearest;
  if (usable.length > 1) return 'ambiguous';
  return usable[0] ?? null;
}

import { overlaps, type Span } from '../../core/span.ts';
import { isStopWord, stem, wordsWithPlaces } from '../../core/words.ts';
import type { CandidateSentence } from '../extractive/candidate-sentences.ts';
import type { Period, PeriodMention } from './claim-periods.ts';
import { type Reading, readingOf } from './claim-reading.ts';
import { type ClaimValue, sameUnit } from './claim-values.ts';
import { canonicalStem, isCarrier, isChange, isDenied, isPlanned, qualifiersOf } from './claim-words.ts';

/** A word of a claim that says what is measured. */
export interface ClaimWord extends Span {
  /** See `canonicalStem`. */
  readonly stem: string;
  /** Capitalised inside the sentence. */
  readonly isName: boolean;
  /** Stands in a phrase with a preposition: "among the elderly". */
  readonly isRestriction: boolean;
  /** The stem of the word that it stands directly before, else null. */
  readonly before: string | null;
}

/** One value of a sentence and what it is the value of. */
export interface Claim {
  readonly sentence: CandidateSentence;
  readonly value: ClaimValue;
  readonly period: Period;
  /** What is measured, in the words of the clause, in their order. */
  readonly words: readonly ClaimWord[];
  /** The first word of the clause's subject. */
  readonly subject: string | null;
  /** The word that the value depends on: "employs", "revenue". */
  readonly governor: ClaimWord | null;
  /** What a bare number counts: "patients"; empty when it stands alone. */
  readonly counted: readonly string[];
  /** Qualifiers such as "average", sorted. */
  readonly qualifiers: string;
  readonly isPlanned: boolean;
  /** True when the value is a difference: "rose by 9 per cent". */
  readonly isChange: boolean;
  /** The clause and its sentence's beginning, without those who say it. */
  readonly clause: string;
}

const ADJUNCT =
  /^\s*(?:in|on|at|by|for|from|with|without|under|after|before|since|until|during|despite|amid|as|when|while|if|following|speaking|addressing|compared|given|\w+ing)\b/i;
const SETTING = /^\s*(?:in|on|at|by|for|from|with|without|under|among|across|within|outside)\b/i;
const PREPOSITION =
  /^(?:among|for|in|of|from|to|with|without|by|at|on|over|under|between|within|across|against|towards?|into|than)$/;
const RESTRICTING =
  /^(?:among|for|in|of|from|to|with|without|by|at|on|between|within|across|against|towards?|into|than)$/;
const STARTING_VALUE =
  /\b(?:from|compared (?:with|to)|(?<!\b(?:more|less|fewer|greater) )than|versus|against|up from|down from|instead of|not)\s*$/i;
/** A bare number behind these is a version, or a number of something: "before 4.0". */
const POINT = /\b(?:since|before|after|until|till)\s+$/i;
/** A date that only bounds when something was. */
const BOUND = /\b(?:since|before|after|until|till|by|prior to|from)(?: (?:the|early|mid|late))*\s+$/i;
const LEVEL = /\b(?:to|at|of|stands? at|stood at)\s+(?:[a-z]+\s+){0,2}$/i;
const COUNTED_WORDS = 3;

/** The values of a sentence with what they measure. What is denied, disputed or cannot be read safely is left out. */
export function readClaims(sentence: CandidateSentence, documentDate: string | null): Claim[] {
  const reading = readingOf(sentence.text, documentDate);
  const { values, periods } = reading;
  return values.flatMap((value) => {
    if (value.kind === 'quantity' && periods.some((period) => overlaps(period, value))) return [];
    return readClaim(sentence, reading, value) ?? [];
  });
}

function readClaim(sentence: CandidateSentence, reading: Reading, value: ClaimValue): Claim | null {
  const { documentDate, text, values, segments } = reading;
  const at = segments.findIndex((segment) => overlaps(segment, value));
  const own = segments[at];
  if (!own || STARTING_VALUE.test(text.slice(own.start, value.start)) || isPartOfWhole(text, value))
    return null;
  if (value.kind === 'date' && (value.year !== value.lastYear || BOUND.test(text.slice(0, value.start))))
    return null;
  const counted = value.kind === 'quantity' && value.unit === '' ? countedBy(text, value, own) : [];
  const isBare = value.kind === 'quantity' && value.unit === '' && counted.length === 0;
  if (isBare && POINT.test(text.slice(0, value.start))) return null;
  const head = headOf(reading, at, value);
  const clause = `${head ? text.slice(head.start, head.end) : ''} ${text.slice(own.start, own.end)}`;
  if (isDenied(clause)) return null;
  const stated = value.kind === 'date' ? null : statedPeriod(reading, own, value);
  if (stated === 'ambiguous') return null;
  const isValue = (place: Span): boolean =>
    values.some(({ from, end }) => overlaps(place, { start: from, end })) ||
    (value.kind !== 'date' && reading.periods.some((period) => overlaps(place, period)));
  const headWords = head ? wordsOf(text, head, isValue) : [];
  const ownWords = wordsOf(text, own, isValue);
  const setting = settingOf(reading, at, value);
  const settingWords = setting ? wordsOf(text, setting, isValue) : [];
  const measured = [
    ...headWords,
    ...ownWords,
    ...settingWords.map((word) => ({ ...word, isRestriction: true })),
  ].filter((word) => word.isName || !isCarrier(word.stem));
  const governor =
    [
      ...(head && head.start < own.start ? headWords : []),
      ...ownWords.filter(({ end }) => end <= value.start),
    ].at(-1) ?? null;
  return {
    ...{ sentence, value, clause, period: { stated, documentDate } },
    words: measured,
    subject: measured[0]?.stem ?? null,
    governor: governor === null || isCarrier(governor.stem) ? null : governor,
    counted,
    qualifiers: qualifiersOf(clause.replaceAll(text.slice(value.start, value.end), ' ')),
    isPlanned: isPlanned(clause),
    isChange: governor !== null && isChange(governor.stem) && !LEVEL.test(text.slice(own.start, value.start)),
  };
}

/** "12 of the 40 patients", "400 of them", "Of the 40, 12 …": what is counted is a part. */
function isPartOfWhole(text: string, { start, end }: Span): boolean {
  return (
    /^\s*(?:of|among) (?:the|its|their|these|those|all)\b/i.test(text) ||
    /^(?:\s+[\p{L}-]+)?\s+(?:out )?of (?:(?:the|its|their|these|those|all)\s+)*(?:\d|them\b|whom\b|which\b|these\b|those\b)/iu.test(
      text.slice(end),
    ) ||
    /\d\S*\s+(?:out )?of (?:(?:the|its|their|these|those|all)\s+)*$/i.test(text.slice(0, start))
  );
}

/** The segment that holds the subject of a value's segment, if that is another one. */
function headOf({ segments, text, values }: Reading, at: number, value: ClaimValue): Span | null {
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
function settingOf({ segments, text, values }: Reading, at: number, value: ClaimValue): Span | null {
  const [first] = segments;
  if (!first || at === 0 || !SETTING.test(text.slice(first.start, first.end))) return null;
  return values.some((other) => overlaps(other, first) && sameUnit(other, value)) ? null : first;
}

/** The time that stands nearest in the value's segment; else the only one of the sentence. */
function statedPeriod(
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

function wordsOf(text: string, segment: Span, isValue: (place: Span) => boolean): ClaimWord[] {
  const found: ClaimWord[] = [];
  let preposition = false;
  const tokens = wordsWithPlaces(text.slice(segment.start, segment.end)).map((word) => ({
    text: word.text,
    start: segment.start + word.start,
    end: segment.start + word.end,
  }));
  for (const [index, token] of tokens.entries()) {
    if (isValue(token)) {
      preposition = false;
      continue;
    }
    if (isStopWord(token.text)) {
      preposition = PREPOSITION.test(token.text)
        ? RESTRICTING.test(token.text)
        : preposition && /^(?:the|an?|its|their|his|her)$/.test(token.text);
      continue;
    }
    const canonical = canonicalStem(stem(token.text));
    const next = tokens[index + 1];
    const joined = next && !isStopWord(next.text) && !isValue(next) ? canonicalStem(stem(next.text)) : null;
    found.push({
      start: token.start,
      end: token.end,
      stem: canonical,
      isName:
        /^\p{N}/u.test(token.text) ||
        (token.start > 0 &&
          /^\p{Lu}/u.test(text.slice(token.start)) &&
          /\S/.test(text.slice(0, token.start))),
      isRestriction: preposition,
      before: joined,
    });
  }
  return found;
}

/** The words that follow a bare number directly: "450 elderly patients". */
function countedBy(text: string, value: Span, own: Span): string[] {
  const counted: string[] = [];
  for (const token of wordsWithPlaces(text.slice(value.end, own.end))) {
    if (counted.length >= COUNTED_WORDS || isStopWord(token.text)) break;
    const gap = text.slice(value.end, value.end + token.start);
    if (counted.length === 0 && /\S/.test(gap)) break;
    counted.push(canonicalStem(stem(token.text)));
  }
  return counted;
}

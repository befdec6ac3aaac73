import { overlaps, type Span } from '../../core/span.ts';
import type { CandidateSentence } from '../extractive/candidate-sentences.ts';
import { headOf, settingOf, statedPeriod } from './claim-clauses.ts';
import type { Period } from './claim-periods.ts';
import { type Reading, readingOf } from './claim-reading.ts';
import type { ClaimValue } from './claim-values.ts';
import { isCarrier, isChange, isDenied, isPlanned, qualifiersOf } from './claim-words.ts';
import { type ClaimWord, countedBy, wordsOf } from './measured-words.ts';

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

const STARTING_VALUE =
  /\b(?:from|compared (?:with|to)|(?<!\b(?:more|less|fewer|greater) )than|versus|against|up from|down from|instead of|not)\s*$/i;
/** A bare number behind these is a version, or a number of something: "before 4.0". */
const POINT = /\b(?:since|before|after|until|till)\s+$/i;
/** A date that only bounds when something was. */
const BOUND = /\b(?:since|before|after|until|till|by|prior to|from)(?: (?:the|early|mid|late))*\s+$/i;
const LEVEL = /\b(?:to|at|of|stands? at|stood at)\s+(?:[a-z]+\s+){0,2}$/i;

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
  if (!own) return null;
  const counted = value.kind === 'quantity' && value.unit === '' ? countedBy(text, value, own) : [];
  if (isNotStated(text, value, own, counted)) return null;
  const head = headOf(reading, at, value);
  const clause = `${head ? text.slice(head.start, head.end) : ''} ${text.slice(own.start, own.end)}`;
  if (isDenied(clause)) return null;
  const stated = value.kind === 'date' ? null : statedPeriod(reading, own, value);
  if (stated === 'ambiguous') return null;
  const isValue = (place: Span): boolean =>
    values.some(({ from, end }) => overlaps(place, { start: from, end })) ||
    (value.kind !== 'date' && reading.periods.some((period) => overlaps(place, period)));
  const wordsIn = (segment: Span | null): ClaimWord[] => (segment ? wordsOf(text, segment, isValue) : []);
  const [headWords, ownWords] = [wordsIn(head), wordsIn(own)];
  const settingWords = wordsIn(settingOf(reading, at, value));
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

/** True for a value that something is not: one that it started from, a bound, a version, a part of a whole. */
function isNotStated(text: string, value: ClaimValue, own: Span, counted: readonly string[]): boolean {
  const before = text.slice(0, value.start);
  if (STARTING_VALUE.test(before.slice(own.start)) || isPartOfWhole(text, value)) return true;
  if (value.kind === 'date') return value.year !== value.lastYear || BOUND.test(before);
  return value.unit === '' && counted.length === 0 && POINT.test(before);
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

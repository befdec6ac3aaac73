import type { Quote } from '../../core/passage.ts';
import type { CandidateSentence } from '../extractive/candidate-sentences.ts';
import { wholeQuoteOf } from '../extractive/extractive-answer.ts';
import { type PeriodComparison, periodLabel, periodOrder } from './claim-periods.ts';
import { valuesDiffer } from './claim-values.ts';
import type { Claim } from './claims.ts';
import type { ClaimWord } from './measured-words.ts';

/** One of the values that differ, and where it stands. */
export interface DisagreeingClaim {
  readonly value: string;
  /** The time that the value is for, such as `2023`; null when neither the sentence nor its document gives one. */
  readonly when: string | null;
  /** Sorts claims by their time; see `periodOrder`. */
  readonly order: string;
  readonly sentence: CandidateSentence;
  /** The sentence, with the one before it where it refers back. */
  readonly quote: Quote;
}

/** Different values for the same thing: at the same time, or at different times. */
export interface Disagreement {
  readonly kind: 'conflict' | 'development';
  readonly subject: string;
  /** Of a conflict the answer's own claim first; of a development the earliest first. */
  readonly claims: readonly DisagreeingClaim[];
}

/** Claims shown besides the answer's own. */
const MOST_OTHERS = 2;
/** In UTF-16 code units. */
const LONGEST_SUBJECT = 60;

/** A claim that has another value than the answer's. */
export interface Rival {
  readonly claim: Claim;
  readonly comparison: Exclude<PeriodComparison, 'unclear'>;
  /** What both claims are about, in the words of the answer's. */
  readonly subject: string;
}

/** The contradiction of a claim with its rivals, and its development over time, where there are any. */
export function disagreementsOf(claim: Claim, rivals: readonly Rival[]): Disagreement[] {
  return (['conflict', 'development'] as const).flatMap((kind) => {
    const ofKind = rivals.filter(({ comparison }) => (comparison === 'same') === (kind === 'conflict'));
    const chosen: Claim[] = [];
    for (const { claim: rival } of ofKind) {
      const repeats = chosen.some((other) => !valuesDiffer(other.value, rival.value));
      if (!repeats && chosen.length < MOST_OTHERS) chosen.push(rival);
    }
    const claims = [claim, ...chosen];
    if (kind === 'development')
      claims.sort((a, b) => (periodOrder(a.period) < periodOrder(b.period) ? -1 : 1));
    return chosen.length > 0
      ? [{ kind, subject: ofKind[0]?.subject ?? '', claims: claims.map(disagreeing) }]
      : [];
  });
}

function disagreeing({ value, counted, sentence, period }: Claim): DisagreeingClaim {
  const noun = counted.length > 0 ? (/^\s+[\p{L}-]+/u.exec(sentence.text.slice(value.end))?.[0] ?? '') : '';
  return {
    value: `${value.text}${noun}`,
    when: value.kind === 'date' ? period.documentDate : periodLabel(period),
    order: periodOrder(period),
    sentence,
    quote: wholeQuoteOf(sentence),
  };
}

const JOINS_WORDS = /^[\s-]*(?:(?:of|the|in|for|over|and|to|a|an|between|from|with)\s+){0,3}$/i;

/** The words that both claims use, as the answer's sentence writes them. */
export function subjectOf({ sentence }: Claim, shared: readonly ClaimWord[]): string {
  let subject = '';
  let previousEnd = 0;
  for (const { start, end } of shared) {
    const between = sentence.text.slice(previousEnd, start);
    const joint = subject === '' ? '' : JOINS_WORDS.test(between) ? between : ' ';
    const longer = `${subject}${joint}${sentence.text.slice(start, end)}`;
    if (longer.length > LONGEST_SUBJECT) break;
    subject = longer;
    previousEnd = end;
  }
  return subject;
}

/**
 * Those that share a claim as one: sentences that both answer find each other. What a development has in it is no
 * contradiction.
 */
export function merged(found: readonly Disagreement[]): Disagreement[] {
  const developments = joined(found.filter(({ kind }) => kind === 'development')).map((development) => ({
    ...development,
    claims: [...development.claims].sort((a, b) => (a.order < b.order ? -1 : 1)),
  }));
  const conflicts = joined(found.filter(({ kind }) => kind === 'conflict')).filter(
    ({ claims }) =>
      !developments.some((development) =>
        claims.every((claim) => development.claims.some((other) => isSame(claim, other))),
      ),
  );
  return [...conflicts, ...developments];
}

function joined(found: readonly Disagreement[]): Disagreement[] {
  let groups: Disagreement[] = [];
  for (const disagreement of found) {
    const near = groups.filter(({ claims }) =>
      claims.some((claim) => disagreement.claims.some((other) => isSame(claim, other))),
    );
    const [first = disagreement] = near;
    const claims: DisagreeingClaim[] = [];
    for (const claim of [...near, disagreement].flatMap((other) => other.claims))
      if (!claims.some((other) => isSame(claim, other))) claims.push(claim);
    groups = [...groups.filter((group) => !near.includes(group)), { ...first, claims }];
  }
  return groups;
}

/** True for one place, and for a value that two sentences give for the same time. */
function isSame(a: DisagreeingClaim, b: DisagreeingClaim): boolean {
  if (a.value !== b.value) return false;
  return (
    a.order === b.order || (a.sentence.file === b.sentence.file && a.sentence.start === b.sentence.start)
  );
}

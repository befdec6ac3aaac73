import { comparePeriods, type PeriodComparison } from './claim-periods.ts';
import { countsCasualties, happensOnce, isRecurring, isSettled } from './claim-words.ts';
import type { Claim } from './claims.ts';

/**
 * Whether the values of two claims belong to the same time. `askedYears` are those that the question names: who asks for
 * one year's value is not told of another's.
 */
export function compareTimes(a: Claim, b: Claim, askedYears: readonly number[]): PeriodComparison {
  if (a.value.kind === 'date') return compareDated(a, b);
  const settles = a.period.stated || b.period.stated ? happensOnce : isSettled;
  const settled = settles(a.clause) && settles(b.clause);
  const comparison = isRecount(a, b) ? 'different' : comparePeriods(a.period, b.period, settled);
  if (askedYears.length === 0) return comparison;
  const ofAskedYear = [a, b].every((claim) => {
    const years = claim.period.stated?.years ?? (settled ? null : documentYears(claim));
    return years === null || askedYears.some((year) => year >= years.first && year <= years.last);
  });
  return comparison === 'same' && ofAskedYear ? 'same' : 'unclear';
}

/** What a changeable state is for where the sentence states no year: "There are 19 people on the waiting list." */
function documentYears({ period: { stated, documentDate } }: Claim): { first: number; last: number } | null {
  if (stated !== null || documentDate === null) return null;
  const year = Number(documentDate.slice(0, 4));
  return { first: year, last: year };
}

/** The victims of one event, counted on different days. */
function isRecount(a: Claim, b: Claim): boolean {
  return countsCasualties(a.clause) && !a.period.stated && !b.period.stated && areDatedApart(a, b);
}

function compareDated(a: Claim, b: Claim): PeriodComparison {
  const recurring = [a, b].some(({ sentence }) => isRecurring(sentence.text));
  if (recurring && yearOf(a) !== yearOf(b)) return 'unclear';
  // A plan may be put off; what has happened has one date.
  return a.isPlanned && areDatedApart(a, b) ? 'different' : 'same';
}

function areDatedApart(
  { period: { documentDate: a } }: Claim,
  { period: { documentDate: b } }: Claim,
): boolean {
  return a !== null && b !== null && a !== b;
}

function yearOf({ value, period }: Claim): number | null {
  if (value.kind === 'date' && value.year !== null) return value.year;
  return period.documentDate === null ? null : Number(period.documentDate.slice(0, 4));
}

import { overlaps } from '../core/span.ts';
import type { CandidateSentence } from './candidate-sentences.ts';
import { comparePeriods, type PeriodComparison, periodLabel, periodOrder } from './claim-periods.ts';
import { readValues, valuesDiffer } from './claim-values.ts';
import { canonicalStem, countsCasualties, isRecurring, isSettled } from './claim-words.ts';
import { type Claim, readClaims } from './claims.ts';
import { withReferent } from './extractive-answer.ts';
import type { GatheredEvidence } from './gather-evidence.ts';
import type { Passage, Quote } from './passage.ts';
import type { Question } from './question.ts';
import { sameThing, surroundings } from './same-claim.ts';

/** One of the values that differ, and where it stands. */
export interface DisagreeingClaim {
  readonly value: string;
  /** The time that the value is for, such as `2023`; null when neither the sentence nor its document gives one. */
  readonly when: string | null;
  readonly quote: Quote;
  readonly sentence: CandidateSentence;
}

/** Different values for the same thing: at the same time, or at different times. */
export interface Disagreement {
  readonly kind: 'conflict' | 'development';
  readonly subject: string;
  /** Of a conflict the answer's own claim first; of a development the earliest first. */
  readonly claims: readonly DisagreeingClaim[];
}

export const DISAGREEMENT_DEFAULTS = {
  /** Sentences that are compared with the answer's, best first. */
  candidates: 60,
  /** Claims shown besides the answer's own. */
  mostOthers: 2,
  /** In UTF-16 code units. */
  longestSubject: 60,
} as const;

const VALUE =
  /\p{N}|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|january|february|march|april|june|july|august|september|october|november|december)\b/iu;

/**
 * Finds what the evidence gives another value for than the quotes that answer: an amount, share, count or, where the
 * question asks when, a date. Only claims that concern what the question asks about count.
 */
export function findDisagreements(
  { question, scored, passages }: Pick<GatheredEvidence, 'question' | 'scored' | 'passages'>,
  answering: readonly Quote[],
): Disagreement[] {
  const dates = new Map(passages.map(({ file, date }) => [file, date]));
  const claimsOf = (sentence: CandidateSentence): Claim[] =>
    readClaims(sentence, dates.get(sentence.file) ?? null).filter((claim) => concerns(claim, question));
  const asked = askedThing(question);
  const sentences = scored.map(({ sentence }) => sentence).filter(({ text }) => VALUE.test(text));
  const candidates = sentences.slice(0, DISAGREEMENT_DEFAULTS.candidates);
  const read = new Map<CandidateSentence, Claim[]>();
  const found: Disagreement[] = [];
  for (const sentence of sentences) {
    const quoted = quotedText(sentence, answering, passages);
    if (quoted === null) continue;
    for (const claim of claimsOf(sentence)) {
      if (
        !quoted.includes(claim.value.text) &&
        !quoted.includes(sentence.text.slice(claim.value.start, claim.value.end))
      )
        continue;
      const others: { claim: Claim; subject: string; comparison: PeriodComparison }[] = [];
      for (const candidate of candidates) {
        if (candidate === sentence || !mayAgree(sentence, candidate)) continue;
        const claims = read.get(candidate) ?? claimsOf(candidate);
        read.set(candidate, claims);
        for (const other of claims) {
          const shared =
            valuesDiffer(claim.value, other.value) && sharesAsked(claim, other, asked.stems)
              ? sameThing(claim, other)
              : null;
          if (!shared) continue;
          const comparison = compare(claim, other, asked.years);
          if (comparison !== 'unclear')
            others.push({ claim: other, subject: subjectOf(claim, shared), comparison });
        }
      }
      found.push(...disagreementsOf(claim, others));
    }
  }
  return unique(found);
}

/** The stems and years that a question is about. */
function askedThing({ stems, text }: Question): {
  readonly stems: ReadonlySet<string>;
  readonly years: readonly number[];
} {
  const years = readValues(text).flatMap((value) =>
    value.kind === 'date' && value.year !== null ? [value.year] : [],
  );
  return { stems: new Set([...stems].map(canonicalStem)), years };
}

/** Whether a claim has the kind of value that is asked for, of something that the question names. */
function concerns({ value, words: measured, counted }: Claim, { kind, stems }: Question): boolean {
  if ((kind === 'time') !== (value.kind === 'date')) return false;
  const asked = new Set([...stems].map(canonicalStem));
  return measured.some(({ stem: word }) => asked.has(word)) || counted.some((word) => asked.has(word));
}

/** What the question names and one claim speaks of, the other must speak of too. */
function sharesAsked(a: Claim, b: Claim, asked: ReadonlySet<string>): boolean {
  const ofA = surroundings(a);
  const ofB = surroundings(b);
  return [...asked].every((word) => !ofA.has(word) || ofB.has(word));
}

function mayAgree(a: CandidateSentence, b: CandidateSentence): boolean {
  for (const word of a.stems) if (b.stems.has(word) || b.contextStems.has(word)) return true;
  return false;
}

/** The part of a sentence that the answer quotes, on one line; null when it quotes nothing of it. */
function quotedText(
  { file, start, end, text }: CandidateSentence,
  answering: readonly Quote[],
  passages: readonly Passage[],
): string | null {
  const quotes = answering.filter((quote) => quote.file === file && overlaps(quote, { start, end }));
  if (quotes.length === 0) return null;
  if (quotes.some((quote) => quote.start <= start && quote.end >= end)) return text;
  return quotes
    .map((quote) => {
      const passage = passages.find((other) => other.file === file && overlaps(other, quote));
      return passage
        ? passage.text.slice(Math.max(0, quote.start - passage.start), quote.end - passage.start)
        : '';
    })
    .join(' ')
    .replace(/\s+/g, ' ');
}

function compare(a: Claim, b: Claim, askedYears: readonly number[]): PeriodComparison {
  if (a.value.kind === 'date') return compareDates(a, b);
  const settled = isSettled(a.clause) && isSettled(b.clause);
  const comparison = laterCount(a, b) ? 'different' : comparePeriods(a.period, b.period, settled);
  if (askedYears.length === 0) return comparison;
  // Who asks for one year's value is not told of another's.
  const ofYear = [a, b].every(({ period: { stated } }) =>
    askedYears.some((year) => !stated?.years || (year >= stated.years.first && year <= stated.years.last)),
  );
  return comparison === 'same' && ofYear ? 'same' : 'unclear';
}

/** The victims of one event, counted on different days. */
function laterCount(a: Claim, b: Claim): boolean {
  const [first, second] = [a.period.documentDate, b.period.documentDate];
  return (
    countsCasualties(a.clause) &&
    first !== null &&
    second !== null &&
    first !== second &&
    !a.period.stated &&
    !b.period.stated
  );
}

function compareDates(a: Claim, b: Claim): PeriodComparison {
  if (a.value.kind !== 'date' || b.value.kind !== 'date') return 'unclear';
  if ((isRecurring(a.clause) || isRecurring(b.clause)) && !sameYear(a, b)) return 'unclear';
  if (!a.isPlanned) return 'same';
  const [first, second] = [a.period.documentDate, b.period.documentDate];
  return first !== null && second !== null && first !== second ? 'different' : 'same';
}

function sameYear(a: Claim, b: Claim): boolean {
  const yearOf = ({ value, period }: Claim): string | null =>
    value.kind === 'date' && value.year !== null
      ? String(value.year)
      : (period.documentDate?.slice(0, 4) ?? null);
  return yearOf(a) !== null && yearOf(a) === yearOf(b);
}

function disagreementsOf(
  claim: Claim,
  others: readonly {
    readonly claim: Claim;
    readonly subject: string;
    readonly comparison: PeriodComparison;
  }[],
): Disagreement[] {
  const found: Disagreement[] = [];
  for (const kind of ['conflict', 'development'] as const) {
    const chosen: Claim[] = [];
    let subject = '';
    for (const other of others) {
      if ((other.comparison === 'same') !== (kind === 'conflict')) continue;
      if (chosen.length >= DISAGREEMENT_DEFAULTS.mostOthers) break;
      const known = chosen.some(
        (before) =>
          !valuesDiffer(before.value, other.claim.value) &&
          (kind === 'conflict' || periodLabel(before.period) === periodLabel(other.claim.period)),
      );
      if (known) continue;
      subject ||= other.subject;
      chosen.push(other.claim);
    }
    if (chosen.length === 0) continue;
    const claims = [claim, ...chosen];
    if (kind === 'development')
      claims.sort((a, b) => (periodOrder(a.period) < periodOrder(b.period) ? -1 : 1));
    found.push({ kind, subject, claims: claims.map(disagreeing) });
  }
  return found;
}

function disagreeing({ value, counted, sentence, period }: Claim): DisagreeingClaim {
  const noun = counted.length > 0 ? (/^\s+[\p{L}-]+/u.exec(sentence.text.slice(value.end))?.[0] ?? '') : '';
  return {
    value: `${value.text}${noun}`.replace(/\s+/g, ' '),
    when: value.kind === 'date' ? period.documentDate : periodLabel(period),
    quote: withReferent(sentence),
    sentence,
  };
}

/** The words that both claims use, as the answer's sentence writes them. */
function subjectOf(
  { sentence }: Claim,
  shared: readonly { readonly start: number; readonly end: number }[],
): string {
  const first = shared[0];
  if (!first) return '';
  let subject = sentence.text.slice(first.start, first.end);
  for (const [index, word] of shared.slice(1).entries()) {
    const previous = shared[index] ?? first;
    const between = sentence.text.slice(previous.end, word.start);
    const joined = /^[\s-]*(?:(?:of|the|in|for|over|and|to|a|an|between|from|with)\s+){0,3}$/i.test(between)
      ? between
      : ' ';
    const longer = `${subject}${joined}${sentence.text.slice(word.start, word.end)}`;
    if (longer.length > DISAGREEMENT_DEFAULTS.longestSubject) break;
    subject = longer;
  }
  return subject;
}

/** Each set of places once: two sentences that both answer find each other. */
function unique(disagreements: readonly Disagreement[]): Disagreement[] {
  const seen = new Set<string>();
  return disagreements.filter(({ kind, claims }) => {
    const key = [
      kind,
      ...claims.map(({ value, quote }) => `${quote.file} ${quote.start} ${value}`).sort(),
    ].join('|');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

import type { Passage, Quote } from '../../core/passage.ts';
import { overlaps } from '../../core/span.ts';
import { datesIn } from '../../corpus/dates.ts';
import type { CandidateSentence } from '../extractive/candidate-sentences.ts';
import { wholeQuoteOf } from '../extractive/extractive-answer.ts';
import type { GatheredEvidence } from '../extractive/gather-evidence.ts';
import type { AnswerKind } from '../questions/question.ts';
import { type AskedThing, answersAlike, askedThing, isAsked, isGiven } from './asked-claims.ts';
import { type PeriodComparison, periodLabel, periodOrder } from './claim-periods.ts';
import { valuesDiffer } from './claim-values.ts';
import { type Claim, type ClaimWord, readClaims } from './claims.ts';
import { compareTimes } from './compare-times.ts';
import { sameThing } from './same-claim.ts';
import { mayHoldValue, sentenceStems } from './sentence-stems.ts';

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

export const DISAGREEMENT_DEFAULTS = {
  /** Sentences with a value that are compared with the answer's, best first. */
  candidates: 60,
  /** Claims shown besides the answer's own. */
  mostOthers: 2,
  /** In UTF-16 code units. */
  longestSubject: 60,
} as const;

/** A claim that has another value than the answer's. */
interface Rival {
  readonly claim: Claim;
  readonly comparison: Exclude<PeriodComparison, 'unclear'>;
  readonly subject: string;
}

const ASKS_NO_VALUE: ReadonlySet<AnswerKind> = new Set(['person', 'place', 'reason']);
/**
 * Finds what the evidence gives another value for than the quotes that answer: an amount, a share, a count or, where the
 * question asks when, a date. Only claims about what the question asks count.
 */
export function findDisagreements(
  { question, scored, retrieved: passages }: Pick<GatheredEvidence, 'question' | 'scored' | 'retrieved'>,
  answering: readonly Quote[],
): Disagreement[] {
  if (ASKS_NO_VALUE.has(question.kind)) return [];
  const asked = askedThing(question);
  const claimsOf = claimReader(passages, asked);
  // The items of a list make its claims, each by itself.
  const sentences = scored
    .map(({ sentence }) => sentence)
    .filter((sentence) => sentence.leadStems === null && mayHoldValue(sentence));
  const candidates = sentences.slice(0, DISAGREEMENT_DEFAULTS.candidates);
  const found: Disagreement[] = [];
  for (const sentence of sentences) {
    const quoted = quotedText(sentence, answering, passages);
    if (quoted === null) continue;
    const near = candidates.filter((candidate) => candidate !== sentence && shareWords(sentence, candidate));
    if (near.length === 0) continue;
    for (const claim of claimsOf(sentence)) {
      if (!quoted.includes(sentence.text.slice(claim.value.start, claim.value.end)) || isGiven(claim, asked))
        continue;
      const rivals = near
        .filter((candidate) => mayRival(claim, candidate))
        .flatMap((candidate) => claimsOf(candidate))
        .flatMap((other) => rivalTo(claim, other, asked, passages) ?? []);
      found.push(...disagreementsOf(claim, rivals));
    }
  }
  return merged(found);
}

/** Reads each sentence's claims about what is asked, once. */
function claimReader(
  passages: readonly Passage[],
  asked: AskedThing,
): (sentence: CandidateSentence) => readonly Claim[] {
  const read = new Map<CandidateSentence, readonly Claim[]>();
  return (sentence) => {
    const known = read.get(sentence);
    if (known) return known;
    const claims = readClaims(sentence, dateOf(passages[sentence.passageRank])).filter((claim) =>
      isAsked(claim, asked),
    );
    read.set(sentence, claims);
    return claims;
  };
}

/** The date of a passage's document; where it states none, the one that its title names: "Minutes of 4 May 2021". */
function dateOf(passage: Passage | undefined): string | null {
  const [named, another] = datesIn(passage?.title ?? '');
  return passage?.date ?? (another ? null : named?.value) ?? null;
}

const LEAST_SHARED = 2;

/** A quick look: whether two sentences, with what stands around them, have words in common. */
function shareWords(a: CandidateSentence, b: CandidateSentence): boolean {
  return sharesOf(sentenceStems(a).own, b).all >= LEAST_SHARED;
}

/** A closer look: whether a sentence has words in common with a claim, as one about the same thing must have. */
function mayRival({ words, counted }: Claim, sentence: CandidateSentence): boolean {
  const measured = new Set([...words.map(({ stem }) => stem), ...counted]);
  const shares = sharesOf(measured, sentence);
  return shares.own > 0 && shares.all >= Math.min(LEAST_SHARED, measured.size);
}

function sharesOf(stems: ReadonlySet<string>, sentence: CandidateSentence): { own: number; all: number } {
  const of = sentenceStems(sentence);
  const shares = { own: 0, all: 0 };
  for (const stem of stems) {
    if (of.own.has(stem)) shares.own++;
    if (of.all.has(stem)) shares.all++;
  }
  return shares;
}

/** The part of a sentence that the answer quotes, on one line; null when it quotes nothing of it. */
function quotedText(
  { file, start, end, text, passageRank }: CandidateSentence,
  answering: readonly Quote[],
  passages: readonly Passage[],
): string | null {
  const quotes = answering.filter((quote) => quote.file === file && overlaps(quote, { start, end }));
  if (quotes.length === 0) return null;
  if (quotes.some((quote) => quote.start <= start && quote.end >= end)) return text;
  const passage = passages[passageRank];
  return quotes
    .map((quote) =>
      passage
        ? passage.text.slice(Math.max(0, quote.start - passage.start), Math.max(0, quote.end - passage.start))
        : '',
    )
    .join(' ')
    .replace(/\s+/g, ' ');
}

function rivalTo(claim: Claim, other: Claim, asked: AskedThing, passages: readonly Passage[]): Rival | null {
  if (!valuesDiffer(claim.value, other.value)) return null;
  const shared = sameThing(claim, other);
  if (!shared || !answersAlike(claim, other, asked, passages)) return null;
  const comparison = compareTimes(claim, other, asked.years);
  return comparison === 'unclear' ? null : { claim: other, comparison, subject: subjectOf(claim, shared) };
}

function disagreementsOf(claim: Claim, rivals: readonly Rival[]): Disagreement[] {
  return (['conflict', 'development'] as const).flatMap((kind) => {
    const ofKind = rivals.filter(({ comparison }) => (comparison === 'same') === (kind === 'conflict'));
    const chosen: Claim[] = [];
    for (const { claim: rival } of ofKind) {
      const repeats = chosen.some((other) => !valuesDiffer(other.value, rival.value));
      if (!repeats && chosen.length < DISAGREEMENT_DEFAULTS.mostOthers) chosen.push(rival);
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
function subjectOf({ sentence }: Claim, shared: readonly ClaimWord[]): string {
  let subject = '';
  let previousEnd = 0;
  for (const { start, end } of shared) {
    const between = sentence.text.slice(previousEnd, start);
    const joint = subject === '' ? '' : JOINS_WORDS.test(between) ? between : ' ';
    const longer = `${subject}${joint}${sentence.text.slice(start, end)}`;
    if (longer.length > DISAGREEMENT_DEFAULTS.longestSubject) break;
    subject = longer;
    previousEnd = end;
  }
  return subject;
}

/**
 * Those that share a claim as one: sentences that both answer find each other. What a development has in it is no
 * contradiction.
 */
function merged(found: readonly Disagreement[]): Disagreement[] {
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

import type { Passage, Quote } from '../../core/passage.ts';
import { overlaps } from '../../core/span.ts';
import { datesIn } from '../../corpus/dates.ts';
import type { CandidateSentence } from '../extractive/candidate-sentences.ts';
import type { GatheredEvidence } from '../extractive/gather-evidence.ts';
import type { AnswerKind } from '../questions/question.ts';
import { type AskedThing, answersAlike, askedThing, isAsked, isGiven } from './asked-claims.ts';
import { valuesDiffer } from './claim-values.ts';
import { type Claim, readClaims } from './claims.ts';
import { compareTimes } from './compare-times.ts';
import { type Disagreement, disagreementsOf, merged, type Rival, subjectOf } from './disagreement-groups.ts';
import { mayRival, shareWords } from './likely-rivals.ts';
import { sameThing } from './same-claim.ts';
import { mayHoldValue } from './sentence-stems.ts';

/** Sentences with a value that are compared with the answer's, best first. */
const MOST_COMPARED = 60;
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
  const candidates = sentences.slice(0, MOST_COMPARED);
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

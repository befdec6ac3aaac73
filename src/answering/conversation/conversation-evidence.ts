import type { Answer } from '../../core/answer.ts';
import { stems } from '../../core/search-terms.ts';
import { overlaps } from '../../core/span.ts';
import type { Narrowing } from '../extractive/gather-evidence.ts';
import type { ScoredSentence } from '../extractive/score-sentences.ts';
import { holdingSpecifics } from '../extractive/specifics.ts';
import { holdsAnswer } from '../questions/answer-kinds.ts';
import { type AnswerKind, analyseQuestion, type Question } from '../questions/question.ts';
import type { Turn, TurnQuote } from './conversations.ts';
import type { FollowUp } from './follow-up.ts';
import type { Understood } from './understand-question.ts';

/** Kinds of answers that a sentence shows to be there or not. */
const SHOWN_KINDS: ReadonlySet<AnswerKind> = new Set(['quantity', 'time', 'reason']);

/** What a reason or a time must share with the question, lest any reason at all answers "why?". */
const LEAST_COVERAGE = 0.4;
/** The same where it stands in a document that the last answer does not cite. */
const LEAST_COVERAGE_ELSEWHERE = 0.6;

/**
 * Which sentences count for a question in its conversation. A completed follow-up shares most words with what was answered
 * before, so a sentence must hold what it asks for in particular: its own year or noun, a time for a bare "when?", a reason
 * for a bare "why?", and for "tell me more" something that was not shown yet. Every sentence counts for other questions.
 */
export function narrowingFor({ asked, followUp, specifics, person, turns }: Understood): Narrowing {
  if (followUp === null) return (scored) => scored;
  const holdsKind = kindCheck(followUp, analyseQuestion(asked));
  const least = leastCoverage(followUp, turns.at(-1)?.quotes ?? []);
  return (scored, dates) => {
    const specific = holdingSpecifics(scored, specifics, dates).filter(
      ({ sentence, coverage }) => coverage >= least(sentence.file) && holdsKind(sentence.text),
    );
    if (followUp.kind === 'more') return withoutShown(specific, turns);
    // A text that goes on with "she" does not repeat the name.
    const ofPerson = holdingSpecifics(specific, person, dates);
    return ofPerson.length > 0 ? ofPerson : specific;
  };
}

/** By file, what a sentence of it must share with the question. */
function leastCoverage(followUp: FollowUp, cited: readonly TurnQuote[]): (file: string) => number {
  if (followUp.kind !== 'bare') return () => 0;
  const files = new Set(cited.map(({ file }) => file));
  return (file) => (files.size === 0 || files.has(file) ? LEAST_COVERAGE : LEAST_COVERAGE_ELSEWHERE);
}

function kindCheck(followUp: FollowUp, question: Question): (sentence: string) => boolean {
  // "Why did she resign?" is a whole question once "she" is known, and is judged as one.
  if (followUp.kind !== 'bare') return () => true;
  const { kind } = analyseQuestion(followUp.asked);
  return (sentence) => !SHOWN_KINDS.has(kind) || holdsAnswer({ ...question, kind }, sentence) !== false;
}

function withoutShown(scored: readonly ScoredSentence[], turns: readonly Turn[]): ScoredSentence[] {
  const shown = turns.flatMap(({ quotes }) => quotes);
  return scored.filter(
    ({ sentence }) => !shown.some((quote) => quote.file === sentence.file && overlaps(quote, sentence)),
  );
}

/**
 * What a conversation keeps of an answer; null when what was asked leads nowhere: without an answer and without a word or a
 * thing to go on from. What asked about the last answer in vain leaves that answer in place.
 */
export function turnOf(
  { question, citations }: Answer,
  { subject, followUp, isOpen, turns }: Understood,
): Turn | null {
  const quotes = citations.map(({ file, start, end, quote }) => ({ file, start, end, text: quote }));
  if (quotes.length === 0 && (isOpen || stems(subject).length === 0)) return null;
  const last = turns.at(-1);
  const asksAboutAnswer =
    followUp !== null && last !== undefined && (subject === last.interpreted || subject.includes('“'));
  if (asksAboutAnswer && quotes.length === 0) return { ...last, question };
  return {
    question,
    interpreted: subject,
    quotes: asksAboutAnswer && citesHead(followUp) ? last.quotes : quotes,
  };
}

/** True where the answer may be the line that names a document's author or date. */
function citesHead(followUp: FollowUp): boolean {
  return followUp.kind === 'document' || (followUp.kind === 'speaker' && followUp.orAuthor);
}

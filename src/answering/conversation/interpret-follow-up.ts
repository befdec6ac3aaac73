import { words } from '../../core/words.ts';
import { extractFacts } from '../facts/facts.ts';
import { asQuestion, PREPOSITION, withoutEnd } from '../questions/question-form.ts';
import { askAgain } from './ask-again.ts';
import type { Turn } from './conversations.ts';
import { exchange } from './exchange.ts';
import { type FollowUp, PERSON_ALONE } from './follow-up.ts';
import { type Piece, piecesOf } from './fragment.ts';
import type { Reference } from './references.ts';
import { otherPerson, salientPerson } from './salient-person.ts';
import { salientPlace } from './salient-place.ts';
import { salientSeveral } from './salient-several.ts';
import { salientThing } from './salient-thing.ts';
import { byRelevance, mainStatement } from './statements.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A follow-up, completed. */
export interface Interpretation {
  /** The question that it stands for. */
  readonly question: string;
  /** What the next follow-up goes on from: the same, or the question before where this one only asked about its answer. */
  readonly subject: string;
  /** What an answer has to hold, such as "2023"; empty when the follow-up names nothing particular. */
  readonly specifics: string;
  /** The last name of whom "he" or "she" means, which an answer holds if any does; empty when nobody is meant. */
  readonly person: string;
}

/** The question that a follow-up stands for, by rules alone; null when the turns (oldest first) do not tell. */
export function interpretFollowUp(
  followUp: FollowUp,
  turns: readonly Turn[],
  vocabulary: Vocabulary,
): Interpretation | null {
  const turn = turns.at(-1);
  if (turn === undefined) return null;
  const subject = turn.interpreted;
  const specifics = specificsOf(followUp, turns, vocabulary);
  switch (followUp.kind) {
    case 'speaker':
    case 'source': {
      const statement = mainStatement(turn);
      if (statement === null) return null;
      const asked = followUp.kind === 'speaker' ? 'Who said' : 'Which file says';
      return { question: `${asked} “${statement}”?`, subject, specifics, person: '' };
    }
    case 'document':
      if (turn.quotes.length === 0) return null;
      return { question: asQuestion(followUp.asked), subject, specifics, person: '' };
    case 'more':
      return { question: `Tell me more: ${asQuestion(subject)}`, subject, specifics, person: '' };
    case 'bare': {
      const { question, ofAnswer } = askAgain(followUp.asked, turn);
      if (followUp.fragment === null)
        return { question, subject: ofAnswer ? subject : question, specifics, person: '' };
      return ofAnswer ? null : whole(withFragment(question, followUp.fragment, turns, vocabulary), specifics);
    }
    case 'fragment': {
      if (!PERSON_ALONE.test(followUp.fragment))
        return whole(withFragment(subject, followUp.fragment, turns, vocabulary), specifics);
      const person = otherPerson(turns);
      return person === null ? null : whole(withFragment(subject, person, turns, vocabulary), person);
    }
    case 'reference': {
      const isPerson = followUp.references.some(({ referent }) => referent === 'person');
      const person = isPerson ? (salientPerson(turns)?.split(' ').at(-1) ?? '') : '';
      const completed = whole(withReferents(followUp.text, followUp.references, turns), specifics);
      return completed === null ? null : { ...completed, person };
    }
  }
}

function whole(question: string | null, specifics: string): Interpretation | null {
  return question === null ? null : { question, subject: question, specifics, person: '' };
}

const ABOUT = new RegExp(
  `\\b(?:about|regarding|concerning) (?:the )?((?!(?:it|that|this|them)\\b)[^ ,]+(?: (?!${PREPOSITION}\\b)[^ ,]+)?)`,
  'i',
);

/** Verbs by which anything that takes place is asked about. */
const EVENT_VERBS =
  /^(?:happen|occur|take|took|place|held|hold|start|begin|began|begun|end|open|close)(?:ed|s)?$/;

/** What an answer to a follow-up has to hold because the follow-up itself names it. */
export function specificsOf(followUp: FollowUp, turns: readonly Turn[], vocabulary: Vocabulary): string {
  if (followUp.kind === 'reference') {
    const named = extractFacts(followUp.text).map(({ text }) => text);
    const about = ABOUT.exec(followUp.text)?.[1];
    // The thing that "it" means is in the documents; what is asked of it may not be.
    const unknown = words(followUp.text).filter((word) => !EVENT_VERBS.test(word) && !vocabulary.knows(word));
    return [...named, ...(about === undefined ? [] : [about]), ...unknown].join(', ');
  }
  const fragment = followUp.kind === 'fragment' || followUp.kind === 'bare' ? followUp.fragment : null;
  if (fragment === null) return '';
  const pieces = datedPieces(fragment, turns, vocabulary);
  if (pieces === null) return fragment;
  return pieces.flatMap(({ text, isVague }) => (isVague ? [] : [text])).join(', ');
}

function withFragment(
  question: string,
  fragment: string,
  turns: readonly Turn[],
  vocabulary: Vocabulary,
): string | null {
  const pieces = datedPieces(fragment, turns, vocabulary);
  if (pieces === null) return null;
  let text: string | null = question;
  for (const piece of pieces) {
    if (text === null) return null;
    // "And the court in Nice?" exchanges the place only.
    const stays =
      pieces.length > 1 && piece.kind === 'noun' && text.toLowerCase().includes(piece.text.toLowerCase());
    if (!stays) text = exchange(text, piece, pieces.length === 1);
  }
  return text === null ? null : asQuestion(text);
}

function datedPieces(fragment: string, turns: readonly Turn[], vocabulary: Vocabulary): Piece[] | null {
  const pieces = piecesOf(fragment, vocabulary)?.map((piece) =>
    piece.years === null ? piece : relativeTo(turns, piece, piece.years),
  );
  return pieces?.every((piece) => piece !== null) ? pieces : null;
}

/** "The year before", counted from the only year of the last question, else from the first of its answer. */
function relativeTo(turns: readonly Turn[], piece: Piece, years: number): Piece | null {
  const turn = turns.at(-1);
  const asked = yearsIn(turn?.interpreted ?? '');
  const [answered] = byRelevance(turn?.quotes ?? [], turn?.interpreted ?? '');
  const [year, ...others] = asked.length > 0 ? asked : yearsIn(answered?.text ?? '').slice(0, 1);
  return year !== undefined && others.length === 0 ? { ...piece, text: String(year + years) } : null;
}

function yearsIn(text: string): number[] {
  const years = extractFacts(text).flatMap(({ kind, value }) => (kind === 'year' ? [Number(value)] : []));
  return [...new Set(years)].filter(Number.isInteger);
}

/** What points at something said as well as at a thing. */
const POINTS = /^(?:that|this)$/i;

function withReferents(
  text: string,
  references: readonly Reference[],
  turns: readonly Turn[],
): string | null {
  let result = text;
  for (const { referent, possessive, start, end } of references.toReversed()) {
    const name =
      nameOf(referent, turns) ?? (POINTS.test(text.slice(start, end)) ? nameOf('statement', turns) : null);
    if (name === null) {
      // "There" and "that" may stay when the rest is explained.
      if (references.length > 1 && (referent === 'place' || referent === 'statement')) continue;
      return null;
    }
    const written = possessive ? `${name}${name.endsWith('s') ? '’' : '’s'}` : name;
    result = `${result.slice(0, start)}${written}${result.slice(end)}`;
  }
  return asQuestion(withoutEnd(result));
}

function nameOf(referent: Reference['referent'], turns: readonly Turn[]): string | null {
  switch (referent) {
    case 'person':
      return salientPerson(turns);
    case 'thing':
      return salientThing(turns);
    case 'several':
      return salientSeveral(turns);
    case 'place':
      return salientPlace(turns);
    case 'statement': {
      const last = turns.at(-1);
      const statement = last === undefined ? null : mainStatement(last);
      return statement === null ? null : `“${statement}”`;
    }
  }
}

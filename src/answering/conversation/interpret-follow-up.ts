import { words } from '../../core/words.ts';
import { extractFacts } from '../facts/facts.ts';
import { asQuestion, PREPOSITION } from '../questions/question-form.ts';
import { type AboutAnswer, isAboutAnswer } from './about-answer.ts';
import { askAgain } from './ask-again.ts';
import type { Turn } from './conversations.ts';
import { datedPieces, withFragment } from './exchange-fragment.ts';
import { type FollowUp, PERSON_ALONE } from './follow-up.ts';
import { withReferents } from './referents.ts';
import { otherPerson, salientPerson } from './salient-person.ts';
import { salientThing } from './salient-thing.ts';
import { mainStatement } from './statements.ts';
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
  if (isAboutAnswer(followUp)) {
    const question = aboutAnswer(followUp, turn);
    return question === null ? null : { question, subject, specifics: '', person: '' };
  }
  const specifics = specificsOf(followUp, turns, vocabulary);
  switch (followUp.kind) {
    case 'bare': {
      const { question, ofAnswer } = askAgain(followUp.asked, turn);
      if (followUp.fragment === null)
        return { question, subject: ofAnswer ? subject : question, specifics, person: '' };
      return ofAnswer ? null : whole(withFragment(question, followUp.fragment, turns, vocabulary), specifics);
    }
    case 'elliptic':
      return both(subject, followUp.asked, specifics);
    case 'fragment': {
      if (!PERSON_ALONE.test(followUp.fragment))
        return whole(withFragment(subject, followUp.fragment, turns, vocabulary), specifics);
      const person = otherPerson(turns);
      return person === null ? null : whole(withFragment(subject, person, turns, vocabulary), person);
    }
    case 'reference': {
      const amount = AMOUNT_OF_THAT.exec(followUp.text)?.[1];
      if (amount !== undefined && salientThing(turns) === null) return both(subject, amount, specifics);
      const isPerson = followUp.references.some(({ referent }) => referent === 'person');
      const person = isPerson ? (salientPerson(turns)?.split(' ').at(-1) ?? '') : '';
      const completed = whole(withReferents(followUp.text, followUp.references, turns), specifics);
      return completed === null ? null : { ...completed, person };
    }
  }
}

function aboutAnswer(asked: AboutAnswer, turn: Turn): string | null {
  const statement = mainStatement(turn);
  if (asked.kind === 'more') return `Tell me more: ${asQuestion(turn.interpreted)}`;
  if (statement === null) return null;
  switch (asked.kind) {
    case 'speaker':
      return `Who said “${statement}”?`;
    case 'source':
      return `Which file says “${statement}”?`;
    case 'document':
      return asQuestion(asked.asked);
  }
}

/** "How much is that": of a thing, or of all that the last question asked for. */
const AMOUNT_OF_THAT = /^(how (?:much|many)) (?:is|was|are|were) (?:that|this|those)$/i;

/** A question that means nothing without the one before, put behind it. */
function both(subject: string, asked: string, specifics: string): Interpretation {
  return { question: `${asQuestion(subject)} ${asQuestion(asked)}`, subject, specifics, person: '' };
}

function whole(question: string | null, specifics: string): Interpretation | null {
  return question === null ? null : { question, subject: question, specifics, person: '' };
}

const ABOUT = new RegExp(
  `\\b(?:about|regarding|concerning) (?:the )?((?!(?:it|that|this|them)\\b)[^ ,]+(?: (?!${PREPOSITION}\\b)[^ ,]+)?)`,
  'i',
);

/** Verbs by which anything that takes place, develops or is said is asked about. */
const GENERAL_VERBS = new RegExp(
  `^(?:${[
    'happen|occur|take|took|place|held|hold|start|begin|began|begun|end|open|close',
    'chang(?:e|ing)|grow|grew|rise|rose|rising|fall|fell|increas(?:e|ing)|decreas(?:e|ing)|drop|declin(?:e|ing)',
    'write|wrote|speak|spoke|talk|claim|argu(?:e|ing)|announc(?:e|ing)|comment|remark',
  ].join('|')})(?:ed|d|s|ing)?$`,
);

/** What an answer to a follow-up has to hold because the follow-up itself names it. */
export function specificsOf(followUp: FollowUp, turns: readonly Turn[], vocabulary: Vocabulary): string {
  if (followUp.kind === 'reference') {
    const named = extractFacts(followUp.text).map(({ text }) => text);
    const about = ABOUT.exec(followUp.text)?.[1];
    // The thing that "it" means is in the documents; what is asked of it may not be.
    const unknown = words(followUp.text).filter(
      (word) => !GENERAL_VERBS.test(word) && !vocabulary.knows(word),
    );
    return [...named, ...(about === undefined ? [] : [about]), ...unknown].join(', ');
  }
  if (followUp.kind === 'elliptic') return followUp.specifics;
  const fragment = followUp.kind === 'fragment' || followUp.kind === 'bare' ? followUp.fragment : null;
  if (fragment === null) return '';
  const pieces = datedPieces(fragment, turns, vocabulary);
  if (pieces === null) return fragment;
  return pieces.flatMap(({ text, isVague }) => (isVague ? [] : [text])).join(', ');
}

import { extractFacts } from '../facts/facts.ts';
import { asksForSubject, asQuestion, questionForm } from '../questions/question-form.ts';
import type { Turn } from './conversations.ts';
import { mainStatement } from './statements.ts';

const ADVERBIAL =
  /^(?:when|where|why|(?:by )?how(?! (?:many|much) )\b.*|(?:in|on|by|since|at|until) (?:what|which) .*)$/i;
/** What can be asked of a statement: "why is it that …". */
const OF_STATEMENT = /^(?:(?:since|until) )?(?:when|where|why|how)$/i;
const FORM_OF_BE = /^(?:is|are|was|were)$/i;

/** A question made of the last one or of its answer. */
export interface AskedAgain {
  readonly question: string;
  /** True when it asks about the answer, "Why is it that the share fell?": the next follow-up goes on from the question. */
  readonly ofAnswer: boolean;
}

/**
 * The last question, asked for something else: "When was the summit held?" for "when?" after "Where was …". Else a question
 * about its answer, or both questions.
 */
export function askAgain(asked: string, turn: Turn): AskedAgain {
  const { interpreted } = turn;
  const form = questionForm(interpreted);
  const both = together(interpreted, asked);
  const statement = OF_STATEMENT.test(asked) ? mainStatement(turn) : null;
  const ofAnswer = statement === null ? both : askedOf(statement, asked);
  if (form === null || form.auxiliary === '') return ofAnswer;
  const isWhy = /^why$/i.test(asked);
  const isOfBe = FORM_OF_BE.test(form.auxiliary);
  const isName = /^\p{Lu}\S*(?: \p{Lu}\S*)*$/u.test(form.rest);
  // "When was stolen from the shed?", "When is Ada Byron?" and "Since when is the conductor?" ask for nothing.
  if (
    asksForSubject(form) ||
    (isOfBe && (/^who$/i.test(form.asked) || (isName && /^what$/i.test(form.asked))))
  )
    return isWhy ? ofAnswer : both;
  const again = `${form.auxiliary.toLowerCase()} ${form.rest}`;
  if (/^(?:by )?whom?$/i.test(asked)) return isOfBe ? whole(`by whom ${again}`) : both;
  const measured = /^how (?!many$|much$)(\S+)$/i.exec(form.asked)?.[1];
  // "Why is the deficit?" says nothing, "why is the deficit so large?" does.
  if (isWhy && isOfBe && measured !== undefined) return whole(`why ${again} so ${measured}`);
  const isWhole = form.asked === '' || ADVERBIAL.test(form.asked);
  if (isWhole) return whole(`${asked} ${again}`);
  // "Why is the target?" says nothing, "When is the target?" does.
  return isOfBe && !isWhy ? whole(`${asked} ${again}`) : ofAnswer;
}

function whole(question: string): AskedAgain {
  return { question: asQuestion(question), ofAnswer: false };
}

/** Both questions, where they make no single one: the old one says what is meant, the new one what is asked. */
function together(interpreted: string, asked: string): AskedAgain {
  return { question: `${asQuestion(interpreted)} ${asQuestion(asked)}`, ofAnswer: true };
}

function askedOf(statement: string, asked: string): AskedAgain {
  const be = /^(?:why|how|since when|until when)$/i.test(asked) ? 'is' : 'was';
  return {
    question: asQuestion(`${asked} ${be} it that ${startingLow(statement)}`),
    ofAnswer: true,
  };
}

/** In lower case at the start, but for names. */
function startingLow(sentence: string): string {
  const named =
    extractFacts(sentence).some(({ kind, start }) => kind === 'name' && start === 0) ||
    /^(?:I|\p{Lu}{2,})\b/u.test(sentence);
  return named ? sentence : `${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1)}`;
}

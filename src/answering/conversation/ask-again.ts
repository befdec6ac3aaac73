import { extractFacts } from '../facts/facts.ts';
import { asksForSubject, asQuestion, questionForm } from '../questions/question-form.ts';
import type { Turn } from './conversations.ts';
import { statementOf } from './salient-names.ts';

const ADVERBIAL =
  /^(?:when|where|why|(?:by )?how(?! (?:many|much) )\b.*|(?:in|on|by|since|at|until) (?:what|which) .*)$/i;
const FORM_OF_BE = /^(?:is|are|was|were)$/i;

/** A question made of the last one or of its answer. */
export interface AskedAgain {
  readonly question: string;
  /** True when it asks about the answer, "Why is it that the share fell?": the next follow-up goes on from the question. */
  readonly ofAnswer: boolean;
}

/**
 * The last question, asked for something else: "When was the summit held?" for "when?" after "Where was …". Null when
 * neither the question nor its answer gives one.
 */
export function askAgain(asked: string, { interpreted, quotes }: Turn): AskedAgain | null {
  const form = questionForm(interpreted);
  const ofAnswer = quotes[0] === undefined ? null : askedOf(quotes[0].text, asked);
  if (form === null || form.auxiliary === '')
    return /^(?:(?:since|until) )?(?:when|where|why|how)$/i.test(asked) ? ofAnswer : null;
  const isName = FORM_OF_BE.test(form.auxiliary) && /^\p{Lu}\S*(?: \p{Lu}\S*)*$/u.test(form.rest);
  // "When was stolen from the shed?" and "When is Ada Byron?" ask for nothing.
  if (asksForSubject(form) || (isName && /^(?:who|what)$/i.test(form.asked)))
    return /^why$/i.test(asked) && ofAnswer !== null ? ofAnswer : together(interpreted, asked);
  const again = `${form.auxiliary.toLowerCase()} ${form.rest}`;
  const isOfBe = FORM_OF_BE.test(form.auxiliary);
  if (/^(?:by )?whom?$/i.test(asked)) return isOfBe ? whole(`${again} – by whom`) : null;
  const isWhole = form.asked === '' || ADVERBIAL.test(form.asked);
  if (isWhole) return whole(`${asked} ${again}`);
  // "Why is the target?" says nothing, "When is the target?" does.
  if (isOfBe) return /^why$/i.test(asked) ? ofAnswer : whole(`${asked} ${again}`);
  return ofAnswer ?? whole(`${asked} ${again}`);
}

function whole(question: string): AskedAgain {
  return { question: asQuestion(question), ofAnswer: false };
}

/** Both questions, where they make no single one: the old one says what is meant, the new one what is asked. */
function together(interpreted: string, asked: string): AskedAgain {
  return { question: `${asQuestion(interpreted)} ${asQuestion(asked)}`, ofAnswer: true };
}

function askedOf(quote: string, asked: string): AskedAgain {
  const be = /^(?:why|how|since when|until when)$/i.test(asked) ? 'is' : 'was';
  return {
    question: asQuestion(`${asked} ${be} it that ${startingLow(statementOf(quote))}`),
    ofAnswer: true,
  };
}

/** In lower case at the start, but for names. */
function startingLow(sentence: string): string {
  const named =
    extractFacts(sentence).some(({ start }) => start === 0) || /^(?:I|\p{Lu}{2,})\b/u.test(sentence);
  return named ? sentence : `${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1)}`;
}

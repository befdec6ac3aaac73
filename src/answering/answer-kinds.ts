import type { AnswerKind, Question } from './question.ts';

const MONTH =
  /\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/i;

const HOLDS: Readonly<Partial<Record<AnswerKind, RegExp>>> = {
  quantity:
    /\p{N}|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|half|third|quarter|hundred|thousand|million|billion|percent|per cent|\w+fold)\b/iu,
  time: new RegExp(
    `\\b(?:1[5-9]|20)\\d\\d\\b|${MONTH.source}|\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b|\\b(?:century|centuries)\\b`,
    'i',
  ),
  place: /\b(?:in|at|to|from|near) (?:the )?\p{Lu}/u,
  person: /(?:\p{Lu}[\p{L}'’-]+ ){1,3}\p{Lu}[\p{L}'’-]+|(?<!^)\b\p{Lu}\p{Ll}+/u,
  reason:
    /\b(?:because|due to|since|as a result|in order to|so that|driven by|caused|owing to|thanks to|therefore|led to|needs? |aim(?:ed|ing)? )/i,
};

/** Whether a sentence holds a thing of the kind asked for which the question itself does not name. */
export function holdsAnswer(question: Question, sentence: string): boolean {
  const pattern = HOLDS[question.kind];
  if (!pattern) return false;
  let text = sentence;
  for (const number of question.text.match(/\p{N}+(?:[.,]\p{N}+)*/gu) ?? [])
    text = text.replaceAll(number, ' ');
  return pattern.test(text);
}

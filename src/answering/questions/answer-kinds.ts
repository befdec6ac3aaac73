import { isStopWord, stem, words } from '../../core/words.ts';
import { holdsOtherName, holdsOtherPlace, holdsRole } from './answer-names.ts';
import type { AnswerKind, Question } from './question.ts';

const NUMBER =
  /\p{N}|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|half|quarter|hundreds?|thousands?|millions?|billions?|\w+fold)\b/iu;
const NUMBER_WORD =
  /^(?:\p{N}.*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion)$/u;
const CURRENCY =
  '(?:dollar|euro|rubl|roubl|rupee|pound|yuan|yen|franc|crown|kron|peso|dinar|dirham|riyal|real|reai|won|lira|rand|zloty|shilling|mark|guilder|cent)';
const MONEY = new RegExp(
  `[$€£¥₹₽]\\s?\\p{N}|\\b(?:usd|eur|gbp|inr|rub|rs\\.?)\\s?\\p{N}|\\p{N}[\\p{N}.,–-]*\\s(?:thousand|million|billion|trillion|crore|lakh)|(?:\\p{N}|\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million|billion))\\s(?:\\p{L}+\\s)?${CURRENCY}`,
  'iu',
);
const SHARE = /\p{N}\s?(?:%|per ?cent)|\b(?:half|third|quarter|majority)\b/iu;
const MEASURE =
  /(?:\p{N}|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million))[\p{L}\s.-]{0,12}\b(?:km|kilomet|miles?\b|met(?:er|re)s?\b|feet\b|foot\b|inch|years?\b|months?\b|weeks?\b|days?\b|hours?\b|minutes?\b|seconds?\b|tons?\b|tonnes?\b|kg\b|kilograms?\b|acres?\b|hectares?\b|square|percent|%)|\p{N}(?:st|nd|rd|th) birthday/iu;
const DATE =
  /\b(?:1[0-9]|20)\d\ds?\b|\b(?:jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:century|centuries|era|decade|yesterday|today|tomorrow|ago|eve)\b|\blast (?:year|month|week)\b/i;
const CLOCK =
  /\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?(?:a\.?m|p\.?m)\b|\bo['’]clock\b|\b(?:morning|noon|afternoon|evening|night|midnight)\b/i;
const REASON =
  /\b(?:because|due to|since|as a result|result of|in order to|so that|driven by|caused|owing to|thanks to|therefore|led to|needs?|aim(?:s|ed|ing)?|in response to|in view of|given|amid|despite)\b/i;

/** "a, b and c", "a and b", "third: c", "Fields: a · b". */
const ENUMERATION = /, [^,;]{1,80}?,? (?:and|or|as well as) |: .{1,80}?(?: · |, )/u;

/**
 * Whether a sentence holds a thing of the kind asked for which the question does not name itself, such as an amount for
 * "how much does it cost" or a number of students for "how many students"; null when the question asks for no such kind.
 */
export function holdsAnswer(question: Question, sentence: string): boolean | null {
  const text = withoutNumbersOf(question.text, sentence);
  switch (question.kind) {
    case 'quantity':
      return holdsQuantity(question.text, text);
    case 'time':
      return /\bwhat time\b|\b(?:what|which) hour\b/i.test(question.text)
        ? CLOCK.test(text)
        : DATE.test(text);
    case 'place':
      return holdsOtherPlace(question.text, sentence);
    case 'person':
      return holdsOtherName(question.text, sentence) && holdsRole(question.text, sentence);
    case 'reason':
      return REASON.test(text);
    case 'list':
      return ENUMERATION.test(text);
    default:
      return null;
  }
}

/** Kinds for which a sentence without such a thing is no answer at all. */
export const STRICT_KINDS: ReadonlySet<AnswerKind> = new Set(['quantity', 'time', 'person', 'place']);

function holdsQuantity(question: string, text: string): boolean {
  if (!NUMBER.test(text)) return false;
  if (
    /\b(?:cost|costs|price|priced|worth|pay|paid|salary|budget|revenue|spend|spent|invest\w*|capital|funds?|funding|fined?)\b/i.test(
      question,
    )
  ) {
    return MONEY.test(text) || SHARE.test(text);
  }
  if (/\b(?:percent(?:age)?|share|proportion|fraction|portion|slice|chunk)\b/i.test(question))
    return SHARE.test(text);
  if (/\bhow (?:long|far|high|tall|wide|deep|heavy|old)\b/i.test(question))
    return MEASURE.test(text) || DATE.test(text);
  const counted = /\bhow many ((?:[\p{L}\p{N}-]+ ?){1,3})/iu.exec(question)?.[1];
  return counted === undefined || countsOneOf(words(counted), text);
}

const COUNT_REACH = 4;

/** True when a number stands shortly before, or directly after, one of the words that are counted. */
function countsOneOf(counted: readonly string[], text: string): boolean {
  const wanted = new Set(counted.filter((word) => !isStopWord(word)).map(stem));
  if (wanted.size === 0) return true;
  const found = words(text);
  return found.some(
    (word, at) =>
      wanted.has(stem(word)) &&
      (found.slice(Math.max(0, at - COUNT_REACH), at).some((before) => NUMBER_WORD.test(before)) ||
        NUMBER_WORD.test(found[at + 1] ?? '')),
  );
}

function withoutNumbersOf(question: string, text: string): string {
  let rest = text;
  for (const number of question.match(/\p{N}+(?:[.,]\p{N}+)*/gu) ?? []) rest = rest.replaceAll(number, ' ');
  return rest;
}

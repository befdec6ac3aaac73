/** A question taken apart at its question phrase and its first auxiliary: `How much | did | trade grow in 2023`. */
export interface QuestionForm {
  /** "How much", "By which year"; empty for a question that yes or no answers. */
  readonly asked: string;
  /** Empty where the question phrase is the subject, as in "Who proposed the fund". */
  readonly auxiliary: string;
  /** What follows, without the question mark. */
  readonly rest: string;
}

export const AUXILIARY =
  '(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might|must)';
export const PREPOSITION =
  '(?:in|on|at|by|before|after|since|until|till|during|for|from|to|with|without|about|between|among|under|over|against|of|via|through|towards?|within|regarding|concerning)';
const QUESTION_WORD = '(?:who|whom|whose|what|which|when|where|why|how)';
const FIRST_AUXILIARY = new RegExp(
  `^(?<asked>(?:${PREPOSITION} )?${QUESTION_WORD}(?<inner>(?: [^ ]+){0,7}?)) (?<auxiliary>${AUXILIARY}) (?<rest>.+)$`,
  'i',
);
const YES_NO = new RegExp(`^(?<auxiliary>${AUXILIARY}) (?<rest>.+)$`, 'i');
const SUBJECT_QUESTION = new RegExp(`^(?<asked>(?:${PREPOSITION} )?${QUESTION_WORD}) (?<rest>.+)$`, 'i');
/** "Where in Delhi did …". */
const INNER_PLACE = new RegExp(`^ (?:else|exactly|${PREPOSITION} [^ ]+)$`, 'i');
/** What ends a question phrase: an auxiliary behind it belongs to another clause. */
const CLAUSE = /(?:^| )(?:that|who|which|when|if|because|and|or)(?: |$)|(?:^| )(?<!of )(?:the|an?)(?: |$)/i;

/** "Who's", and the "whos" of people in a hurry; "who's been" is another verb. */
const CONTRACTION = /\b(who|what|where|when|why|how)['’‘]?s(?= (?!been\b|got\b))/gi;

/** A question with "who is" for "who's". */
export function withoutContractions(question: string): string {
  return question.replace(CONTRACTION, '$1 is');
}

/** Takes a question apart; null for what does not begin like one. */
export function questionForm(question: string): QuestionForm | null {
  const text = withoutContractions(withoutEnd(question));
  const withAuxiliary = FIRST_AUXILIARY.exec(text)?.groups;
  if (withAuxiliary && isPhrase(withAuxiliary.asked ?? '', withAuxiliary.inner ?? ''))
    return formOf(withAuxiliary);
  const parts = YES_NO.exec(text)?.groups ?? SUBJECT_QUESTION.exec(text)?.groups;
  return parts ? formOf(parts) : null;
}

const COUNTS_OR_NAMES = /^(?:who|what|(?:which|what|whose|how many|how much) .+|how much)$/i;
const PARTICIPLE =
  '(?!(?:women|men|children|oxygen|hydrogen|nitrogen|chicken|seven|ten)\\b)(?:\\p{Ll}{2,}(?:ed|en)|\\p{Ll}{3,}ing|been|born|bought|brought|built|cut|done|drawn|found|grown|held|hit|hurt|kept|known|laid|led|left|lost|made|meant|paid|put|said|seen|sent|set|shot|shown|sold|spent|struck|taught|thrown|told|torn|won|worn)';
const PREDICATE = new RegExp(
  `^(?:(?:not|still|also|already|ever|first) )*(?:${PARTICIPLE}|${PREPOSITION})(?: |$)`,
  'u',
);

/** True where the question phrase is the subject: "What was stolen from the shed", "How many people were on the list". */
export function asksForSubject({ asked, auxiliary, rest }: QuestionForm): boolean {
  return COUNTS_OR_NAMES.test(asked) && (auxiliary === '' || PREDICATE.test(rest));
}

/** A question without its question mark and the white space around it. */
export function withoutEnd(question: string): string {
  return question.trim().replace(/[\s?!.…]+$/u, '');
}

/** A question or a clause as a question: capital first, question mark last. */
export function asQuestion(text: string): string {
  const bare = withoutEnd(text.replace(/\s+/g, ' '));
  return `${bare.slice(0, 1).toUpperCase()}${bare.slice(1)}?`;
}

function formOf({ asked = '', auxiliary = '', rest = '' }: Partial<Record<string, string>>): QuestionForm {
  return { asked, auxiliary, rest };
}

/** "Who" and "where" take their auxiliary at once; "which share of the market" may be longer. */
function isPhrase(asked: string, inner: string): boolean {
  if (inner === '') return true;
  if (/^(?:who|whom|when|where|why)\b/i.test(asked) && !INNER_PLACE.test(inner)) return false;
  return !CLAUSE.test(inner);
}

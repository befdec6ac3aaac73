import { isStopWord, wordsWithPlaces } from '../../core/words.ts';
import { AUXILIARY, PREPOSITION } from '../questions/question-form.ts';

/** What a pronoun stands for. */
export type Referent = 'person' | 'thing' | 'several' | 'place' | 'statement';

/** A pronoun whose antecedent is not in its question. */
export interface Reference {
  readonly referent: Referent;
  /** "his", "its", "their", and "her" before a noun. */
  readonly possessive: boolean;
  readonly start: number;
  readonly end: number;
}

const PRONOUN = '(?:he|she|it|they|him|her|his|its|them|their|that|this|these|those)';
const QUESTION_PHRASE = `(?:(?:${PREPOSITION} )?(?:who|whom|what|which|when|where|why|how)(?: (?!(?:the|a|an|that|when|if|because|and|or|who|which|where) )[^ ,;:]+){0,4}?)`;
/** "Which medal did he …", "Is it …": the subject of the main clause, which nothing before it can explain. */
const SUBJECT = new RegExp(`^(?:${QUESTION_PHRASE} )?${AUXILIARY}(?:n[’']t)? (${PRONOUN})\\b`, 'i');
/** "Who built it", "What caused that": an object whose clause holds nothing else that it could mean. */
const OBJECT = new RegExp(
  `^(?:(?:who|what)(?: else)?|(?:which|what|how many)(?: [^ ,;:]+){1,2})(?: (?!(?:the|an?|that|when|if|because|and|or|who|which|where|while|as|his|her|its|their|my|your|our|does|do|did|${AUXILIARY}) )[^ ,;:]+){1,3} (it|them|him|her|that|this|there|these|those)$`,
  'i',
);
/** "Who was against it", "who was there before her". */
const OBJECT_OF_BE = new RegExp(
  `^(?:who|what)(?: else)? (?:is|was|are|were)(?: there)? ${PREPOSITION} (it|them|him|her|that|this)$`,
  'i',
);
/** "How do others use it", "What did Modi say about that": no subject is meant by an object of its own verb. */
const LAST_OBJECT = new RegExp(
  `^(?:${QUESTION_PHRASE} )?(?:do|does|did|will|would|can|could|should|might)(?: (?!(?:the|an?|that|there) )[^ ,;:]+){1,2}(?: ${PREPOSITION})? (it|them|him|there|that|this)$`,
  'i',
);
/** "Is it true that …", "How long does it take to …", "Was it Modi who …": the word means what follows. */
const MEANS_WHAT_FOLLOWS =
  /^\s.*\b(?:to|that|when|if|whether|who|whom|which|for \S+ to|because|how|why|where)\s+\S/i;
/** "What time is it", "Is it raining", "How is it going". */
const MEANS_NOTHING =
  /\b(?:time|day|date|year|weather|late|far) is it(?= (?:now|today|here|there|in|at|to|from|until|till)\b|$)|\bit (?:\S+ )?(?:rain|snow|hail|freez)(?:e|ing|s)?\b|\bit going\b|\bis it (?:raining|snowing|going|possible|legal|true|safe|better|hot|cold|dark)\b/i;
/** "Why do they call it so", "Do they speak German in Switzerland": people in general. */
const MEANS_PEOPLE = /\bthey (?:call|name|speak)\b|\b[Dd]o they .* in (?:the )?\p{Lu}/u;
/** "that plant", "this year", "these days": they point at a thing by its name. */
const DETERMINES = new RegExp(
  `^\\s+(?!(?:${AUXILIARY}|${PREPOSITION}|so|then|exactly|true|happen|mean|all|again|not|too)\\b)[\\p{L}\\p{N}]`,
  'iu',
);
/** "How much did that cost": one word behind it is the verb, not a noun. */
const VERB_ONLY = /\b(?:do|does|did|will|would|can|could) (?:that|this|these|those) [^ ]+$/i;
/** "Why is that important", "was this legal": one word behind it is what is said of it. */
const PREDICATE_ONLY = /^(?:(?:why|how|since when) )?(?:is|are|was|were) (?:that|this|these|those) [^ ]+$/i;
const WHO_IS = /^who (?:is|was) (?:that|this)$/i;
const IS_TRUE =
  /^(?:is|was) (?:that|this) (?:really )?(?:true|right|correct|false|wrong|certain|confirmed)$/i;
const SAID_SO =
  /\b(?:(?:say|said|says|claim(?:ed|s)?|tell|told|think|believe) (?:that|this|it|so)|(?:announced?|stated?|mention(?:ed)?|suggest(?:ed)?|declared?|argued?|write|wrote|written|deny|denied|confirm(?:ed)?) (?:that|this))(?= (?:exactly|first)$|$)/i;
/** "How many plants are there" names no place. */
const LAST_PLACE =
  /(?<!\b(?:is|are|was|were|be|been|has|have|will|from|over) )\bthere$|^(?:who|what)(?: else)? (?:is|was|were|are) there$/i;
const REFERENTS: readonly (readonly [RegExp, Referent])[] = [
  [/^(?:he|she|him|her|his)$/, 'person'],
  [/^(?:they|them|their|these|those)$/, 'several'],
  [/^there$/, 'place'],
];

/**
 * The pronouns of a question (without its question mark) that nothing in it explains. Meant to miss some rather than to
 * take one that is explained: "What did Putin say about his visit" has none, nor has "Is it true that oil is cheap".
 */
export function openReferences(question: string): Reference[] {
  const found: Reference[] = [];
  const add = (word: string, start: number, referent = referentOf(word)): void => {
    if (!found.some((other) => other.start === start))
      found.push({
        referent,
        possessive: isPossessive(word, question.slice(start + word.length)),
        start,
        end: start + word.length,
      });
  };
  const said = SAID_SO.exec(question);
  const subject = SUBJECT.exec(question);
  if (subject?.[1] !== undefined) {
    const end = subject[0].length;
    if (isOpenSubject(subject[1], question, end))
      add(subject[1], end - subject[1].length, referentOfSubject(subject[1], question));
  }
  const object = OBJECT.exec(question) ?? OBJECT_OF_BE.exec(question) ?? LAST_OBJECT.exec(question);
  const last = object?.[1];
  if (last !== undefined && !said && !/\bthere$/i.test(question)) add(last, question.length - last.length);
  if (said && (found.length > 0 || /^(?:who|when|where|why|how)\b/i.test(question))) {
    const verb = said[0].indexOf(' ') + 1;
    add(said[0].slice(verb), said.index + verb, 'statement');
  }
  const place = LAST_PLACE.exec(question);
  if (place && !hasName(question)) add('there', question.length - 'there'.length);
  return found.sort((a, b) => a.start - b.start);
}

function isOpenSubject(word: string, question: string, end: number): boolean {
  const after = question.slice(end);
  if (/^it$/i.test(word)) return !MEANS_WHAT_FOLLOWS.test(after) && !MEANS_NOTHING.test(question);
  if (/^(?:that|this|these|those)$/i.test(word))
    return !DETERMINES.test(after) || VERB_ONLY.test(question) || PREDICATE_ONLY.test(question);
  return !/^they$/i.test(word) || !MEANS_PEOPLE.test(question);
}

function referentOfSubject(word: string, question: string): Referent {
  if (WHO_IS.test(question)) return 'person';
  return IS_TRUE.test(question) ? 'statement' : referentOf(word);
}

function referentOf(word: string): Referent {
  return REFERENTS.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1] ?? 'thing';
}

function isPossessive(word: string, after: string): boolean {
  if (/^(?:his|its|their)$/i.test(word)) return true;
  return /^her$/i.test(word) && new RegExp(`^ (?!${PREPOSITION}\\b)\\p{L}`, 'iu').test(after);
}

function hasName(question: string): boolean {
  return wordsWithPlaces(question).some(
    ({ text, start }) => start > 0 && !isStopWord(text) && /^[\p{Lu}\p{N}]/u.test(question.slice(start)),
  );
}

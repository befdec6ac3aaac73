import { AUXILIARY, PREPOSITION, withoutEnd } from '../questions/question-form.ts';
import { type AboutAnswer, readAboutAnswer, readRequestForMore } from './about-answer.ts';
import { openReferences, type Reference } from './references.ts';

/** A question that means nothing, or less than it should, without what was said before. */
export type FollowUp =
  | AboutAnswer
  /** "Why?", "when was that?", "who in 2019?": the same again, asked for something else, with another circumstance. */
  | { readonly kind: 'bare'; readonly asked: string; readonly fragment: string | null }
  /** "How many guests?", "who signed?": asked of what was spoken of; an answer has to hold `specifics`, if any. */
  | { readonly kind: 'elliptic'; readonly asked: string; readonly specifics: string }
  /** "And in 2023?", "what about China?": the same again with something exchanged. */
  | { readonly kind: 'fragment'; readonly fragment: string }
  /** "What did he say about oil?" */
  | { readonly kind: 'reference'; readonly text: string; readonly references: readonly Reference[] };

/** Opens a follow-up and adds nothing to it. */
const CONNECTIVE = /^(?:(?:and|but|or|so|then|ok(?:ay)?|well|also|now|hm+|oh)[,:]?\s+)+/i;
/** "No, in 2023", "sorry, the other one": something else was meant. Without a pause, "no country" asks for itself. */
const CORRECTION =
  /^(?:(?:no|nope|sorry|actually|wait|oops|rather|instead)(?:[,;:!]+\s*|\.+(?!\s*\d)\s*|\s*[–-]+\s+|\s+(?=(?:no|sorry|actually|i|we|in|the|not|who|what|which|when|where|why|how)\b)))+/i;
const MEANT = /^(?:i|we)(?: actually| really| only| just)? mean(?:t)?(?: to (?:say|ask))?[,:]?\s+/i;
/** "Halvera, I mean", "the other bridge instead". */
const MEANT_BEHIND = /,? (?:instead|rather|i mean(?:t)?)$/i;
const SAME_FOR =
  /^(?:(?:what|how) about|what of|(?:and )?(?:the )?same (?:question )?(?:for|about)|(?:and )?(?:also|as for))\s+(?:(?:and|with)\s+)?/i;
const ADVERB = '(?: (?:exactly|precisely|roughly|else|then|again|so|not|come))?';
const QUANTITY = 'how (?:much|many|long|far|often|big|large|high|old|fast|soon|tall|deep|expensive)';
const TIME_OR_PLACE =
  '(?:what|which) (?:year|month|day|date|time|weekday|city|country|town|place|price|percentage|share|amount)';
const ASKED = `(?:(?:${PREPOSITION} )?(?:(?:when|where|why|how)(?: and (?:when|where|why|how))?|who(?:m)?|${QUANTITY}|${TIME_OR_PLACE}))`;
/** "Why so expensive": the adjective is that of the answer. */
const BARE = new RegExp(`^(${ASKED})${ADVERB}$|^(why)(?= so \\p{L}+$)`, 'iu');
const OWN_WORD = `(?!(?:${AUXILIARY}|${PREPOSITION}|else|then|now|so|more|less|it|that|this|there|they|he|she)\\b)\\p{L}+`;
/** A question word with a noun, or with the verb of "who" and "what". */
const ELLIPTIC = new RegExp(
  `^(?:${PREPOSITION} )?(?:(?:who|what|which) ${OWN_WORD}|how (?:many|much) (?<counted>${OWN_WORD}))$`,
  'iu',
);
const EVENT = new RegExp(
  `^(when|where|why|how|${TIME_OR_PLACE})(?: (?:exactly|precisely))? (?:is|was|did|does|has|will) (?:that|this|it)(?: (?:happen(?:ed)?|take place|occur|come about|so|be|the case))?(?: exactly)?$`,
  'i',
);
/** "Why is it so": not a thing's place but an event's, whatever the pronoun. */
const EVENT_VERB =
  /(?:that|this)$|\b(?:happen(?:ed)?|take place|occur|come about|so|the case|exactly)$|^when (?:exactly )?(?:is|was) it$/i;
const BARE_WITH_PLACE = new RegExp(`^(${ASKED}) ((?!of )${PREPOSITION} [^ ]+(?: [^ ]+){0,3})$`, 'i');
const TIME = '(?:19|20|21)\\d\\d(?:\\s*[-–]\\s*\\d{2,4})?';
const LONE_CIRCUMSTANCE = new RegExp(
  `^(?:(?:${PREPOSITION} )(?:the )?[^ ]+(?: [^ ]+){0,2}|${TIME}|(?:a|the|one) year (?:before|earlier|after|later)|the (?:previous|following|next|preceding) year)$`,
  'i',
);
/** A fragment is not a sentence: neither verb nor question word nor clause stands in it. */
const CLAUSE = new RegExp(
  `(?:^| )(?:${AUXILIARY}|who|whom|what|which|when|where|why|how|whose|that|because|if|whether|he|she|it|they|you|i|we|me|said|says)(?: |$)|[,;:“"]|[’']s (?:the|a)\\b|^(?:hi|hello|hey|thanks?|please|name|list|give|show|tell|explain|describe|translate|write|compare|summari[sz]e|find|search|make|define|ignore|forget)\\b`,
  'i',
);
/** "And him?" */
export const PERSON_ALONE: RegExp = /^(?:he|she|him|her)$/i;
const LONGEST_FRAGMENT = 7;

/** Reads a question as a follow-up; null for a complete one, which must be left as it is. */
export function readFollowUp(question: string): FollowUp | null {
  const said = withoutEnd(question);
  const whole = withoutCorrection(said).replace(MEANT_BEHIND, '').trim();
  const connected = whole !== said || CONNECTIVE.test(`${whole} `) || SAME_FOR.test(whole);
  const text = whole
    .replace(CONNECTIVE, '')
    .replace(SAME_FOR, '')
    .replace(CONNECTIVE, '')
    .replace(/(?<=\byear (?:before|after)) (?:that|then)$/i, '')
    .trim();
  const asSaid = whole.replace(CONNECTIVE, '').trim();
  if (text === '') return null;
  const aboutAnswer = readAboutAnswer(text) ?? readRequestForMore(asSaid);
  if (aboutAnswer !== null) return aboutAnswer;
  const bare = BARE.exec(text) ?? eventOf(text);
  const asked = bare?.[1] ?? bare?.[2];
  if (asked !== undefined) return { kind: 'bare', asked, fragment: null };
  const elliptic = ELLIPTIC.exec(text);
  if (elliptic) return { kind: 'elliptic', asked: text, specifics: elliptic.groups?.counted ?? '' };
  const placed = BARE_WITH_PLACE.exec(text);
  if (placed?.[1] !== undefined && placed[2] !== undefined && !CLAUSE.test(placed[2]))
    return { kind: 'bare', asked: placed[1], fragment: placed[2] };
  if (connected && PERSON_ALONE.test(text)) return { kind: 'fragment', fragment: text };
  const short = text.split(' ').length <= LONGEST_FRAGMENT && !CLAUSE.test(text);
  if (short && (connected || LONE_CIRCUMSTANCE.test(text))) return { kind: 'fragment', fragment: text };
  const references = openReferences(asSaid);
  return references.length > 0 ? { kind: 'reference', text: asSaid, references } : null;
}

/** A message without the words before it that take back what was asked: "no, I meant speakers" is "speakers". */
export function withoutCorrection(message: string): string {
  const rest = message.replace(CORRECTION, '').replace(MEANT, '');
  return rest.trim() === '' ? message : rest;
}

function eventOf(text: string): RegExpExecArray | null {
  return EVENT_VERB.test(text) ? EVENT.exec(text) : null;
}

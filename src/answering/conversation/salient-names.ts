import { stems } from '../../core/search-terms.ts';
import { isStopWord, stem, words, wordsWithPlaces } from '../../core/words.ts';
import { splitSentences } from '../../corpus/sentences.ts';
import { extractFacts } from '../facts/facts.ts';
import { isCountry } from '../facts/name-kinds.ts';
import { questionForm, withoutEnd } from '../questions/question-form.ts';
import type { Turn } from './conversations.ts';

/** A name as it stands in a text. */
export interface Name {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const AT_A_PLACE = /\b(?:in|at|to|from|near|of|across|around|outside|inside)(?: the)?\s+$/i;
const PEOPLE_BEFORE =
  /\b(?:president|prime minister|pm|minister|mr\.?|mrs\.?|ms\.?|dr\.?|prof(?:essor)?\.?|sir|king|queen|prince|princess|chancellor|premier|leader|director|secretary|chair(?:man|woman)?|ceo|ambassador|senator|governor|mayor|captain|general|author|poet|painter|scientist)\s+$/i;
/** What people do when they say something, as a pattern. */
export const SPEECH =
  'said|says|told|stated|announced|noted|added|remarked|emphasi[sz]ed|emphasi[sz]ing|stressed|declared|described|highlighted|expressed|suggested|argued|claimed|explained|wrote|praised|acknowledged|confirmed|mentioned|pointed out|believes|thinks';
/** What may stand between a speaker and their `SPEECH`, as a pattern. */
export const ADVERBS =
  'also|then|already|further|furthermore|earlier|later|once|again|first|previously|recently|repeatedly|publicly|clearly|openly|initially|originally|formerly|finally|subsequently|explicitly|reportedly|briefly|often|always|never|just|only|now';
/** "Found by detective Brand". */
const AGENT_BEFORE = /\bby (?:the )?(?:[a-z]+ ){0,2}$/;
const SPEAKS_AFTER = new RegExp(`^,?\\s+(?:(?:had|has|have|${ADVERBS}) )*(?:${SPEECH})\\b`, 'i');
const SPEAKS_BEFORE = new RegExp(`\\b(?:according to|${SPEECH})\\s+$`, 'i');

/** Names of a text without those of countries, and without acronyms and identifiers. */
function otherNames(text: string): Name[] {
  return namesOf(text).filter(({ text: name }) => !isCountry(name) && !/^[\p{Lu}\p{N}-]+$/u.test(name));
}

/** The names of a text, in the order of their places. */
export function namesOf(text: string): Name[] {
  return extractFacts(text).filter((fact) => fact.kind === 'name');
}

/** Who "he" or "she" is after these turns, oldest first; null when nobody stands out. */
export function salientPerson(turns: readonly Turn[]): string | null {
  for (const { interpreted, quotes } of turns.toReversed()) {
    const asked = otherNames(interpreted).filter((name) => mayBePerson(interpreted, name));
    const form = questionForm(interpreted);
    const answered = quotes.flatMap(({ text }) => personOfQuote(text, interpreted) ?? []);
    const [first] = [
      // "Who proposed the fund?" asks for the person.
      ...(/^who$/i.test(form?.asked ?? '') && form?.auxiliary === '' ? answered : []),
      ...asked.filter((name) => acts(interpreted, name)).map(({ text }) => text),
      ...answered,
      ...asked.map(({ text }) => text),
    ];
    if (first !== undefined) return first;
  }
  return null;
}

/** True for the subject of a question, and for a name with a title. */
function acts(question: string, { text, start }: Name): boolean {
  const before = question.slice(0, start);
  const subject = questionForm(question)?.rest ?? '';
  return PEOPLE_BEFORE.test(before) || (subject.startsWith(text) && start > 0);
}

/** The person whom a quote that answers a question is about: somebody new next to the question's words, else who speaks. */
function personOfQuote(quote: string, question: string): string | null {
  const people = otherNames(quote).filter((name) => mayBePerson(quote, name));
  const asked = new Set(words(question));
  const fresh = people.filter(({ text }) => !words(text).some((word) => asked.has(word)));
  const wanted = new Set(stems(question));
  const places = wordsWithPlaces(quote).filter(({ text }) => !isStopWord(text) && wanted.has(stem(text)));
  const distance = ({ start, end }: Name): number =>
    Math.min(
      ...places.map((place) => (place.start >= end ? place.start - end : start - place.end)).map(Math.abs),
    );
  if (/^who\b/i.test(question) && fresh.length > 0 && places.length > 0)
    return fresh.toSorted((a, b) => distance(a) - distance(b))[0]?.text ?? null;
  return (
    people.find(
      (name) =>
        speaks(quote, name) ||
        PEOPLE_BEFORE.test(quote.slice(0, name.start)) ||
        AGENT_BEFORE.test(quote.slice(0, name.start)),
    )?.text ?? null
  );
}

function mayBePerson(text: string, { text: name, start }: Name): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  if (PEOPLE_BEFORE.test(before)) return true;
  return !AT_A_PLACE.test(before) && !/\bthe\s+$/i.test(before) && name.split(' ').length <= 3;
}

/** True when the text says that this name said something. */
export function speaks(text: string, { start, end }: Name): boolean {
  return (
    SPEAKS_AFTER.test(text.slice(end)) ||
    SPEAKS_BEFORE.test(text.slice(Math.max(0, start - 40), start).replace(PEOPLE_BEFORE, ''))
  );
}

const ASKS_PLACE = /\bwhere\b|\b(?:what|which) (?:city|town|country|place|venue|building)\b/i;
const PLACE_BEFORE = /\b(?:in|at|near)(?: the)?\s+$/i;

/** Where "there" is, with its preposition: the last place that a question, or an answer to "where", named. */
export function salientPlace(turns: readonly Turn[]): string | null {
  for (const { interpreted, quotes } of turns.toReversed()) {
    const texts = ASKS_PLACE.test(interpreted)
      ? [interpreted, ...quotes.map(({ text }) => text)]
      : [interpreted];
    for (const text of texts) {
      const place = namesOf(text).findLast(({ start }) => PLACE_BEFORE.test(text.slice(0, start)));
      const before = place && PLACE_BEFORE.exec(text.slice(0, place.start));
      if (place && before) return text.slice(before.index, place.end);
    }
  }
  return null;
}

/** Who "they" are: two names joined by "and", or the one country that the last question names. */
export function salientSeveral(turns: readonly Turn[]): string | null {
  for (const turn of turns.toReversed()) {
    for (const text of [turn.interpreted, ...turn.quotes.map((quote) => quote.text)]) {
      const pair = pairOf(text);
      if (pair) return pair;
      const subject = questionForm(text)?.rest ?? '';
      const plural = /^(?:the|both|all|these|those)(?: [a-z-]+){0,2} [a-z]+s\b(?! of)/.exec(subject)?.[0];
      if (plural) return plural;
      const [name] = namesOf(text).filter((found) => isCountry(found.text));
      if (name && text === turn.interpreted) return name.text;
    }
  }
  return null;
}

function pairOf(text: string): string | null {
  const names = namesOf(text);
  for (const [index, name] of names.entries()) {
    const next = names[index + 1];
    const between = next === undefined ? '' : text.slice(name.end, next.start);
    if (next && /^ and (?:(?:president|prime minister) )?$/i.test(between))
      return text.slice(name.start, next.end);
    // "The India–Russia summit" is a meeting of the two.
    if (next && /^[-–]$/.test(between) && isCountry(name.text) && isCountry(next.text))
      return `${name.text} and ${next.text}`;
  }
  return null;
}

const ATTRIBUTION =
  /^(?:[Aa]ccording to [^,]{2,60},\s+|(?:\p{Lu}\S+ ){1,3}(?:also )?(?:said|says|noted|stated|added|announced|claimed|declared)(?: that)? )/u;

/** What a sentence says, to be put after "that": on one line, without its full stop and who says so, cut after a word. */
export function statementOf(quote: string, longest = 200): string {
  const sentences = splitSentences(quote).map(({ start, end }) => quote.slice(start, end));
  const last = sentences.at(-1) ?? quote;
  // "This figure fell …" means nothing without the sentence before it.
  const chosen = /^(?:this|that|these|those|it|its|such)\b/i.test(last) ? (sentences[0] ?? quote) : last;
  const line = withoutEnd(chosen.replace(/\s+/g, ' '));
  const spoken =
    /[“"]([^“”"]{10,})[”"]/.exec(line)?.[1] ?? line.replace(/^[•*–-]\s+/, '').replace(ATTRIBUTION, '');
  const plain = spoken.replace(/[“”"]/g, '').replace(/[,;:–-]+$/, '');
  if (plain.length <= longest) return plain;
  return plain
    .slice(0, longest)
    .replace(/\s+\S*$/, '')
    .replace(/[,;:–-]+$/, '');
}

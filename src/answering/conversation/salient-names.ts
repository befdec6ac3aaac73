import { stems } from '../../core/search-terms.ts';
import { isStopWord, stem, words, wordsWithPlaces } from '../../core/words.ts';
import { splitSentences } from '../../corpus/sentences.ts';
import { displayText } from '../extractive/display-text.ts';
import { extractFacts } from '../facts/facts.ts';
import { isCountry } from '../facts/name-kinds.ts';
import { questionForm, withoutEnd } from '../questions/question-form.ts';
import type { Turn, TurnQuote } from './conversations.ts';

/** A name as it stands in a text. */
export interface Name {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const AT_A_PLACE = /\b(?:in|at|to|from|near|of|across|around|outside|inside)(?: the)?\s+$/i;
const ROLES =
  'president|prime minister|pm|minister|mr\\.?|mrs\\.?|ms\\.?|dr\\.?|prof(?:essor)?\\.?|sir|king|queen|prince|princess|chancellor|premier|leader|director|secretary|chair(?:man|woman|person)?|ceo|ambassador|senator|governor|mayor|captain|general|author|poet|painter|scientist|activist|actor|actress|analyst|architect|artist|bishop|coach|colonel|commissioner|composer|conductor|councill?or|curator|deputy|detective|doctor|economist|editor|engineer|executive|farmer|founder|harbourmaster|head|historian|inspector|journalist|judge|justice|lawyer|lieutenant|manager|musician|officer|owner|photographer|physicist|pilot|politician|pope|prosecutor|researcher|sergeant|singer|spokes(?:man|woman|person)|surgeon|teacher|treasurer|writer';
const PEOPLE_BEFORE = new RegExp(`\\b(?:${ROLES})\\s+$`, 'i');
const ROLE_IN_NAME = new RegExp(`^(?:(?:${ROLES}) )+(?=\\p{Lu})`, 'iu');
/** Verbs that need no statement, as in "added a second line", and what shows that one follows or went before. */
const SAYS_THAT = '(?:added|reported|warned)(?=,? that\\b|,? *[“":]|[,.]|\\s*$)';
/** What people do when they say something, as a pattern. */
export const SPEECH: string = `said|says|told|stated|announced|noted|remarked|emphasi[sz]ed|emphasi[sz]ing|stressed|declared|described|highlighted|expressed|suggested|argued|claimed|explained|wrote|praised|acknowledged|confirmed|mentioned|pointed out|believes|thinks|${SAYS_THAT}`;
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

/** "Lind" for "Judge Lind". */
export function withoutRole(name: string): string {
  return name.replace(ROLE_IN_NAME, '');
}

/** Who "he" or "she" is after these turns, oldest first; null when nobody stands out. */
export function salientPerson(turns: readonly Turn[]): string | null {
  for (const { interpreted, quotes } of turns.toReversed()) {
    const asked = otherNames(interpreted).filter((name) => mayBePerson(interpreted, name));
    const form = questionForm(interpreted);
    const answered = byRelevance(quotes, interpreted).flatMap(
      ({ text }) => personOfQuote(text, interpreted) ?? [],
    );
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

/** Who "him" is in "and him?": somebody whom the last question names but did not ask about, or whom its answers name. */
export function otherPerson(turns: readonly Turn[]): string | null {
  const asked = turns.at(-1)?.interpreted ?? '';
  const known = new Set(words(asked));
  const inQuestion = otherNames(asked).filter((name) => mayBePerson(asked, name) && !acts(asked, name));
  const inTexts = turns
    .toReversed()
    .flatMap(({ interpreted, quotes }) =>
      [...quotes.map(({ text }) => text), interpreted].flatMap((text) =>
        otherNames(text).filter((name) => isPersonIn(text, name)),
      ),
    );
  const isNew = ({ text }: Name): boolean => !words(text).some((word) => known.has(word));
  const person = inQuestion[0] ?? inTexts.find(isNew);
  return person === undefined ? null : withoutRole(person.text);
}

/** True for the subject of a question, and for a name with a title. */
function acts(question: string, { text, start }: Name): boolean {
  const before = question.slice(0, start);
  const subject = questionForm(question)?.rest ?? '';
  return PEOPLE_BEFORE.test(before) || (subject.startsWith(text) && start > 0);
}

/** The person whom a quote that answers a question is about: somebody new next to the question's words, else who speaks. */
function personOfQuote(given: string, question: string): string | null {
  const quote = given.replace(DATELINE, '');
  const people = otherNames(quote).filter((name) => mayBePerson(quote, name));
  const asked = new Set(words(question));
  const fresh = people.filter(({ text }) => !words(text).some((word) => asked.has(word)));
  const wanted = new Set(stems(question));
  const places = wordsWithPlaces(quote).filter(({ text }) => !isStopWord(text) && wanted.has(stem(text)));
  const distance = ({ start, end }: Name): number =>
    Math.min(
      ...places.map((place) => (place.start >= end ? place.start - end : start - place.end)).map(Math.abs),
    );
  if (/^who\b/i.test(question) && fresh.length > 0 && places.length > 0) {
    const certain = fresh.filter((name) => isPersonIn(quote, name));
    const [nearest] = (certain.length > 0 ? certain : fresh).toSorted((a, b) => distance(a) - distance(b));
    return nearest?.text ?? null;
  }
  return people.find((name) => isPersonIn(quote, name))?.text ?? null;
}

/** True for a name with a title, of somebody who speaks, or who did something. */
function isPersonIn(text: string, name: Name): boolean {
  const before = text.slice(0, name.start);
  const hasRole = PEOPLE_BEFORE.test(before) || ROLE_IN_NAME.test(name.text);
  return mayBePerson(text, name) && (hasRole || speaks(text, name) || AGENT_BEFORE.test(before));
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

/** Who "they" are: two names joined by "and", several things, or a country, by the last turn that tells. */
export function salientSeveral(turns: readonly Turn[]): string | null {
  for (const { interpreted, quotes } of turns.toReversed()) {
    const countries = namesOf(interpreted).filter(({ text }) => isCountry(text));
    const found = [
      severalIn(interpreted),
      countries.find((name) => acts(interpreted, name))?.text,
      ...quotes.map(({ text }) => severalIn(text)),
      countries[0]?.text,
    ].find((several) => several != null);
    if (found != null) return found;
  }
  return null;
}

function severalIn(text: string): string | null {
  const subject = questionForm(text)?.rest ?? '';
  return pairOf(text) ?? PLURAL.exec(subject)?.[0] ?? null;
}

const PLURAL =
  /^(?:the|both|all|these|those)(?: (?!(?:of|for|in|on|at|to|and|or) )[a-z-]+){0,2} [a-z]+s\b(?! of)/;

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

/** "Oslo, 3 June 2024 – ", as reports begin. */
const DATELINE =
  /^\p{Lu}[\p{L}. ]{1,30}, (?:\d{1,2} \p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+ \d{1,2})(?:,? \d{4})?(?: [–—-]|:) /u;

const ATTRIBUTION = new RegExp(
  `^(?:[Aa]ccording to [^,]{2,60},\\s+|(?:\\p{Lu}\\S+ ){1,3}(?:(?:had|has|have|${ADVERBS}) )*(?:${SPEECH})(?: that)? )`,
  'u',
);

/** The quotes of an answer, those that share most words with its question first. */
export function byRelevance(quotes: readonly TurnQuote[], question: string): TurnQuote[] {
  const wanted = new Set(stems(question));
  const shared = new Map(
    quotes.map((quote) => [quote, new Set(stems(quote.text).filter((stem) => wanted.has(stem))).size]),
  );
  return quotes.toSorted((a, b) => (shared.get(b) ?? 0) - (shared.get(a) ?? 0));
}

/** What the answer of a turn says above all; null after an abstention. */
export function mainStatement({ quotes, interpreted }: Turn): string | null {
  const [quote] = byRelevance(quotes, interpreted);
  return quote === undefined ? null : statementOf(quote.text);
}

/** What a sentence says, to be put after "that": on one line, without its full stop and who says so, cut after a word. */
function statementOf(quote: string, longest = 200): string {
  const shown = displayText(quote);
  const sentences = splitSentences(shown).map(({ start, end }) => spokenIn(shown.slice(start, end)));
  const [first = spokenIn(shown)] = sentences;
  const last = sentences.at(-1) ?? first;
  // "This figure fell …" means nothing without the sentence before it.
  const plain = MEANS_OTHER.test(last) ? first : last;
  if (plain.length <= longest) return plain;
  return plain
    .slice(0, longest)
    .replace(/\s+\S*$/, '')
    .replace(/[,;:–-]+$/, '');
}

const MEANS_OTHER = /^(?:this|that|these|those|he|she|it|they|his|her|its|their|such)\b/i;

/** What is said in a sentence: the words in quotation marks, else those behind who says them. */
function spokenIn(sentence: string): string {
  const line = withoutEnd(sentence).replace(DATELINE, '');
  const spoken = /[“"]([^“”"]{10,})[”"]/.exec(line)?.[1] ?? line.replace(ATTRIBUTION, '');
  return spoken.replace(/[“”"]/g, '').replace(/[,;:–-]+$/, '');
}

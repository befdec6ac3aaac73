import { stems } from '../../core/search-terms.ts';
import { isStopWord, stem, words, wordsWithPlaces } from '../../core/words.ts';
import { questionForm } from '../questions/question-form.ts';
import type { Turn } from './conversations.ts';
import { hasRole, type Name, otherNames, ROLE_BEFORE, withoutRole } from './names.ts';
import { speaks } from './speech.ts';
import { byRelevance, withoutDateline } from './statements.ts';

const AT_A_PLACE = /\b(?:in|at|to|from|near|of|across|around|outside|inside)(?: the)?\s+$/i;
/** "Found by detective Brand". */
const AGENT_BEFORE = /\bby (?:the )?(?:[a-z]+ ){0,2}$/;

/** Who "he" or "she" is after these turns, oldest first; null when nobody stands out. */
export function salientPerson(turns: readonly Turn[]): string | null {
  for (const { interpreted, quotes } of turns.toReversed()) {
    const asked = otherNames(interpreted).filter((name) => mayBePerson(interpreted, name));
    const form = questionForm(interpreted);
    const found = byRelevance(quotes, interpreted).flatMap(
      ({ text }) => personOfQuote(text, interpreted) ?? [],
    );
    const answered = [...found.filter(({ isCertain }) => isCertain), ...found].map(({ name }) => name);
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
export function acts(question: string, { text, start }: Name): boolean {
  const before = question.slice(0, start);
  const subject = questionForm(question)?.rest ?? '';
  return (
    ROLE_BEFORE.test(before) ||
    (subject.startsWith(text) && !/^['’‘]/.test(subject.slice(text.length)) && start > 0)
  );
}

/**
 * The person whom a quote that answers a question is about: for "who", somebody new next to the question's words, else who
 * speaks. `isCertain` where the quote shows that it is a person.
 */
function personOfQuote(given: string, question: string): { name: string; isCertain: boolean } | null {
  const quote = withoutDateline(given);
  const people = otherNames(quote).filter((name) => mayBePerson(quote, name));
  const certain = people.filter((name) => isPersonIn(quote, name));
  const asked = new Set(words(question));
  const isFresh = ({ text }: Name): boolean => !words(text).some((word) => asked.has(word));
  const wanted = new Set(stems(question));
  const places = wordsWithPlaces(quote).filter(({ text }) => !isStopWord(text) && wanted.has(stem(text)));
  const distance = ({ start, end }: Name): number =>
    Math.min(
      ...places.map((place) => (place.start >= end ? place.start - end : start - place.end)).map(Math.abs),
    );
  const fresh = [certain, people].map((names) => names.filter(isFresh)).find((names) => names.length > 0);
  const asksWho = /^who\b/i.test(question) && places.length > 0 && fresh !== undefined;
  const [person] = asksWho ? fresh.toSorted((a, b) => distance(a) - distance(b)) : certain;
  return person === undefined ? null : { name: person.text, isCertain: certain.includes(person) };
}

/** True for a name with a title, of somebody who speaks, or who did something. */
function isPersonIn(text: string, name: Name): boolean {
  const before = text.slice(0, name.start);
  const holdsRole = ROLE_BEFORE.test(before) || hasRole(name.text);
  return mayBePerson(text, name) && (holdsRole || speaks(text, name) || AGENT_BEFORE.test(before));
}

function mayBePerson(text: string, { text: name, start }: Name): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  if (ROLE_BEFORE.test(before)) return true;
  return !AT_A_PLACE.test(before) && !/\bthe\s+$/i.test(before) && name.split(' ').length <= 3;
}

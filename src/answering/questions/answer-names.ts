import { isStopWord, stem, words } from '../../core/words.ts';

const NAME = /\p{Lu}[\p{L}.'’-]+/gu;
/** What stands after a word of place, up to four words: "in the Kaluga Region". */
const AFTER_PREPOSITION =
  /\b(?:in|at|to|from|near|of|across|outside|inside|via) (?:the |its |his |her |their )?((?:[\p{L}'’-]+ ){0,3}[\p{L}'’-]+)/gu;
const CALENDAR =
  /^(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/;
const ROLE = /\bwho (?:is|are|was|were|became|serves? as|served as) (?:currently )?(?:the |an? )?(.+)/iu;

/** True when a sentence has a name that the question has not. A capital at the beginning is none. */
export function holdsOtherName(question: string, sentence: string): boolean {
  const isNew = newWordTest(question);
  return [...sentence.matchAll(NAME)].some(({ 0: name, index }) => {
    const parts = words(name);
    const opensSentence = index === 0 || /^["“‘(]?$/.test(sentence.slice(0, index).trim());
    return parts.length > 0 && !opensSentence && parts.every(isNew);
  });
}

/** True when a sentence has a name after a word of place that the question has not. */
export function holdsOtherPlace(question: string, sentence: string): boolean {
  const isNew = newWordTest(question);
  return [...sentence.matchAll(AFTER_PREPOSITION)].some(({ 1: phrase = '' }) =>
    [...phrase.matchAll(NAME)].some(({ 0: name }) =>
      words(name).some((word) => isNew(word) && !CALENDAR.test(word)),
    ),
  );
}

/** Words of a role may stand this far apart: "minister of foreign affairs" has one between. */
const ROLE_REACH = 3;

/**
 * True unless the question asks who holds a role, and the sentence does not speak of that role: the words that "who is
 * the" begins with, up to the next name or function word, must stand close together in it.
 */
export function holdsRole(question: string, sentence: string): boolean {
  const role: string[] = [];
  for (const written of (ROLE.exec(question)?.[1] ?? '').split(/\s+/)) {
    const [word] = words(written);
    if (word === undefined || isStopWord(word) || (role.length > 0 && /^\p{Lu}/u.test(written))) break;
    if (!/^\p{Lu}/u.test(written)) role.push(...words(written).map(stem));
  }
  if (role.length === 0) return true;
  const held = words(sentence).map(stem);
  return held.some((word, at) => {
    if (word !== role[0]) return false;
    const around = held.slice(Math.max(0, at - ROLE_REACH), at + ROLE_REACH + 1);
    return role.every((part) => around.includes(part));
  });
}

/** Whether a word is neither a function word nor one of the question. */
function newWordTest(question: string): (word: string) => boolean {
  const known = new Set(words(question).map(stem));
  return (word) => !known.has(stem(word)) && !isStopWord(word);
}

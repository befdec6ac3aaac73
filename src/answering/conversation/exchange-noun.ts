import { isStopWord, stem, type Word, wordsWithPlaces } from '../../core/words.ts';
import { isCountryAdjective } from '../facts/name-kinds.ts';
import { isTitle } from '../facts/name-parts.ts';
import { AUXILIARY, PREPOSITION } from '../questions/question-form.ts';
import type { Piece } from './fragment.ts';
import { MEASURES } from './salient-thing.ts';
import { slotsOf } from './slots.ts';

/** Letters that two words of a kind share at their ends: imports, exports. */
const LEAST_ENDING = 3;
const QUANTIFIERS = new Set('much many high large big long far old often fast'.split(' '));
const OPENS_NOUN = new RegExp(
  `(?:^|\\s)(?:the|an?|of|in|for|from|about|much|many|what|which|their|its|his|her|${AUXILIARY}|\\S+[’']s) $`,
  'i',
);

/** "What caused the spill", "who will tour Japan". */
const VERB_FOLLOWS = /^(?:what|who(?: (?:will|would|can|could|should|may|might|must|has|have|had))?) $/i;

/** The question with a noun in the place of one like it, or of the first noun phrase; null when there is none. */
export function exchangeNoun(text: string, { preposition, text: noun }: Piece): string | null {
  if (preposition === null) return exchangeInRun(text, noun);
  return exchangePhrase(text, preposition, noun) ?? exchangeHead(text, noun);
}

/** "About oil" takes the place of "about the oil price", but not of "about Russia". */
function exchangePhrase(text: string, preposition: string, noun: string): string | null {
  const words = `(?:the |an? )?[^ ,]+(?: (?!${PREPOSITION} )[^ ,]+){0,2}`;
  const phrase = new RegExp(`\\b${preposition} ${words}(?= ${PREPOSITION} |$)`, 'i').exec(text);
  if (phrase === null) return null;
  const end = phrase.index + phrase[0].length;
  const named = slotsOf(text).some((slot) => slot.end > phrase.index && slot.start < end);
  return named ? null : `${text.slice(0, phrase.index)}${preposition} ${noun}${text.slice(end)}`;
}

function exchangeInRun(text: string, noun: string): string | null {
  const head = headOf(noun);
  const runs = nounRuns(text);
  const alike = runs
    .flat()
    .map((word) => ({ word, shared: sharedEnding(word.text, head) }))
    .filter(({ word, shared }) => shared >= LEAST_ENDING && !MEASURES.has(word.text) && word.text !== head)
    .toSorted((a, b) => b.shared - a.shared)[0]?.word;
  const sameHead = exchangeHead(text, noun);
  if (sameHead !== null) return sameHead;
  if (alike) return withNoun(text, alike.start, alike.end, noun);
  const phrases = runs
    .filter(([first]) => first !== undefined && opensNoun(text, first.start))
    .map((run) => run.filter((word) => !MEASURES.has(word.text)))
    .filter((run) => run.length > 0);
  // "And adults" is asked for "kids", not for "the museum".
  const phrase = phrases.find((run) => isPlural(run.at(-1)?.text ?? '') === isPlural(head)) ?? phrases[0];
  const [first] = phrase ?? [];
  // "Barley" takes the place of "wheat" in "wheat harvest", "the airport" that of "the railway line".
  const modifies = phrase !== undefined && phrase.length > 1 && !/^the |s$/i.test(noun);
  const last = phrase?.at(modifies ? -2 : -1);
  if (!first || !last || phrase?.some((word) => stem(word.text) === stem(head))) return null;
  return withNoun(text, first.start, last.end, noun);
}

/** "The summer festival" takes the place of "the winter festival": the same noun, with other words before it. */
function exchangeHead(text: string, noun: string): string | null {
  const head = headOf(noun);
  const run = nounRuns(text).find((words) => words.some((word) => word.text === head));
  const [first] = run ?? [];
  const last = run?.find((word) => word.text === head);
  if (!first || !last) return null;
  // A name before the noun goes with it: "the Gotthard tunnel".
  const name = slotsOf(text).find(({ end }) => end + 1 === first.start && text[end] === ' ');
  const start = name === undefined ? first.start : name.end - name.text.length;
  const old = text.slice(start, last.end).toLowerCase();
  return old.endsWith(noun.toLowerCase().replace(/^the /, '')) ? null : withNoun(text, start, last.end, noun);
}

function headOf(noun: string): string {
  return wordsWithPlaces(noun).at(-1)?.text ?? noun;
}

/** Neighbouring content words that are neither names nor numbers. */
function nounRuns(text: string): Word[][] {
  const slots = slotsOf(text);
  const runs: Word[][] = [];
  let end = Number.NaN;
  for (const word of wordsWithPlaces(text)) {
    const named = slots.some((slot) => word.start < slot.end && word.end > slot.start);
    if (named || isStopWord(word.text) || QUANTIFIERS.has(word.text) || isTitle(word.text)) continue;
    if (text.slice(end, word.start) === ' ') runs.at(-1)?.push(word);
    else runs.push([word]);
    end = word.end;
  }
  return runs.map((run) => withoutVerb(text, run));
}

/** In "how much did trade grow", the last word is the verb. */
function withoutVerb(text: string, run: Word[]): Word[] {
  const inverted = /\b(?:do|does|did|will|would)(?: the| an?)? $/i.test(text.slice(0, run[0]?.start));
  // "Will the north bridge be closed": the verb comes behind.
  const verbFollows = /^ (?:be|been|have|not)\b/i.test(text.slice(run.at(-1)?.end));
  return inverted && run.length > 1 && !verbFollows ? run.slice(0, -1) : run;
}

function isPlural(word: string): boolean {
  return /[^s]s$/.test(word);
}

/** True where a noun stands: after an article, "of", "how much", an auxiliary, or an adjective of a country. */
function opensNoun(text: string, start: number): boolean {
  const before = text.slice(0, start);
  if (VERB_FOLLOWS.test(before)) return false;
  return OPENS_NOUN.test(before) || isCountryAdjective(/\S+(?= $)/.exec(before)?.[0] ?? '');
}

function sharedEnding(a: string, b: string): number {
  let shared = 0;
  while (shared < Math.min(a.length, b.length) && a.at(-1 - shared) === b.at(-1 - shared)) shared++;
  return shared;
}

function withNoun(text: string, start: number, end: number, noun: string): string {
  const doubled = /\bthe $/i.test(text.slice(0, start)) && /^the /i.test(noun);
  return `${text.slice(0, start)}${doubled ? noun.slice('the '.length) : noun}${text.slice(end)}`;
}

import { stemmer } from 'stemmer';
import { allMatches } from './matches.ts';
import { STOP_WORDS } from './stop-words.ts';

/** A word of a text: its normal form, and the place where it stands (UTF-16 code units, half-open). */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/*
 * dotted acronyms   U.S.   a.m.
 * numbers           1,000   2.5   2030   23rd   1960s
 * words             don't   Putin’s   crème   (hyphens and dashes separate: S-400 → s, 400)
 */
const WORD =
  /(?:\p{L}\.){2,}|\p{N}+(?:[.,]\p{N}+)*(?:(?:st|nd|rd|th|s)(?!\p{L}))?|[\p{L}\p{M}]+(?:['’‘][\p{L}\p{M}]+)*/gu;
const POSSESSIVE = /'s$/;
const ORDINAL = /^\p{N}.*(?:st|nd|rd|th)$/u;
const THOUSANDS = /^\p{N}{1,3}(?:,\p{N}{3})+(?:\.\p{N}+)?$/u;

/** Scripts written without spaces between words: each pair of neighbouring characters is taken as a word. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/** The words of a text in their order, lower-cased, with possessives and thousands separators removed. */
export function wordsWithPlaces(text: string): Word[] {
  const found: Word[] = [];
  for (const match of allMatches(text, WORD)) {
    const start = match.index;
    const written = match[0];
    if (isLowerCaseAscii(written)) found.push({ text: written, start, end: start + written.length });
    else if (UNSPACED.test(written)) pushPairs(found, written, start);
    else found.push({ text: normalForm(written), start, end: start + written.length });
  }
  return found;
}

/** The words of a text, lower-cased; numbers are kept whole ("1,000" is "1000", "U.S." and "US" are "usa"). */
export function words(text: string): string[] {
  return wordsWithPlaces(text).map((word) => word.text);
}

/** True for a lower-cased function word such as "the" or "which". */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}

const STEM_CACHE_LIMIT = 200_000;
const stemCache = new Map<string, string>();

/** The Porter (1980) stem of a lower-cased word; numbers and words of other scripts are returned as they are. */
export function stem(word: string): string {
  const cached = stemCache.get(word);
  if (cached !== undefined) return cached;
  if (stemCache.size >= STEM_CACHE_LIMIT) stemCache.clear();
  const result = /^[a-z]/.test(word) ? stemmer(word.replaceAll("'", '')) : word;
  stemCache.set(word, result);
  return result;
}

/** Most words of an English text are their own normal form. */
function isLowerCaseAscii(written: string): boolean {
  for (let i = 0; i < written.length; i++) {
    const code = written.charCodeAt(i);
    if (code < 97 || code > 122) return false;
  }
  return true;
}

function normalForm(written: string): string {
  if (written.includes('.') && /\p{L}/u.test(written))
    return acronym(written.replaceAll('.', '').toLowerCase());
  if (written === 'US' || written === 'USA') return 'usa';
  if (ORDINAL.test(written)) return normalForm(written.slice(0, -2));
  if (THOUSANDS.test(written)) return written.replaceAll(',', '');
  return written.normalize('NFKC').toLowerCase().replace(/[’‘]/g, "'").replace(POSSESSIVE, '');
}

/** "U.S." must not become the pronoun "us". */
function acronym(letters: string): string {
  return letters === 'us' ? 'usa' : letters;
}

function pushPairs(found: Word[], written: string, start: number): void {
  const characters = Array.from(written);
  if (characters.length === 1) found.push({ text: written, start, end: start + written.length });
  let offset = start;
  for (let index = 0; index + 1 < characters.length; index++) {
    const pair = `${characters[index]}${characters[index + 1]}`;
    found.push({ text: pair, start: offset, end: offset + pair.length });
    offset += characters[index]?.length ?? 0;
  }
}

import { allMatches } from '../core/matches.ts';
import type { Span } from '../core/span.ts';
import { splitBlocks } from './blocks.ts';
import { CLOSERS } from './sentence-end.ts';

/** Abbreviations that stand before a name, so that their full stop ends no sentence: English, German, Russian, Hindi. */
const BEFORE_NAME = new Set(
  `adm amb brig capt cmdr col cpl dr drs fr gen gov hon lt maj messrs mr mrs ms mt pres prof pvt rep rev sen sgt smt sr st ste
supt cf vs viz ed eds trans
bzw bspw dipl evtl exkl ggf hrsg inkl insb mio mrd sog stellv ung vgl zzgl
акад гр доц им млн млрд обл пл просп проф ред ср стр тел тов тыс ул
डॉ प्रो पं श्रीमती सुश्री कु मो`.split(/\s+/),
);

/** Abbreviations that stand before a number; elsewhere they are words ("He said no. Then …"). */
const BEFORE_NUMBER = new Set(
  `jan feb mar apr jun jul aug sep sept oct nov dec no nos vol vols fig figs eq eqs p pp art sec sect ch chap approx ca rs v
ext tel mob para paras max min c cl incl excl ft pt pts dept ver ed eds rev app apt fl ref refs tab avg dia tot abs bd рис гл ст п д кв корп रु`.split(
    /\s+/,
  ),
);

/** A number and its unit may end a sentence before another number: "It took 5 min. 30 people came." */
const MEASURE = /\p{N}\s*(?:mins?|secs?|hrs?|ft|pts?|st|lbs?|oz|[kcm]?m|[km]?g|[cm]?l|kwh?|mph|km\/h|c|f)$/iu;
/** Written without a vowel, it is no word: "bldg. 4", "pkg. 2". */
const VOWELLESS = /^[b-df-hj-np-tv-xzB-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{0,4}$/;

/** Abbreviations that may also end a sentence: what follows decides. */
const ANYWHERE = new Set(
  'inc ltd co corp jr etc bros plc dept univ assn ave blvd rd est al am pm'.split(' '),
);

/** What German counts by ordinal numbers, which are written with a full stop: "am 3. Mai", "im 19. Jahrhundert". */
const AFTER_ORDINAL =
  /^\s+(?:Jan(?:uar|ner)|Jänner|Feb(?:ruar|er)|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jahrtausend|Jahrestag|Jubiläum|Weltkrieg|Lebensjahr|Geburtstag|Klasse|Platz|Stock|Quartal|Liga)/u;
/** "z. B.", "u. A.": small letters that abbreviate, before a capital that does. */
const BEFORE_INITIAL = /^\s+\p{Lu}\./u;
/** The names of Latin letters, by which Hindi writes initials: "एस. जयशंकर". */
const HINDI_INITIAL = new Set(
  'ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई जेड'.split(' '),
);

/** Words that open a sentence far more often than they follow an abbreviation as part of a name. */
const OPENERS = new Set(
  `a according after all although an and another as at because before both but by despite during each earlier even every
for from he her here his how however i if in indeed instead it its last later many meanwhile more most moreover my
nevertheless next no now of on once one only other others our over she since so some still such that the their then there
these they this those though thus to today under until we what when where while who why with yet you`.split(
    /\s+/,
  ),
);

/*
 *  He said “No.”  Then he left.
 *             ^^ terminator, closers, white space, then what a sentence may open with
 */
const BOUNDARY = new RegExp(
  String.raw`(?:(?<![.!?…‽؟])[.!?…‽؟]+${CLOSERS})(?=\s+["'“‘«([*_]*[\p{Lu}\p{Lt}\p{Lo}\p{N}•])|[。！？।॥]+["'”’」』）]*`,
  'gu',
);

/** The sentences of a text as spans without surrounding white space, in order; headings and bullets count as sentences. */
export function splitSentences(text: string): Span[] {
  return splitBlocks(text).flatMap((block) => sentencesOfBlock(text, block));
}

/** The sentences of one block (a paragraph, heading or bullet) of a text. */
export function sentencesOfBlock(text: string, block: Span): Span[] {
  const blockText = text.slice(block.start, block.end);
  const sentences: Span[] = [];
  let start = 0;
  for (const match of allMatches(blockText, BOUNDARY)) {
    const end = match.index + match[0].length;
    if (endsSentence(blockText, start, match.index, end)) {
      pushTrimmed(sentences, text, block.start + start, block.start + end);
      start = end;
    }
  }
  pushTrimmed(sentences, text, block.start + start, block.end);
  return sentences.flatMap((sentence) => cutLong(text, sentence, LONGEST_SENTENCE));
}

/** What has no sentence end for so long is a table, a log or a list: it is cut, so that quotes stay readable. */
const LONGEST_SENTENCE = 1_200;
/** With the white space beside it; what is longer is no word, and decides nothing. */
const LONGEST_WORD = 60;

function endsSentence(text: string, sentenceStart: number, terminatorAt: number, end: number): boolean {
  const before = text.slice(Math.max(sentenceStart, terminatorAt - LONGEST_SENTENCE), terminatorAt);
  if (
    /[.!?…]/.test(text[terminatorAt] as string) &&
    standsInBracket(before, text.slice(terminatorAt, end), text.slice(end, end + LONGEST_BRACKET))
  )
    return false;
  if (text[terminatorAt] !== '.') return true;
  const token = /\S+$/.exec(before.slice(-LONGEST_WORD))?.[0]?.replace(/^["'“‘«([]+/, '') ?? '';
  // "1." or "IV." at the start of a sentence numbers a list item.
  if (/^(?:\d{1,3}|[ivx]{1,4}|[a-z])$/i.test(token) && before.trim() === token) return false;
  const behind = text.slice(end, end + LONGEST_WORD);
  if (/^\p{N}{1,3}$/u.test(token) && AFTER_ORDINAL.test(behind)) return false;
  if ((/^\p{Ll}$/u.test(token) && BEFORE_INITIAL.test(behind)) || HINDI_INITIAL.has(token)) return false;
  if (/^\p{Lu}$/u.test(token))
    return followedByOpener(text, end) && !/[\p{Lu}]\.?\s*$/u.test(before.slice(-LONGEST_WORD, -2));
  const word = token.toLowerCase();
  if (BEFORE_NAME.has(word)) return false;
  if (/^\s+\p{N}/u.test(behind) && standsBeforeNumber(token, before)) return false;
  if (ANYWHERE.has(word) || /^(?:\p{L}\.)+\p{L}$/u.test(token)) return followedByOpener(text, end);
  return true;
}

function standsBeforeNumber(token: string, before: string): boolean {
  if (MEASURE.test(before)) return false;
  return BEFORE_NUMBER.has(token.toLowerCase()) || VOWELLESS.test(token);
}

/** Characters behind a stop in which its bracket has to be closed. */
const LONGEST_BRACKET = 200;

/** Whether a stop stands inside a bracket that was opened in mid-sentence and is closed behind it. */
function standsInBracket(before: string, stop: string, behind: string): boolean {
  const opened = Math.max(before.lastIndexOf('('), before.lastIndexOf('['));
  const sinceOpened = before.slice(opened);
  if (opened < 0 || before.slice(0, opened).trim() === '' || /[)\]]/.test(sinceOpened)) return false;
  if (sinceOpened.length > LONGEST_BRACKET || /[)\]]/.test(stop)) return false;
  return /^[^([]*[)\]]/.test(behind);
}

function followedByOpener(text: string, from: number): boolean {
  const next = /^\s+["'“‘«([]*([\p{L}’']+)/u.exec(text.slice(from, from + LONGEST_WORD))?.[1];
  return next === undefined ? false : OPENERS.has(next.toLowerCase());
}

function pushTrimmed(sentences: Span[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text[start] as string)) start++;
  while (end > start && /\s/.test(text[end - 1] as string)) end--;
  if (start < end) sentences.push({ start, end });
}

/** Cuts a sentence of more than the maximum length at white space, or in mid-word where there is none. */
export function cutLong(text: string, sentence: Span, maxLength: number): Span[] {
  const pieces: Span[] = [];
  let start = sentence.start;
  while (sentence.end - start > maxLength) {
    const limit = start + maxLength;
    let cut = limit;
    while (cut > start + maxLength / 2 && !/\s/.test(text[cut] as string)) cut--;
    if (!/\s/.test(text[cut] as string)) cut = isLowSurrogate(text, limit) ? limit - 1 : limit;
    let end = cut;
    while (/\s/.test(text[end - 1] as string)) end--;
    pieces.push({ start, end });
    start = cut;
    while (start < sentence.end && /\s/.test(text[start] as string)) start++;
  }
  if (start < sentence.end) pieces.push({ start, end: sentence.end });
  return pieces;
}

/** True when a cut at `offset` would split a character of two code units. */
function isLowSurrogate(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff;
}

import { splitSentences } from '../../corpus/sentences.ts';

/** A sentence as a model drafted it: its text without markers, and the passages it cites, counted from 1. */
export interface DraftSentence {
  readonly text: string;
  readonly markers: readonly number[];
}

const LONGEST_LINK = 1000;
/*
 * [1]   [1, 2]   [1-3]   [^1]   [#1]   [Passage 1]   [1, line 3]   [1](link)   【1】   【1†source】
 * [[1]]   \[1\]   ([1])   (Passage 1)
 */
const LABEL = '(?:(?:passages?|sources?|documents?|docs?|quelle|fuente)\\s*)?';
const NUMBERS = `\\d{1,4}(?:\\s*[,;–-]\\s*[\\^#]?${LABEL}\\d{1,4})*`;
const PLACE = '(?:(?:\\s*,)?\\s*(?:lines?|pages?|ll?\\.|pp?\\.)\\s*\\d{1,5}(?:[–-]\\d{1,5})?)?';
const LINK = `(?:\\([^)\\s]{0,${LONGEST_LINK}}\\))?`;
const MARKER = new RegExp(
  `(?<!\\s)\\s*(?:\\[{1,2}[\\^#]?${LABEL}(${NUMBERS})${PLACE}\\]{1,2}${LINK}|【\\^?(\\d{1,4})[^】]{0,40}】|\\(passages?\\s*(${NUMBERS})${PLACE}\\))`,
  'gi',
);
/** Markers in round brackets of their own: `([1])`, `([1], [2])`. */
const IN_BRACKETS = /(?<!\s)\s*\(([\s,;]*[\ue000-\uefff][\ue000-\uefff\s,;]*)\)/g;
const LONGEST_RANGE = 20;
const PLACEHOLDER = /[\ue000-\uefff]/g;
const PLACEHOLDER_BASE = 0xe000;
const PLACEHOLDERS = 0xfff;
/** Markers after a full stop belong to the sentence that it ends, unless the sentence goes on in lower case. */
const AFTER_STOP = /(?<![.!?…。！？।])([.!?…。！？।]+["'”’»)]*)([\ue000-\uefff]+)(?!\s*\p{Ll})/gu;

/** The sentences of a finished piece of a draft, each with its own markers. */
export function markedSentences(piece: string): DraftSentence[] {
  const groups: number[][] = [];
  const bare = stripMarkup(piece).replace(PLACEHOLDER, '');
  const held = bare.replace(MARKER, (_, ...found: (string | undefined)[]) => {
    if (groups.length >= PLACEHOLDERS) return '';
    const [plain, lenticular, round] = found;
    groups.push(numbersOf(plain ?? lenticular ?? round ?? ''));
    return String.fromCharCode(PLACEHOLDER_BASE + groups.length - 1);
  });
  const unbracketed = held.replace(IN_BRACKETS, (_, marks: string) => marks.replace(/[\s,;]/g, ''));
  const text = unbracketed.replace(AFTER_STOP, '$2$1');
  const sentences: DraftSentence[] = [];
  for (const { start, end } of splitSentences(text)) {
    const written = text.slice(start, end);
    const markers = new Set<number>();
    for (const [mark] of written.matchAll(PLACEHOLDER)) {
      for (const marker of groups[mark.charCodeAt(0) - PLACEHOLDER_BASE] ?? []) markers.add(marker);
    }
    const plain = written
      .replace(PLACEHOLDER, '')
      .replace(/\(\s*\)/g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ([.,])(?= |$)/g, '$1')
      .trim();
    if (/[\p{L}\p{N}]/u.test(plain)) sentences.push({ text: plain, markers: [...markers] });
  }
  return sentences;
}

/** The text of a line without list marks, headings, emphasis and invisible characters. */
export function stripMarkup(line: string): string {
  return line
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/g, '')
    .replace(/\\(?=[[\]])/g, '')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, ' ')
    .replace(/^\s*(?:>\s?)*(?:#{1,6}\s+|[-*+•–]\s+|\(?\d{1,2}[.)]\s+)?/, '')
    .replace(/(\*\*|__|~~)(?=\S)(.{1,1000}?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)/g, '$1')
    .replace(/`([^`]*)`/g, '$1')
    .replace(/\*\*/g, '')
    .trim();
}

function numbersOf(list: string): number[] {
  const numbers: number[] = [];
  for (const part of list.split(/[,;]/)) {
    const [first = Number.NaN, last = first] = (part.match(/\d+/g) ?? []).map(Number);
    for (let number = first; number <= Math.min(last, first + LONGEST_RANGE); number++) numbers.push(number);
  }
  return numbers;
}

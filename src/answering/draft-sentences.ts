import { splitSentences } from '../corpus/sentences.ts';
import { type DraftSentence, markedSentences, stripMarkup } from './draft-markers.ts';

export type { DraftSentence } from './draft-markers.ts';

/** Cuts a stream of tokens into sentences with their citation markers. */
export interface SentenceCutter {
  /** Takes the next piece of the stream; returns the sentences that are complete with it. */
  push(delta: string): DraftSentence[];
  /** The stream has ended: returns the rest. */
  end(): DraftSentence[];
  /** What is held back only because another marker might follow: sentences with their full stop and their markers. */
  complete(): DraftSentence[];
  /** Takes what is held back out; markers that still follow belong to nothing. */
  drop(): void;
}

/** `ended` follows a heading such as "Sources:": what comes then is no part of the answer. */
type Mode = 'text' | 'reasoning' | 'code' | 'ended';

const OPEN_TAG = /<(?:think|thinking|thought|reasoning)>$/i;
const CLOSE_TAG = /<\/(?:think|thinking|thought|reasoning)>$/i;
const SOURCE_LIST = /^(?:sources?|references?|citations?|quellen|fuentes|источники|स्रोत)\s*:?$/iu;
/** A word that opens no sentence more often than it goes on with one. */
const ANY_NAME = 'Zyx';
const LONGEST_TAG = 16;
const LONGEST_ENDING = 120;
/** A line without any marked sentence that is longer is taken in pieces, so that a runaway model costs little time. */
const LONGEST_LINE = 4_000;

const MARK = '(?:\\[\\^?[^\\][\\n]{1,40}\\](?:\\([^)\\s]*\\))?|【[^】\\n]{1,40}】)';
/** A full stop followed by markers, or markers followed by a full stop: nothing but a new sentence can follow. */
const ENDING = new RegExp(
  `(?:[.!?…。！？।]+["'”’»)*_]*\\s*${MARK}(?:\\s*${MARK})*|${MARK}[.!?…]+["'”’»)*_]*(?=\\s)|${MARK}[。！？।])\\s*$`,
  'u',
);
const MAY_FOLLOW_ENDING = /[\s\u005d】)\u2019\u201d*_.。！？।]/;
/** What may still come of a sentence that was taken out before the next one began. */
const REMAINS = new RegExp(`^(?:\\s*${MARK}|[.,;:!?…"'”’»)*_])+`, 'u');
const GOES_ON = /[\s[【(.,;:!?)\u005d*_\p{Ll}]/u;

/**
 * Works character by character, so the sentences do not depend on where the stream was cut. A sentence is complete when
 * its line ends, or when it has its full stop and markers and the next one begins. Reasoning, code blocks, headings and
 * lists of sources are dropped; sentences without markers are returned as such.
 */
export function createSentenceCutter(): SentenceCutter {
  let mode: Mode = 'text';
  let buffer = '';
  let dropped = false;

  const flush = (given: string): DraftSentence[] => {
    const piece = dropped ? given.replace(REMAINS, '') : given;
    dropped = false;
    const line = stripMarkup(piece);
    if (SOURCE_LIST.test(line)) mode = 'ended';
    if (mode === 'ended' || isFurniture(piece, line)) return [];
    return markedSentences(piece);
  };

  const step = (character: string): DraftSentence[] => {
    if (mode === 'ended') return [];
    if (mode === 'reasoning') {
      buffer = (buffer + character).slice(-LONGEST_TAG);
      if (CLOSE_TAG.test(buffer)) [mode, buffer] = ['text', ''];
      return [];
    }
    if (mode === 'code') {
      buffer = character === '\n' ? '' : buffer + character;
      if (/^\s*```$/.test(buffer)) [mode, buffer] = ['text', ''];
      return [];
    }
    if (character === '\n') {
      const line = buffer;
      buffer = '';
      if (!/^\s*```/.test(line)) return flush(line);
      mode = 'code';
      return [];
    }
    const before = buffer;
    buffer += character;
    if (character === '>') {
      if (OPEN_TAG.test(buffer.slice(-LONGEST_TAG))) {
        mode = 'reasoning';
        buffer = '';
        return flush(before.replace(/<\w+$/, ''));
      }
      // Some servers strip the opening tag: all before the closing one was reasoning.
      if (CLOSE_TAG.test(buffer.slice(-LONGEST_TAG))) buffer = '';
      return [];
    }
    if (buffer.length > LONGEST_LINE) {
      const space = before.search(/\s\S*$/);
      const end = space > 0 ? space : before.length;
      buffer = buffer.slice(end);
      return flush(before.slice(0, end));
    }
    if (GOES_ON.test(character) || !MAY_FOLLOW_ENDING.test(before.at(-1) ?? '')) return [];
    if (!ENDING.test(before.slice(-LONGEST_ENDING))) return [];
    buffer = character;
    return flush(before);
  };

  return {
    push: (delta) => delta.split('').flatMap(step),
    end() {
      const rest = mode === 'text' && !/^\s*```/.test(buffer) ? buffer : '';
      buffer = '';
      return flush(rest);
    },
    complete() {
      if (mode !== 'text' || !ENDING.test(`${buffer.slice(-LONGEST_ENDING)} `)) return [];
      const piece = dropped ? buffer.replace(REMAINS, '') : buffer;
      const sentences = markedSentences(piece);
      // After an abbreviation ("in the U.S. [1]") the same sentence may go on.
      const last = sentences.at(-1)?.text ?? '';
      return splitSentences(`${last} ${ANY_NAME}`).length > 1 ? sentences : [];
    },
    drop() {
      [buffer, dropped] = ['', true];
    },
  };
}

/** Headings, rules, table borders and introductions ("Here is what the passages say:") claim nothing. */
function isFurniture(piece: string, line: string): boolean {
  if (/\[\^?\d|【/.test(line)) return false;
  return (
    /^\s*#{1,6}\s/.test(piece) ||
    /^[\s|:*_=-]*$/.test(piece) ||
    /^\s*\*\*[^*_]+\*\*:?\s*$/.test(piece) ||
    /[:：]$/.test(line)
  );
}

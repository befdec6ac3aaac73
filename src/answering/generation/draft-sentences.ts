import { splitSentences } from '../../corpus/sentences.ts';
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

export interface SentenceCutterOptions {
  /**
   * Called at a closing tag of reasoning that nothing opened, as servers send it that put the opening one into the prompt:
   * all sentences so far were reasoning. Those of the same push are not returned.
   */
  readonly onUnopenedReasoning?: () => void;
  /** Holds everything back until such a tag, or the end. */
  readonly mayReason?: boolean;
}

/** `held` is text that may turn out to be reasoning. `ended` follows a heading such as "Sources:": what comes then is no part of the answer. */
type Mode = 'text' | 'held' | 'reasoning' | 'code' | 'ended';

/** `<think>`, Mistral's `[THINK]`, and the channels of gpt-oss, of which only the final one is the answer. */
const OPEN_TAG = /<(?:think|thinking|thought|reasoning)>$|\[think\]$|<\|channel\|>$/i;
const CLOSE_TAG =
  /<\/(?:think|thinking|thought|reasoning)>$|\[\/think\]$|<\|channel\|>final\s*<\|message\|>$/i;
const CHAT_TOKEN = /<\|start\|>\w*|<\|[a-z_]{1,20}\|>/g;
/** What a model may call the language of an answer that it wraps in a fence. */
const PROSE_FENCE = /^\s*```\s*(?:markdown|md|plain|plaintext|te?xt)?\s*$/i;
const SOURCE_LIST = /^(?:sources?|references?|citations?|quellen|fuentes|источники|स्रोत)\s*:?$/iu;
/** A word that opens no sentence more often than it goes on with one. */
const ANY_NAME = 'Zyx';
const LONGEST_TAG = 32;
const LONGEST_ENDING = 120;
/** A line without any marked sentence that is longer is taken in pieces, so that a runaway model costs little time. */
const LONGEST_LINE = 4_000;

const PLAIN_MARK = '(?:\\\\?\\[{1,2}\\^?[^\\][\\n]{1,40}\\]{1,2}(?:\\([^)\\s]*\\))?|【[^】\\n]{1,40}】)';
const MARK = `(?:${PLAIN_MARK}|\\(\\s*${PLAIN_MARK}(?:[\\s,;]*${PLAIN_MARK})*\\s*\\)|\\([Pp]assages?\\s*\\d[^)\\n]{0,30}\\))`;
/** A full stop followed by markers, or markers followed by a full stop: nothing but a new sentence can follow. */
const ENDING = new RegExp(
  `(?:[.!?…。！？।]+["'”’»)*_]*\\s*${MARK}(?:\\s*${MARK})*|${MARK}[.!?…]+["'”’»)*_]*(?=\\s)|${MARK}[。！？।])\\s*$`,
  'u',
);
const MAY_FOLLOW_ENDING = /[\s\u005d】)\u2019\u201d*_.。！？।]/;
/** What may still come of a sentence that was taken out before the next one began. */
const REMAINS = new RegExp(`^(?:\\s*${MARK}|[.,;:!?…"'”’»)\\]*_])+`, 'u');
const GOES_ON = /[\s[\\【(.,;:!?)\u005d*_\p{Ll}]/u;

/**
 * Works character by character, so the sentences do not depend on where the stream was cut. A sentence is complete when
 * its line ends, or when it has its full stop and markers and the next one begins. Reasoning, code blocks, headings and
 * lists of sources are dropped; sentences without markers are returned as such. A fence around the whole answer is not.
 */
export function createSentenceCutter({
  onUnopenedReasoning = () => {},
  mayReason = false,
}: SentenceCutterOptions = {}): SentenceCutter {
  let mode: Mode = mayReason ? 'held' : 'text';
  let held = '';
  let buffer = '';
  let dropped = false;
  let begun = false;
  let wrapped = false;
  let unopened = false;

  const flush = (given: string): DraftSentence[] => {
    const written = given.replace(CHAT_TOKEN, '');
    const piece = dropped ? written.replace(REMAINS, '') : written;
    dropped = false;
    const line = stripMarkup(piece);
    if (SOURCE_LIST.test(line)) mode = 'ended';
    if (mode === 'ended' || isFurniture(piece, line)) return [];
    const sentences = markedSentences(piece);
    begun ||= sentences.length > 0;
    return sentences;
  };

  const step = (character: string): DraftSentence[] => {
    if (mode === 'ended') return [];
    if (mode === 'held') {
      held += character;
      if (/[>\]]/.test(character) && CLOSE_TAG.test(held.slice(-LONGEST_TAG))) [mode, held] = ['text', ''];
      return [];
    }
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
      if (wrapped) wrapped = false;
      else if (!begun && PROSE_FENCE.test(line)) wrapped = true;
      else mode = 'code';
      return [];
    }
    const before = buffer;
    buffer += character;
    if (character === '>' || character === ']') {
      const opened = OPEN_TAG.exec(buffer.slice(-LONGEST_TAG))?.[0];
      if (opened !== undefined) {
        const said = buffer.slice(0, -opened.length);
        // The tag is kept: a channel's may be the beginning of the final one's.
        [mode, buffer] = ['reasoning', opened];
        return flush(said);
      }
      if (CLOSE_TAG.test(buffer.slice(-LONGEST_TAG))) {
        [buffer, dropped, begun, wrapped] = ['', false, false, false];
        unopened = true;
        onUnopenedReasoning();
      }
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

  const push = (delta: string): DraftSentence[] => {
    const sentences: DraftSentence[] = [];
    for (const character of delta.split('')) {
      sentences.push(...step(character));
      if (unopened) sentences.length = 0;
      unopened = false;
    }
    return sentences;
  };

  return {
    push,
    end() {
      const answer = held;
      if (mode === 'held') [mode, held] = ['text', ''];
      const before = push(answer);
      const rest = mode === 'text' && !/^\s*```/.test(buffer) ? buffer : '';
      buffer = '';
      return [...before, ...flush(rest)];
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
      [buffer, dropped, begun] = ['', true, true];
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

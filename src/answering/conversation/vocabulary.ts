import { stems } from '../../core/search-terms.ts';
import { isStopWord, type Word, wordsWithPlaces } from '../../core/words.ts';
import type { OpenIndex } from '../../indexing/open-index.ts';
import { isCountry } from '../facts/name-kinds.ts';
import type { Turn } from './conversations.ts';
import { capitalised } from './fragment.ts';
import { namesOf, withoutRole } from './names.ts';

/** What the documents and the conversation make known. */
export interface Vocabulary {
  /** Written forms of names, whole and a person's last, by their lower-cased forms. */
  readonly names: ReadonlyMap<string, string>;
  /** True for a word that occurs in the documents. */
  knows(word: string): boolean;
}

/** "Grace Okafor", unlike "Northern Sea Route". */
const PERSON = /^\p{Lu}\S* (\p{Lu}\p{Ll}\S*)$/u;

/** The vocabulary of an index, whose topics say how names are written, and of a conversation. */
export function vocabularyOf({ manifest, postings }: OpenIndex, turns: readonly Turn[]): Vocabulary {
  const names = new Map<string, string>();
  for (const { text } of [...manifest.topics.map(({ topic }) => topic), ...saidIn(turns)].flatMap(namesOf)) {
    if (isCountry(text)) continue;
    const name = withoutRole(text);
    const last = PERSON.exec(name)?.[1];
    for (const written of [text, name, ...(last === undefined ? [] : [last])])
      names.set(written.toLowerCase(), written);
  }
  return { names, knows: (word) => stems(word).every((stem) => postings.frequency(stem) > 0) };
}

const LONGEST_NAME = 4;
const ARTICLE_BEFORE = /\b(?:the|an?|this|that|these|those) $/i;

/**
 * The turns with the names in their questions written as the answers and the topics write them: after "who is elena petrova",
 * who "she" is can be told by the capitals only. A lone word behind an article is no name, nor one that the answers also
 * write small.
 */
export function withNames(turns: readonly Turn[], vocabulary: Vocabulary): Turn[] {
  const small = new Set(
    turns.flatMap(({ quotes }) => quotes.flatMap(({ text }) => text.match(SMALL_WORD) ?? [])),
  );
  return turns.map((turn) => {
    let text = turn.interpreted;
    for (const { start, end, name } of smallNames(text, vocabulary, small))
      text = `${text.slice(0, start)}${name}${text.slice(end)}`;
    return { ...turn, interpreted: text };
  });
}

const SMALL_WORD = /(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]*/gu;

/** Where names stand in small letters, the longest first, with how they are written; `name` is as long as its place. */
function smallNames(
  text: string,
  { names, knows }: Vocabulary,
  small: ReadonlySet<string>,
): { start: number; end: number; name: string }[] {
  const found: { start: number; end: number; name: string }[] = [];
  const words = wordsWithPlaces(text);
  for (let at = 0; at < words.length; at++) {
    const { start, text: first } = words[at] as Word;
    for (let length = Math.min(LONGEST_NAME, words.length - at); length > 0; length--) {
      const key = words
        .slice(at, at + length)
        .map((word) => word.text)
        .join(' ');
      const end = start + key.length;
      if (text.slice(start, end) !== key) continue;
      const isCommon =
        length === 1 && (isStopWord(first) || small.has(first) || ARTICLE_BEFORE.test(text.slice(0, start)));
      const name = isCommon
        ? undefined
        : (names.get(key) ?? (isCountry(key) && knows(key) ? capitalised(key) : undefined));
      if (name === undefined) continue;
      found.push({ start, end, name });
      at += length - 1;
      break;
    }
  }
  return found;
}

/** How answers and questions of the conversation write things. */
function saidIn(turns: readonly Turn[]): string[] {
  return turns.flatMap(({ interpreted, quotes }) => [interpreted, ...quotes.map(({ text }) => text)]);
}

import { stems } from '../../core/search-terms.ts';
import { isStopWord, type Word, wordsWithPlaces } from '../../core/words.ts';
import type { OpenIndex } from '../../indexing/open-index.ts';
import { isCountry } from '../facts/name-kinds.ts';
import type { Turn } from './conversations.ts';
import { capitalised } from './fragment.ts';
import { nameKey, namesOf, withoutRole } from './names.ts';

/** What the documents and the conversation make known. */
export interface Vocabulary {
  /** Written forms of names, whole and a person's last, by their `nameKey`. */
  readonly names: ReadonlyMap<string, string>;
  /** True for a word that occurs in the documents. */
  knows(word: string): boolean;
}

/** "Grace Okafor", unlike "Northern Sea Route". */
const PERSON = /^\p{Lu}\S* (\p{Lu}\p{Ll}\S*)$/u;

/** "Harvest report": the capital may be that of a heading's first word. */
const MAY_OPEN_SENTENCE = /^\p{Lu}\p{Ll}+(?: \p{Ll}+)+$/u;

/** The vocabulary of an index, whose topics say how names are written, and of a conversation. */
export function vocabularyOf({ manifest, postings }: OpenIndex, turns: readonly Turn[]): Vocabulary {
  const names = new Map<string, string>();
  const topics = manifest.topics.map(({ topic }) => topic).filter((topic) => !MAY_OPEN_SENTENCE.test(topic));
  for (const { text } of [...topics, ...saidIn(turns)].flatMap(namesOf)) {
    if (isCountry(text)) continue;
    const name = withoutRole(text);
    const last = PERSON.exec(name)?.[1];
    for (const written of [text, name, ...(last === undefined ? [] : [last])])
      names.set(nameKey(written), written);
  }
  return { names, knows: (word) => stems(word).every((stem) => postings.frequency(stem) > 0) };
}

const LONGEST_NAME = 4;
const ARTICLE_BEFORE = /\b(?:the|an?|this|that|these|those) $/i;
const SMALL_WORD = /(?<![\p{L}\p{M}])\p{Ll}[\p{L}\p{M}]*/gu;

/**
 * The turns with the names in their questions written as the answers and the topics write them: after "who is elena petrova",
 * who "she" is can be told by the capitals only. A lone word behind an article is no name, nor one that the answers also
 * write small.
 */
export function withNames(turns: readonly Turn[], vocabulary: Vocabulary): Turn[] {
  const small = new Set(
    turns.flatMap(({ quotes }) => quotes.flatMap(({ text }) => text.match(SMALL_WORD) ?? [])),
  );
  return turns.map((turn) => ({ ...turn, interpreted: withCapitals(turn.interpreted, vocabulary, small) }));
}

function withCapitals(text: string, vocabulary: Vocabulary, small: ReadonlySet<string>): string {
  const words = wordsWithPlaces(text);
  let result = '';
  let copied = 0;
  for (let at = 0; at < words.length; at++) {
    const { start } = words[at] as Word;
    for (let last = Math.min(at + LONGEST_NAME, words.length) - 1; last >= at; last--) {
      const typed = words
        .slice(at, last + 1)
        .map((word) => word.text)
        .join(' ');
      const isLone = last === at;
      const isCommon = isStopWord(typed) || small.has(typed) || ARTICLE_BEFORE.test(text.slice(0, start));
      const isTyped = text.startsWith(typed, start);
      const name = isTyped && !(isLone && isCommon) ? writtenName(typed, vocabulary) : undefined;
      if (name === undefined) continue;
      result += text.slice(copied, start) + name;
      copied = start + typed.length;
      at = last;
    }
  }
  return result + text.slice(copied);
}

/** How a name typed in small letters is written; undefined for what is none. */
function writtenName(typed: string, { names, knows }: Vocabulary): string | undefined {
  return names.get(nameKey(typed)) ?? (isCountry(typed) && knows(typed) ? capitalised(typed) : undefined);
}

/** How answers and questions of the conversation write things. */
function saidIn(turns: readonly Turn[]): string[] {
  return turns.flatMap(({ interpreted, quotes }) => [interpreted, ...quotes.map(({ text }) => text)]);
}

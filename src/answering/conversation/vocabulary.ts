import { stems } from '../../core/search-terms.ts';
import type { OpenIndex } from '../../indexing/open-index.ts';
import { isCountry } from '../facts/name-kinds.ts';
import type { Turn } from './conversations.ts';
import { namesOf } from './salient-names.ts';

/** What the documents and the conversation make known. */
export interface Vocabulary {
  /** Written forms of names, whole and a person's last, by their lower-cased forms. */
  readonly names: ReadonlyMap<string, string>;
  /** True for a word that occurs in the documents. */
  knows(word: string): boolean;
}

/** The vocabulary of an index, whose topics say how names are written, and of a conversation. */
export function vocabularyOf({ manifest, postings }: OpenIndex, turns: readonly Turn[]): Vocabulary {
  const names = new Map<string, string>();
  const said = turns.flatMap(({ interpreted, quotes }) => [interpreted, ...quotes.map(({ text }) => text)]);
  for (const { text } of [...manifest.topics.map(({ topic }) => topic), ...said].flatMap(namesOf)) {
    if (isCountry(text)) continue;
    names.set(text.toLowerCase(), text);
    const last = text.split(' ').at(-1) ?? text;
    if (/^\p{Lu}\p{Ll}/u.test(last)) names.set(last.toLowerCase(), last);
  }
  return { names, knows: (word) => stems(word).every((stem) => postings.frequency(stem) > 0) };
}

import { stems } from '../core/search-terms.ts';
import { encodeThesaurus, type ThesaurusEntry } from './thesaurus.ts';

/** The first item of a line means the same most surely, each further one less so, down to the least. */
const LOSS_PER_PLACE = 0.04;
const LEAST_CLOSENESS = 0.5;
/** What the word of the line counts for one of its items: "weapon" for "gun" is less sure than "gun" for "weapon". */
const REVERSE_SHARE = 0.95;
const LONGEST_PHRASE = 3;
/** What one word of "artificial intelligence" counts for "AI", as a share: it is a part of what is meant. */
const ACRONYM_PART_SHARE = 0.8;

const LINE = /^([a-z][a-z'-]*): ([a-z][a-z' .-]*(?:, [a-z][a-z' .-]*)*)$/;

interface Line {
  readonly word: string;
  readonly head: string;
  readonly items: readonly string[];
}

/**
 * Compiles a thesaurus from its source: one line a word, `word: item, item`, the surest items first, lower case, words or
 * phrases. Words are taken by their stems, and function words within phrases do not count. A word that is spelled by the
 * initials of a phrase is related to the phrase's words, too. Of words that share a stem and
 * no item ("import", "important") only the one is taken for which `rarity` is smallest.
 * @throws Error when a line is no such line.
 */
export function compileThesaurus(source: string, rarity: (word: string) => number = () => 0): Uint8Array {
  const synonyms = new Map<string, Map<string, number>>();
  const phrases = new Map<string, Map<string, number>>();
  const relate = (table: Map<string, Map<string, number>>, from: string, to: string, closeness: number) => {
    const known = table.get(from) ?? new Map<string, number>();
    table.set(from, known.set(to, Math.max(known.get(to) ?? 0, closeness)));
  };
  for (const { head, items } of withoutStrangers(linesOf(source), rarity)) {
    for (const [place, item] of items.entries()) {
      const parts = stems(item);
      const closeness = Math.max(LEAST_CLOSENESS, 1 - LOSS_PER_PLACE * place);
      if (parts.length > 1 && parts.length <= LONGEST_PHRASE)
        relate(phrases, head, parts.join(' '), closeness);
      if (parts.length > 1 && parts.map(([initial]) => initial).join('') === head)
        for (const part of parts) relate(synonyms, head, part, closeness * ACRONYM_PART_SHARE);
      const [only, ...others] = parts;
      // Of "give up" only "give" would be left, which means something else.
      if (only === undefined || others.length > 0 || only === head || item.includes(' ')) continue;
      relate(synonyms, head, only, closeness);
      relate(synonyms, only, head, closeness * REVERSE_SHARE);
    }
  }
  const entries = [...new Set([...synonyms.keys(), ...phrases.keys()])].sort().map(
    (stem): ThesaurusEntry => ({
      stem,
      synonyms: [...(synonyms.get(stem) ?? [])].map(([other, closeness]) => ({ stem: other, closeness })),
      phrases: [...(phrases.get(stem) ?? [])].map(([parts, closeness]) => ({
        stems: parts.split(' '),
        closeness,
      })),
    }),
  );
  return encodeThesaurus(entries);
}

function linesOf(source: string): Line[] {
  return source.split('\n').flatMap((line, at) => {
    if (line === '') return [];
    const [, word, items] = LINE.exec(line) ?? [];
    if (word === undefined || items === undefined)
      throw new Error(`line ${at + 1} is no line of a thesaurus: ${line.slice(0, 60)}`);
    const [head] = stems(word);
    return head === undefined ? [] : { word, head, items: items.split(', ') };
  });
}

/** Leaves out lines that share their stem, but no item, with the line of a commoner word. */
function withoutStrangers(lines: readonly Line[], rarity: (word: string) => number): Line[] {
  const known = new Map<string, Set<string>>();
  return [...lines]
    .sort((a, b) => compare(rarity(a.word), rarity(b.word)) || (a.word < b.word ? -1 : 1))
    .filter(({ head, items }) => {
      const own = items.flatMap((item) => stems(item));
      const others = known.get(head);
      if (others && !own.some((stem) => others.has(stem))) return false;
      known.set(head, new Set([...(others ?? []), ...own]));
      return true;
    });
}

/** Infinity less infinity is no number. */
function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import { readFileSync } from 'node:fs';
import { messageOf, SummitError } from '../core/errors.ts';
import { decodeSections, decodeStrings, encodeSections, encodeStrings } from '../core/section-file.ts';

/** What may be said instead of a word, in general English. Closeness is in [0, 1]: how surely it means the same. */
export interface Thesaurus {
  /** Stems that may stand for a stem, and their closeness; the relation goes both ways. */
  synonymsOf(stem: string): ReadonlyMap<string, number>;
  /** The phrases among the stems of a text, each with the stem that says the same in one word. */
  phrasesIn(stems: readonly string[]): Phrase[];
}

/** Stems at `[start, end)` of a text that together mean what `stem` means: "head", "govern" for "premier". */
export interface Phrase {
  readonly start: number;
  readonly end: number;
  readonly stem: string;
  readonly closeness: number;
}

/** One line of a thesaurus, in stems: items of one stem, and phrases of several. */
export interface ThesaurusEntry {
  readonly stem: string;
  readonly synonyms: readonly { readonly stem: string; readonly closeness: number }[];
  readonly phrases: readonly { readonly stems: readonly string[]; readonly closeness: number }[];
}

/** Closeness is kept in hundredths. */
const UNIT = 100;

/** Encodes a thesaurus; `entries` have each synonym in both directions. */
export function encodeThesaurus(entries: readonly ThesaurusEntry[]): Uint8Array {
  const used = entries.flatMap(({ stem, synonyms, phrases }) => [
    stem,
    ...synonyms.map((synonym) => synonym.stem),
    ...phrases.flatMap(({ stems }) => stems),
  ]);
  const stems = [...new Set(used)].sort();
  const rowOf = new Map(stems.map((stem, row) => [stem, row]));
  const row = (stem: string): number => rowOf.get(stem) as number;
  const synonymsOf = new Map(entries.map(({ stem, synonyms }) => [stem, synonyms]));
  const lists = stems.map((stem) => synonymsOf.get(stem) ?? []);
  const phrases = entries.flatMap((entry) =>
    entry.phrases.map(({ stems: parts, closeness }) => ({ head: entry.stem, parts, closeness })),
  );
  return encodeSections({
    stems: encodeStrings(stems),
    offsets: offsetsOf(lists),
    synonyms: Uint32Array.from(lists.flat(), ({ stem }) => row(stem)),
    closeness: Uint8Array.from(lists.flat(), ({ closeness }) => Math.round(closeness * UNIT)),
    phraseOffsets: offsetsOf(phrases.map(({ parts }) => parts)),
    phraseStems: Uint32Array.from(
      phrases.flatMap(({ parts }) => parts),
      row,
    ),
    phraseHeads: Uint32Array.from(phrases, ({ head }) => row(head)),
    phraseCloseness: Uint8Array.from(phrases, ({ closeness }) => Math.round(closeness * UNIT)),
  });
}

/** Opens what `encodeThesaurus` wrote. @throws Error when the bytes are no thesaurus. */
export function decodeThesaurus(bytes: Uint8Array): Thesaurus {
  const sections = decodeSections(bytes);
  const stems = decodeStrings(sections.get('stems', 'Uint8Array'));
  const offsets = sections.get('offsets', 'Uint32Array');
  const synonyms = sections.get('synonyms', 'Uint32Array');
  const closeness = sections.get('closeness', 'Uint8Array');
  const phraseOffsets = sections.get('phraseOffsets', 'Uint32Array');
  const phraseStems = sections.get('phraseStems', 'Uint32Array');
  const phraseHeads = sections.get('phraseHeads', 'Uint32Array');
  const phraseCloseness = sections.get('phraseCloseness', 'Uint8Array');
  if (
    offsets.length !== stems.length + 1 ||
    offsets.at(-1) !== synonyms.length ||
    closeness.length !== synonyms.length ||
    phraseOffsets.length !== phraseHeads.length + 1 ||
    phraseOffsets.at(-1) !== phraseStems.length ||
    phraseCloseness.length !== phraseHeads.length ||
    !ascends(offsets) ||
    !ascends(phraseOffsets) ||
    ![synonyms, phraseStems, phraseHeads].every((rows) => rows.every((row) => row < stems.length))
  )
    throw new Error('the thesaurus has another shape');
  const rows = new Map(stems.map((stem, row) => [stem, row]));
  const openings = new Map<number, number[]>();
  for (let phrase = 0; phrase < phraseHeads.length; phrase++) {
    const first = phraseStems[phraseOffsets[phrase] as number] as number;
    const known = openings.get(first);
    if (known) known.push(phrase);
    else openings.set(first, [phrase]);
  }
  return {
    synonymsOf(stem) {
      const row = rows.get(stem);
      const found = new Map<string, number>();
      if (row === undefined) return found;
      for (let i = offsets[row] as number; i < (offsets[row + 1] as number); i++)
        found.set(stems[synonyms[i] as number] as string, (closeness[i] as number) / UNIT);
      return found;
    },
    phrasesIn(text) {
      const places = text.map((stem) => rows.get(stem) ?? -1);
      return places.flatMap((first, start) =>
        (openings.get(first) ?? []).flatMap((phrase) => {
          const from = phraseOffsets[phrase] as number;
          const parts = phraseStems.subarray(from, phraseOffsets[phrase + 1]);
          if (!parts.every((part, step) => places[start + step] === part)) return [];
          return {
            start,
            end: start + parts.length,
            stem: stems[phraseHeads[phrase] as number] as string,
            closeness: (phraseCloseness[phrase] as number) / UNIT,
          };
        }),
      );
    },
  };
}

function offsetsOf(lists: readonly (readonly unknown[])[]): Uint32Array {
  const offsets = new Uint32Array(lists.length + 1);
  for (const [place, list] of lists.entries()) offsets[place + 1] = (offsets[place] as number) + list.length;
  return offsets;
}

/** Whoever followed offsets that do not would read for minutes. */
function ascends(offsets: Uint32Array): boolean {
  return offsets.every((offset, place) => offset >= (offsets[place - 1] ?? 0));
}

let opened: { readonly path: string; readonly thesaurus: Thesaurus } | null = null;

/**
 * Opens a compiled thesaurus; the last one opened is kept.
 * @throws SummitError `config` when the file cannot be read or is no thesaurus.
 */
export function openThesaurus(path: string): Thesaurus {
  if (opened?.path === path) return opened.thesaurus;
  try {
    opened = { path, thesaurus: decodeThesaurus(readFileSync(path)) };
  } catch (error) {
    throw new SummitError(
      'config',
      `The thesaurus ${path} cannot be read (${messageOf(error)}). Install the package again, or restore the file from the repository.`,
      { cause: error },
    );
  }
  return opened.thesaurus;
}

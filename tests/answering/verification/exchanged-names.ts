import { extractFacts, type Fact } from '../../../src/answering/facts/facts.ts';
import { isCountry } from '../../../src/answering/facts/name-kinds.ts';
import { sourceSentences } from '../../../src/answering/verification/source-sentences.ts';
import type { Passage } from '../../../src/core/passage.ts';

/** A sentence of a passage with other names in it, so that it is false. */
export interface Exchanged {
  readonly passage: Passage;
  readonly text: string;
}

/** Each sentence that has one of two names that its passage has, with the other in its place. */
export function replacedName(
  passages: readonly Passage[],
  names: readonly (readonly [name: string, written: RegExp])[],
): Exchanged[] {
  return passages
    .filter((passage) => names.every(([, written]) => passage.text.search(written) >= 0))
    .flatMap((passage) =>
      sourceSentences(passage).flatMap(({ text }) => {
        const named = names.filter(([, written]) => text.search(written) >= 0);
        const [only] = named;
        const [other] = names.filter((one) => one !== only);
        if (named.length !== 1 || !only || !other) return [];
        return [{ passage, text: text.replace(only[1], other[0]) }];
      }),
    );
}

/** Each sentence that has both of two names, exchanged. "A and B" and "A–B" are left out: exchanged, they may say the same. */
export function exchangedPairs(
  passages: readonly Passage[],
  [one, other]: readonly [one: string, other: string],
): Exchanged[] {
  const either = new RegExp(`\\b(?:${one}|${other})\\b`, 'g');
  const listed = new RegExp(`${either.source}(?: and |[-–])${either.source}`);
  return passages.flatMap((passage) =>
    sourceSentences(passage).flatMap(({ text }) => {
      if (new Set(text.match(either)).size < 2 || listed.test(text)) return [];
      return [{ passage, text: text.replace(either, (name) => (name === one ? other : one)) }];
    }),
  );
}

/** Each sentence that has a word, with its opposite in the same place. */
export function exchangedOpposites(
  passages: readonly Passage[],
  opposites: readonly (readonly [written: RegExp, opposite: string])[],
): Exchanged[] {
  return passages.flatMap((passage) =>
    sourceSentences(passage).flatMap(({ text }) =>
      opposites.flatMap(([written, opposite]) =>
        written.test(text) ? [{ passage, text: text.replace(written, opposite) }] : [],
      ),
    ),
  );
}

/** Each sentence with another name of its passage in the place of its first. */
export function exchangedNames(passages: readonly Passage[]): Exchanged[] {
  return passages.flatMap((passage) => {
    const known = properNames(passage.text);
    return sourceSentences(passage).flatMap(({ text, order }) => {
      const names = properNames(text);
      const [first] = names;
      const own = new Set(names.flatMap(partsOf));
      const others = known.filter((name) => !partsOf(name).some((part) => own.has(part)));
      const other = others[order % Math.max(1, others.length)];
      if (first === undefined || other === undefined) return [];
      return [{ passage, text: text.slice(0, first.start) + other.text + text.slice(first.end) }];
    });
  });
}

/** The names of two or more words that are no countries: people and organisations. */
function properNames(text: string): Fact[] {
  return extractFacts(text).filter(
    (fact) => fact.kind === 'name' && partsOf(fact).length > 1 && !isCountry(fact.text),
  );
}

const partsOf = ({ value }: Fact): string[] => value.slice(2).split(' ');

import { allMatches } from '../../core/matches.ts';
/** The kinds of facts that can be looked up word for word in a source. */
export type FactKind =
  | 'number' // 140, "five", "four years"
  | 'amount' // money
  | 'percent'
  | 'date' // a day, a month, a month of a year, a weekday
  | 'year'
  | 'ordinal' // 23rd, "fifth"
  | 'name'
  | 'quotation'; // two or more words in quotation marks

/** A checkable piece of a sentence. Two facts say the same if, and only if, their values are equal. */
export interface Fact {
  readonly kind: FactKind;
  /** Canonical form, such as `100000000000 usd`, `96 %`, `12-04`, `n:vladimir putin`. */
  readonly value: string;
  /** As written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The code points of the digit zero in scripts whose digits are written as numbers in running text. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xff10];

const REPLACEMENTS: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛´`ʼ′]/g, "'"],
  [/[“”„‟«»″＂]/g, '"'],
  [/[‐‑‒–—―−－]/g, '-'],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' '],
  [/％/g, '%'],
  [/＄/g, '$'],
];

/**
 * The text with quotes, dashes, spaces and digits in their plain forms. Every character is replaced by exactly one
 * code unit, so offsets into the result are offsets into the text.
 */
export function plainText(text: string): string {
  let plain = text;
  for (const [pattern, replacement] of REPLACEMENTS) plain = plain.replace(pattern, replacement);
  return plain.replace(/[^\x00-\x7f\p{L}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    const zero = ZEROS.find((candidate) => code >= candidate && code < candidate + 10);
    return zero === undefined ? character : String(code - zero);
  });
}

/** Collects facts and blanks what they cover, so that a later pattern does not read it again. */
export class FactCollector {
  readonly facts: Fact[] = [];
  readonly original: string;
  /** The plain text with everything that was collected overwritten by spaces. */
  rest: string;

  constructor(original: string) {
    this.original = original;
    this.rest = plainText(original);
  }

  /** Runs a pattern over the rest; `read` returns the facts of a match, or null to leave it for later patterns. */
  each(
    pattern: RegExp,
    read: (match: RegExpExecArray) => readonly (readonly [FactKind, string])[] | null,
  ): void {
    for (const match of allMatches(this.rest, pattern)) {
      const found = read(match);
      if (found === null) continue;
      const start = match.index;
      const end = start + match[0].length;
      const text = this.original.slice(start, end);
      for (const [kind, value] of found) this.facts.push({ kind, value, text, start, end });
      this.rest = `${this.rest.slice(0, start)}${'\u0000'.repeat(end - start)}${this.rest.slice(end)}`;
    }
  }
}

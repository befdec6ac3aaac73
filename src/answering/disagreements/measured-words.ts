import type { Span } from '../../core/span.ts';
import { isStopWord, stem, wordsWithPlaces } from '../../core/words.ts';
import { canonicalStem } from './claim-words.ts';

/** A word of a claim that says what is measured. */
export interface ClaimWord extends Span {
  /** See `canonicalStem`. */
  readonly stem: string;
  /** Capitalised inside the sentence. */
  readonly isName: boolean;
  /** Stands in a phrase with a preposition: "among the elderly". */
  readonly isRestriction: boolean;
  /** The stem of the word that it stands directly before, else null. */
  readonly before: string | null;
}

const RESTRICTING =
  /^(?:among|for|in|of|from|to|with|without|by|at|on|between|within|across|against|towards?|into|than)$/;
const DETERMINER = /^(?:the|an?|its|their|his|her)$/;
const COUNTED_WORDS = 3;

/** The words of a segment that say what is measured; those of values and times are none. */
export function wordsOf(text: string, segment: Span, isValue: (place: Span) => boolean): ClaimWord[] {
  const found: ClaimWord[] = [];
  let isRestriction = false;
  const tokens = wordsWithPlaces(text.slice(segment.start, segment.end)).map((word) => ({
    text: word.text,
    start: segment.start + word.start,
    end: segment.start + word.end,
  }));
  for (const [index, token] of tokens.entries()) {
    if (isValue(token)) {
      isRestriction = false;
      continue;
    }
    if (isStopWord(token.text)) {
      isRestriction = RESTRICTING.test(token.text) || (isRestriction && DETERMINER.test(token.text));
      continue;
    }
    const canonical = canonicalStem(stem(token.text));
    const next = tokens[index + 1];
    const joined = next && !isStopWord(next.text) && !isValue(next) ? canonicalStem(stem(next.text)) : null;
    found.push({
      start: token.start,
      end: token.end,
      stem: canonical,
      isName:
        /^\p{N}/u.test(token.text) ||
        (token.start > 0 &&
          /^\p{Lu}/u.test(text.slice(token.start)) &&
          /\S/.test(text.slice(0, token.start))),
      isRestriction,
      before: joined,
    });
  }
  return found;
}

/** The words that follow a bare number directly: "450 elderly patients". */
export function countedBy(text: string, value: Span, own: Span): string[] {
  const counted: string[] = [];
  for (const token of wordsWithPlaces(text.slice(value.end, own.end))) {
    if (counted.length >= COUNTED_WORDS || isStopWord(token.text)) break;
    const gap = text.slice(value.end, value.end + token.start);
    if (counted.length === 0 && /\S/.test(gap)) break;
    counted.push(canonicalStem(stem(token.text)));
  }
  return counted;
}

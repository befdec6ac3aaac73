import { analysedText } from '../../src/answering/extractive/candidate-sentences.ts';
import type { ScoredSentence } from '../../src/answering/extractive/score-sentences.ts';
import type { Span } from '../../src/core/span.ts';

/** A candidate sentence at `start` of a file, as the scorer gives it. */
export function scoredSentence(
  text: string,
  given: {
    readonly file?: string;
    readonly start?: number;
    readonly score?: number;
    readonly coverage?: number;
    readonly whole?: Span;
  } = {},
): ScoredSentence {
  const {
    file = 'a.txt',
    start = 0,
    score = 1,
    coverage = 1,
    whole = { start, end: start + text.length },
  } = given;
  return {
    sentence: {
      ...{ file, text, start, end: start + text.length, whole, passageRank: 0 },
      ...analysedText(text),
      ...{ table: null, leadStems: null, contextStems: new Set(), titleStems: new Set() },
    },
    ...{ score, coverage, hasAnswerKind: false },
  };
}

import type { Passage } from '../../src/core/passage.ts';

/** The text of the one document of `TRADE_PASSAGES`. */
export const TRADE_TEXT =
  'Bilateral trade reached $68 billion. The target is $100 billion by 2030. Putin met Modi in Moscow.';

/** What a model drafts from in the tests of generation. */
export const TRADE_PASSAGES: readonly Passage[] = [
  {
    ...{ file: 'a.txt', start: 0, end: TRADE_TEXT.length, startLine: 1, endLine: 1, score: 1 },
    ...{ title: 'Trade', date: null, text: TRADE_TEXT },
  },
];

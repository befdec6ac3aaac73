import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/answering/conversation/conversations.ts';
import { nameKey } from '../../../src/answering/conversation/names.ts';
import { withNames } from '../../../src/answering/conversation/vocabulary.ts';

function asked(question: string, names: readonly string[], quote = ''): string | undefined {
  const turn: Turn = {
    ...{ question, interpreted: question },
    quotes: [{ file: 'a.txt', start: 0, end: quote.length, text: quote }],
  };
  const vocabulary = {
    names: new Map(names.map((name) => [nameKey(name), name])),
    knows: (word: string) => word !== 'turkey',
  };
  return withNames([turn], vocabulary)[0]?.interpreted;
}

describe('names typed in small letters', () => {
  it.each([
    ['who is eva lind', 'who is Eva Lind'],
    ["what was lind's share in brazil", "what was Lind's share in Brazil"],
    ['how old is LIND', 'how old is LIND'],
    ['how much gruyere was sold', 'how much Gruyère was sold'],
    ['how do the french see the north sea route', 'how do the French see the North Sea Route'],
  ])('are written as the documents write them: %s', (question, written) => {
    expect(asked(question, ['Eva Lind', 'Lind', 'Gruyère', 'North Sea Route'])).toBe(written);
  });

  it.each([
    ['a word behind an article', 'when did the bridge open', ''],
    ['a word that the answer writes small as well', 'how did bridge traffic grow', 'The bridge is full.'],
    ['a country that the documents do not know', 'how long is a turkey roasted', ''],
  ])('are not seen in %s', (_, question, quote) => {
    expect(asked(question, ['Bridge'], quote)).toBe(question);
  });
});

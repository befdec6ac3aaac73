import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allMatches } from '../../src/core/matches.ts';

describe('all matches of a pattern', () => {
  const plain = (matches: Iterable<RegExpMatchArray>): unknown[] =>
    Array.from(matches, ({ 0: text, index, groups }) => ({ text, index, groups: { ...groups } }));

  it('are those that String.matchAll gives', () => {
    const patterns = [
      /a+/g,
      /(?<first>[ab])(?<second>b)?/g,
      /\b/g,
      /(?=a)/g,
      /[^a]*/gu,
      /x*/gu,
      /x*/g,
      /\p{L}/giu,
    ];
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', 'é', '😀') }),
        fc.constantFrom(...patterns),
        (text, pattern) => {
          expect(plain(allMatches(text, pattern))).toEqual(plain(text.matchAll(new RegExp(pattern))));
        },
      ),
    );
  });

  it('begin at the beginning, wherever the pattern was used last', () => {
    const pattern = /a/g;
    pattern.exec('aaa');
    expect(allMatches('aa', pattern)).toHaveLength(2);
    expect(allMatches('a', pattern)).toHaveLength(1);
  });
});

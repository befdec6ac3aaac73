import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from '../../src/terminal/wrap.ts';

describe('wrap', () => {
  it('breaks between words and keeps the indent', () => {
    expect(wrap('    one two three', 11)).toBe('    one two\n    three');
  });

  it('does not count what only sets the style', () => {
    expect(wrap('\x1b[1mone two\x1b[22m', 7)).toBe('\x1b[1mone two\x1b[22m');
  });

  it('counts the columns of a terminal, not the characters', () => {
    expect(wrap('부산항은 터미널을 열었다', 17)).toBe('부산항은 터미널을\n열었다');
    expect(wrap('부산항은 터미널을 열었다', 16)).toBe('부산항은\n터미널을 열었다');
    expect(wrap('مُهِمّ مُهِمّ', 9)).toBe('مُهِمّ مُهِمّ');
  });

  it('leaves a word alone that is longer than the line', () => {
    expect(wrap('a verylongword b', 6)).toBe('a\nverylongword\nb');
  });

  it('keeps every word in its order, and no line is longer than it must be', () => {
    const word = fc.stringMatching(/^[a-z]{1,12}$/);
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 12, max: 60 }), (words, width) => {
        const wrapped = wrap(words.join(' '), width);
        expect(wrapped.split(/\s+/).filter(Boolean)).toEqual(words);
        for (const line of wrapped.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
      }),
    );
  });
});

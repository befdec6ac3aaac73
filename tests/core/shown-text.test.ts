import { describe, expect, it } from 'vitest';
import { cutText, visibleText } from '../../src/core/shown-text.ts';

describe('visibleText', () => {
  it.each([
    ['Persian', 'می\u200cخواهیم'],
    ['Hindi', 'क्\u200dष'],
    ['a family of emoji', '👨\u200d👩\u200d👧 \u2764\ufe0f'],
    ['lines and tabs', 'a\n\tb'],
  ])('leaves %s as it is written', (_, text) => {
    expect(visibleText(text)).toBe(text);
  });

  it('takes out what hides, reorders or commands', () => {
    expect(visibleText('a\u200db \u200bc\u202ed\u2069\x1b[2J\x9b1m\u{e0041}\ud800')).toBe('ab cd[2J1m\ufffd');
  });
});

describe('cutText', () => {
  it('ends after a word, and never inside a character', () => {
    expect(cutText('one two three', 9)).toBe('one two…');
    expect(cutText('😀😀😀', 4)).toBe('😀…');
    expect(cutText('short', 5)).toBe('short');
  });
});

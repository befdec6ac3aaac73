import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pastedLines } from '../../src/terminal/pasted-text.ts';

const shown = (pieces: readonly string[]): string => pieces.map(pastedLines()).join('');

it('makes one line of pasted text, and leaves typed keys alone', () => {
  const pasted = 'What did\r\nRostec\tannounce\n\x03?';
  expect(shown([`a\r\x1b[A\x1b[200~${pasted}\x1b[201~b\r`])).toBe('a\r\x1b[AWhat did Rostec announce ?b\r');
});

it('gives the same whatever the pieces in which pasted text arrives', () => {
  const text = fc
    .array(fc.constantFrom('a', 'ü', '😀', '\x1b', '\x1b[', '[201~', ' '))
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, fc.array(fc.nat(40)), (pasted, cuts) => {
      const rest = `${pasted}\x1b[201~typed\x1b`;
      const places = [...new Set(cuts)].sort((a, b) => a - b);
      const pieces = ['\x1b[200~', ...[0, ...places].map((from, at) => rest.slice(from, places[at]))];
      expect(shown(pieces).replace(/ +/g, ' ')).toBe(shown([`\x1b[200~${rest}`]).replace(/ +/g, ' '));
    }),
  );
});

it('lets no escape wait that is a key of its own', () => {
  expect(shown(['\x1b'])).toBe('\x1b');
});

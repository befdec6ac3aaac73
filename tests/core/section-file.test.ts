import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSections, decodeStrings, encodeSections, encodeStrings } from '../../src/core/section-file.ts';

describe('section files', () => {
  it('give back what was put in, wherever the bytes lie in memory', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.uint32Array(),
        fc.float32Array(),
        fc.float64Array(),
        fc.uint16Array(),
        fc.nat(9),
        (a, b, c, d, e, shift) => {
          const bytes = encodeSections({ a, b, c, d, e });
          const moved = new Uint8Array(bytes.length + shift);
          moved.set(bytes, shift);
          const sections = decodeSections(moved.subarray(shift));
          expect(sections.get('a', 'Uint8Array')).toEqual(a);
          expect(sections.get('b', 'Uint32Array')).toEqual(b);
          expect(sections.get('c', 'Float32Array')).toEqual(c);
          expect(sections.get('d', 'Float64Array')).toEqual(d);
          expect(sections.get('e', 'Uint16Array')).toEqual(e);
        },
      ),
    );
  });

  it('refuse a section that is missing or of another type, and other files', () => {
    const sections = decodeSections(encodeSections({ a: new Uint8Array(3) }));
    expect(() => sections.get('b', 'Uint8Array')).toThrow('section b');
    expect(() => sections.get('a', 'Float32Array')).toThrow('section a');
    for (const foreign of ['', 'SMT', 'not a section file at all', '{"json":true}'])
      expect(() => decodeSections(new TextEncoder().encode(foreign))).toThrow();
  });

  it('refuse a file that was cut off', () => {
    const bytes = encodeSections({ a: new Float64Array(8) });
    expect(() => decodeSections(bytes.slice(0, bytes.length - 8)).get('a', 'Float64Array')).toThrow();
    expect(() => decodeSections(bytes.slice(0, 12))).toThrow();
  });

  it('keep lists of strings', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\n'))),
        (strings) => {
          expect(decodeStrings(encodeStrings(strings))).toEqual(strings);
        },
      ),
    );
  });
});

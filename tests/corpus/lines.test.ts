import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineTable, splitLines } from '../../src/corpus/lines.ts';
import { arbitraryText } from '../support/arbitrary-text.ts';

describe('lines', () => {
  it('are numbered from 1 and leave the line break out', () => {
    expect(splitLines('a\r\n\nb').map(({ number, text }) => [number, text])).toEqual([
      [1, 'a'],
      [2, ''],
      [3, 'b'],
    ]);
  });

  it('are found for every offset as by counting line feeds', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const table = new LineTable(text);
        for (let offset = 0; offset <= text.length; offset++)
          expect(table.lineAt(offset)).toBe(text.slice(0, offset).split('\n').length);
      }),
      { numRuns: 50 },
    );
  });

  it('lie at their place in the text', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        for (const line of splitLines(text)) expect(text.slice(line.start, line.end)).toBe(line.text);
        expect(splitLines(text)).toHaveLength(text.split('\n').length);
      }),
    );
  });
});

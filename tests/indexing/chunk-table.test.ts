import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkTable, decodeChunkTable, encodeChunkTable, placeOf } from '../../src/indexing/chunk-table.ts';

const number = fc.nat(0xffffffff);
const row = fc.record({ document: number, start: number, end: number, startLine: number, endLine: number });

describe('chunk table', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const table = chunkTable(rows);
        expect(decodeChunkTable(encodeChunkTable(table), rows.length)).toEqual(table);
      }),
    );
  });

  it('is refused when it has another number of rows', () => {
    const bytes = encodeChunkTable(chunkTable([{ document: 0, start: 1, end: 2, startLine: 1, endLine: 1 }]));
    expect(() => decodeChunkTable(bytes, 2)).toThrow('1 rows, not 2');
  });

  it('tells where a chunk lies', () => {
    const table = chunkTable([
      { document: 0, start: 0, end: 5, startLine: 1, endLine: 1 },
      { document: 1, start: 7, end: 9, startLine: 2, endLine: 3 },
    ]);
    expect(placeOf(table, [{ file: 'a.txt' }, { file: 'b.txt' }], 1)).toEqual({
      file: 'b.txt',
      start: 7,
      end: 9,
      startLine: 2,
      endLine: 3,
    });
  });
});

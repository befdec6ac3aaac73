import type { Place } from '../core/answer.ts';
import { decodeSections, encodeSections } from '../core/section-file.ts';

/** Where each chunk lies, as columns; the row number is the chunk's label in every index. */
export interface ChunkTable {
  readonly count: number;
  /** Position of the chunk's document in the manifest. */
  readonly document: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  readonly startLine: Uint32Array;
  readonly endLine: Uint32Array;
}

const COLUMNS = ['document', 'start', 'end', 'startLine', 'endLine'] as const;

export type ChunkRow = Readonly<Record<(typeof COLUMNS)[number], number>>;

export function chunkTable(rows: readonly ChunkRow[]): ChunkTable {
  const column = (name: (typeof COLUMNS)[number]): Uint32Array => Uint32Array.from(rows, (row) => row[name]);
  return {
    count: rows.length,
    document: column('document'),
    start: column('start'),
    end: column('end'),
    startLine: column('startLine'),
    endLine: column('endLine'),
  };
}

export function encodeChunkTable(table: ChunkTable): Uint8Array {
  return encodeSections(Object.fromEntries(COLUMNS.map((name) => [name, table[name]])));
}

/** @throws Error when the bytes are not a table of that many rows. */
export function decodeChunkTable(bytes: Uint8Array, count: number): ChunkTable {
  const sections = decodeSections(bytes);
  const column = (name: (typeof COLUMNS)[number]): Uint32Array => {
    const values = sections.get(name, 'Uint32Array');
    if (values.length !== count) throw new Error(`column ${name} has ${values.length} rows, not ${count}`);
    return values;
  };
  return {
    count,
    document: column('document'),
    start: column('start'),
    end: column('end'),
    startLine: column('startLine'),
    endLine: column('endLine'),
  };
}

/** The place of a chunk in its file. */
export function placeOf(
  table: ChunkTable,
  documents: readonly { readonly file: string }[],
  label: number,
): Place {
  return {
    file: (documents[table.document[label] as number] as { file: string }).file,
    start: table.start[label] as number,
    end: table.end[label] as number,
    startLine: table.startLine[label] as number,
    endLine: table.endLine[label] as number,
  };
}

import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { systemErrorCode } from '../core/errors.ts';

/*
 * A record keeps one vector under one key. A file of them is read by looking for the mark, so that what lies between
 * whole records (the torn tail of a killed writer, damaged bytes) is passed over wherever it stands:
 *
 *     mark (8 bytes) | values (uint32 LE) | key (32 bytes) | float32 LE … | sha256 of the three before, 16 bytes of it
 */

/** A random number, which vectors and text hold by chance once in 2^64 places. */
const MARK = Buffer.from('a75ed94cb3186ff2', 'hex');
const KEY_BYTES = 32;
const VALUES_START = MARK.length + 4 + KEY_BYTES;
const CHECKSUM_BYTES = 16;
/** More values than any model gives; it bounds what a damaged length can make a reader wait for. */
const MOST_VALUES = 65_536;
/** Read at a time, in bytes: hashed in a few milliseconds, so that the event loop goes on. */
const BLOCK = 1024 * 1024;

/** A record as it stands in a file. */
export interface VectorRecord {
  /** Of 32 bytes, in base64. */
  readonly key: string;
  readonly dimensions: number;
  /** The record's bytes, a view into the file's. */
  readonly bytes: Buffer;
}

/** The key of what is hashed, in base64. */
export function keyOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  // The lengths keep ('ab', 'c') and ('a', 'bc') apart.
  for (const part of parts) hash.update(`${part.length}:`).update(part);
  return hash.digest('base64');
}

/** One record's bytes. @throws RangeError for a vector of no values or of more than 65,536. */
export function encodeRecord(key: string, vector: Float32Array): Buffer {
  if (vector.length === 0 || vector.length > MOST_VALUES)
    throw new RangeError(`${vector.length} values cannot be kept`);
  const bytes = Buffer.alloc(VALUES_START + vector.byteLength + CHECKSUM_BYTES);
  MARK.copy(bytes);
  bytes.writeUInt32LE(vector.length, MARK.length);
  bytes.write(key, MARK.length + 4, KEY_BYTES, 'base64');
  bytes.set(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength), VALUES_START);
  const end = bytes.length - CHECKSUM_BYTES;
  checksum(bytes.subarray(MARK.length, end)).copy(bytes, end);
  return bytes;
}

/** The values of a record, copied. */
export function vectorOf({ bytes, dimensions }: VectorRecord): Float32Array {
  const vector = new Float32Array(dimensions);
  new Uint8Array(vector.buffer).set(bytes.subarray(VALUES_START, bytes.length - CHECKSUM_BYTES));
  return vector;
}

/**
 * The whole, undamaged records in a part of a file, in order; returns how many bytes are done with. The rest may be
 * the beginning of a record and has to stand before the next part; there is none when this part is the `last`.
 */
export function* recordsIn(bytes: Buffer, last: boolean): Generator<VectorRecord, number> {
  let from = 0;
  for (;;) {
    const start = bytes.indexOf(MARK, from);
    if (start < 0) return last ? bytes.length : Math.max(from, bytes.length - MARK.length + 1);
    from = start + 1;
    const isHeaderWhole = start + VALUES_START <= bytes.length;
    const dimensions = isHeaderWhole ? bytes.readUInt32LE(start + MARK.length) : 1;
    if (dimensions === 0 || dimensions > MOST_VALUES) continue;
    const checksumStart = start + VALUES_START + dimensions * Float32Array.BYTES_PER_ELEMENT;
    const end = checksumStart + CHECKSUM_BYTES;
    if (end > bytes.length) {
      if (last) continue;
      return start;
    }
    const stated = bytes.subarray(checksumStart, end);
    if (!checksum(bytes.subarray(start + MARK.length, checksumStart)).equals(stated)) continue;
    const keyStart = start + MARK.length + 4;
    yield {
      key: bytes.toString('base64', keyStart, keyStart + KEY_BYTES),
      dimensions,
      bytes: bytes.subarray(start, end),
    };
    from = end;
  }
}

/** The undamaged records of a file, oldest first; none when there is no file. */
export async function* readRecords(path: string): AsyncGenerator<VectorRecord> {
  const file = await openIfThere(path);
  if (!file) return;
  try {
    let rest = Buffer.alloc(0);
    for (;;) {
      const block = Buffer.allocUnsafe(BLOCK);
      const { bytesRead } = await file.read(block, 0, BLOCK, null);
      const bytes = Buffer.concat([rest, block.subarray(0, bytesRead)]);
      rest = bytes.subarray(yield* recordsIn(bytes, bytesRead === 0));
      if (bytesRead === 0) return;
    }
  } finally {
    await file.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function checksum(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest().subarray(0, CHECKSUM_BYTES);
}

/*
 * A file of named typed arrays that is read without parsing or copying:
 *
 *     "SMT1" | header length (uint32 LE) | header (JSON, padded) | section | section | …
 *
 * Every section starts at a multiple of 8 bytes. The header lists name, type, offset and length of each section.
 */

type TypedArray = ArrayTypes[TypeName];

interface ArrayTypes {
  Uint8Array: Uint8Array;
  Uint16Array: Uint16Array;
  Uint32Array: Uint32Array;
  Int8Array: Int8Array;
  Float32Array: Float32Array;
  Float64Array: Float64Array;
}
type TypeName = keyof ArrayTypes;

const CONSTRUCTORS: {
  readonly [N in TypeName]: new (
    buffer: ArrayBuffer,
    offset: number,
    length: number,
  ) => ArrayTypes[N];
} = {
  Uint8Array,
  Uint16Array,
  Uint32Array,
  Int8Array,
  Float32Array,
  Float64Array,
};

interface SectionEntry {
  readonly name: string;
  readonly type: TypeName;
  /** In bytes from the end of the padded header. */
  readonly offset: number;
  /** In elements. */
  readonly length: number;
}

const MAGIC = 0x31544d53;
const ALIGNMENT = 8;

/** Encodes typed arrays into one file's bytes. Byte order is little-endian, as on every platform Node.js supports here. */
export function encodeSections(sections: Readonly<Record<string, TypedArray>>): Uint8Array {
  let offset = 0;
  const entries: SectionEntry[] = Object.entries(sections).map(([name, array]) => {
    const entry = { name, type: array.constructor.name as TypeName, offset, length: array.length };
    offset = aligned(offset + array.byteLength);
    return entry;
  });
  const header = new TextEncoder().encode(JSON.stringify(entries));
  const body = aligned(8 + header.length);
  const bytes = new Uint8Array(body + offset);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, header.length, true);
  bytes.set(header, 8);
  for (const entry of entries) {
    const array = sections[entry.name] as TypedArray;
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), body + entry.offset);
  }
  return bytes;
}

/** Reads what `encodeSections` wrote. @throws Error when the bytes are not such a file. */
export function decodeSections(bytes: Uint8Array): SectionReader {
  const source = bytes.byteOffset % ALIGNMENT === 0 ? bytes : Uint8Array.from(bytes);
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  if (source.byteLength < 8 || view.getUint32(0, true) !== MAGIC) throw new Error('not a section file');
  const headerLength = view.getUint32(4, true);
  const header = new TextDecoder('utf-8', { fatal: true }).decode(source.subarray(8, 8 + headerLength));
  const entries = new Map((JSON.parse(header) as SectionEntry[]).map((entry) => [entry.name, entry]));
  const body = source.byteOffset + aligned(8 + headerLength);
  const end = source.byteOffset + source.byteLength;
  return {
    get: (name, type) => {
      const entry = entries.get(name);
      if (!entry || entry.type !== type) throw new Error(`section ${name} of type ${type} is missing`);
      const section = new CONSTRUCTORS[type](source.buffer as ArrayBuffer, body + entry.offset, entry.length);
      // Behind a part of a larger buffer there are other bytes, not the end.
      if (section.byteOffset + section.byteLength > end) throw new Error(`section ${name} is cut off`);
      return section;
    },
  };
}

export interface SectionReader {
  /** A view into the file's bytes. @throws Error when the section is missing or of another type. */
  get<N extends TypeName>(name: string, type: N): ArrayTypes[N];
}

/** Strings as one UTF-8 array, separated by line feeds, which none of them may contain. */
export function encodeStrings(strings: readonly string[]): Uint8Array {
  return new TextEncoder().encode(strings.join('\n'));
}

export function decodeStrings(bytes: Uint8Array): string[] {
  return bytes.length === 0 ? [] : new TextDecoder().decode(bytes).split('\n');
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

/** Raised whenever what is saved changes its meaning; an index of another format is rebuilt. */
export const FORMAT_VERSION = 4;

/** A value that a document states and where it does. */
interface StatedRecord {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface DocumentRecord {
  /** Path relative to the corpus folder, with forward slashes. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mtimeMs: number;
  readonly title: string;
  readonly date: StatedRecord | null;
  readonly publisher: StatedRecord | null;
  readonly author: StatedRecord | null;
}

/** What a generation was built from and with: written last, so that a generation with a manifest is complete. */
export interface Manifest {
  readonly format: number;
  /** Milliseconds since 1970, when reading the corpus began. */
  readonly createdAtMs: number;
  readonly embedder: { readonly id: string; readonly dimensions: number };
  readonly chunker: string;
  readonly store: string;
  readonly chunkCount: number;
  readonly documents: readonly DocumentRecord[];
  readonly problems: readonly { readonly file: string; readonly problem: string }[];
  readonly topics: readonly { readonly topic: string; readonly documents: number }[];
  /** Every other file of the generation. */
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

/**
 * Reads a manifest whose checksum was verified, so that it is exactly what a program of some version wrote.
 * @throws OtherFormatError when that version used another format.
 */
export function parseManifest(text: string): Manifest {
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.format !== FORMAT_VERSION) throw new OtherFormatError(manifest.format);
  return manifest;
}

/** The index was written by another version of the program. */
export class OtherFormatError extends Error {
  constructor(format: unknown) {
    super(`it has format ${String(format)}, this version reads ${FORMAT_VERSION}`);
    this.name = 'OtherFormatError';
  }
}

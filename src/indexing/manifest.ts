import { z } from 'zod';

/** Raised whenever what is saved changes its meaning; an index of another format is rebuilt. */
export const FORMAT_VERSION = 1;

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

const count: z.ZodType<number> = z.int().min(0);
const sha256: z.ZodType<string> = z.string().length(64);
const stated: z.ZodType<StatedRecord | null> = z
  .object({ value: z.string(), start: count, end: count })
  .nullable();

const documentRecord: z.ZodType<DocumentRecord> = z.object({
  file: z.string().min(1),
  sha256,
  bytes: count,
  mtimeMs: z.number(),
  title: z.string(),
  date: stated,
  publisher: stated,
  author: stated,
});

const manifestSchema: z.ZodType<Manifest> = z.object({
  format: z.literal(FORMAT_VERSION),
  createdAtMs: z.number(),
  embedder: z.object({ id: z.string(), dimensions: count }),
  chunker: z.string(),
  store: z.string(),
  chunkCount: count,
  documents: z.array(documentRecord),
  problems: z.array(z.object({ file: z.string(), problem: z.string() })),
  topics: z.array(z.object({ topic: z.string(), documents: count })),
  files: z.record(z.string(), z.object({ bytes: count, sha256 })),
});

/** @throws Error when the text is not a manifest of this format. */
export function parseManifest(text: string): Manifest {
  const value: unknown = JSON.parse(text);
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (format !== FORMAT_VERSION)
    throw new Error(`it has format ${String(format)}, this version reads ${FORMAT_VERSION}`);
  return manifestSchema.parse(value);
}

import { SummitError } from '../core/errors.ts';
import { listCorpus, readDocument } from '../corpus/corpus-reader.ts';
import type { Manifest } from './manifest.ts';

/** Which files differ from what an index was built from. */
export interface CorpusChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Time stamps this close to the index's may hide a later change; such files are compared by content. */
const TIMESTAMP_GRAIN_MS = 2_000;

/**
 * Compares a corpus folder with a manifest. A file of the same size and time stamp is taken as unchanged unless it was
 * written at about the time of the index (git's rule for its own index); all others are compared by sha256.
 * @throws SummitError `corpus` when the folder cannot be read.
 */
export async function corpusChanges(corpusFolder: string, manifest: Manifest): Promise<CorpusChanges> {
  const { files } = await listCorpus(corpusFolder);
  const known = new Map(manifest.documents.map((document) => [document.file, document]));
  const present = new Set(files.map(({ file }) => file));
  const added: string[] = [];
  const changed: string[] = [];
  for (const { file, bytes, mtimeMs } of files) {
    const record = known.get(file);
    if (!record) {
      // Also a file that could not be read before, however old: it may have been repaired from an old copy, or released.
      if ((await contentHash(corpusFolder, file)) !== null) added.push(file);
      continue;
    }
    const sameStamp = record.bytes === bytes && record.mtimeMs === mtimeMs;
    if (sameStamp && mtimeMs < manifest.createdAtMs - TIMESTAMP_GRAIN_MS) continue;
    if (record.bytes !== bytes || (await contentHash(corpusFolder, file)) !== record.sha256)
      changed.push(file);
  }
  return { added, changed, removed: [...known.keys()].filter((file) => !present.has(file)) };
}

export function isUnchanged({ added, changed, removed }: CorpusChanges): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** Null for a file that is no readable document. */
async function contentHash(corpusFolder: string, file: string): Promise<string | null> {
  try {
    return (await readDocument(corpusFolder, file)).sha256;
  } catch (error) {
    if (error instanceof SummitError) return null;
    throw error;
  }
}

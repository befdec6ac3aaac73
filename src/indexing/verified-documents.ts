import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SummitError } from '../core/errors.ts';
import { readDocument } from '../corpus/corpus-reader.ts';
import { analyseDocument, type CorpusDocument } from '../corpus/document.ts';
import type { Manifest } from './manifest.ts';

/** Reads an index's documents from disk, and gives only those that are still what the index was built from. */
export interface VerifiedDocuments {
  /** The analysed document, or null when the file has changed, vanished or is not in the manifest. */
  read(file: string): Promise<CorpusDocument | null>;
  /** As `read`, but never from memory: the bytes on disk are read and hashed now. */
  readAgain(file: string): Promise<CorpusDocument | null>;
}

/** Documents of up to this many characters (UTF-16 code units) in all are kept in memory, the last read ones. */
const CACHED_CHARACTERS = 32 * 1024 * 1024;

export function verifiedDocuments(
  corpusFolder: string,
  manifest: Manifest,
  mostCharacters: number = CACHED_CHARACTERS,
): VerifiedDocuments {
  const hashes = new Map(manifest.documents.map(({ file, sha256 }) => [file, sha256]));
  const cache = new Map<string, { readonly document: CorpusDocument; readonly stamp: string }>();
  let cachedCharacters = 0;

  const forget = (file: string): void => {
    cachedCharacters -= cache.get(file)?.document.text.length ?? 0;
    cache.delete(file);
  };

  const keep = (file: string, document: CorpusDocument, stamp: string): void => {
    cache.set(file, { document, stamp });
    cachedCharacters += document.text.length;
    for (const oldest of cache.keys()) {
      if (cachedCharacters <= mostCharacters) break;
      forget(oldest);
    }
  };

  const load = async (file: string): Promise<CorpusDocument | null> => {
    const stamp = await stampOf(corpusFolder, file);
    const { text, sha256 } = await readDocument(corpusFolder, file);
    // Another question may have read it meanwhile; what is kept is what was indexed.
    const known = cache.get(file)?.document;
    forget(file);
    if (sha256 !== hashes.get(file)) return null;
    const document = known ?? analyseDocument(file, sha256, text);
    if (stamp !== null) keep(file, document, stamp);
    return document;
  };

  const orNull = async (
    work: Promise<CorpusDocument | null>,
    file: string,
  ): Promise<CorpusDocument | null> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof SummitError)) throw error;
      forget(file);
      return null;
    }
  };

  return {
    async read(file) {
      if (!hashes.has(file)) return null;
      const cached = cache.get(file);
      if (cached && cached.stamp === (await stampOf(corpusFolder, file))) return cached.document;
      return orNull(load(file), file);
    },
    async readAgain(file) {
      return hashes.has(file) ? orNull(load(file), file) : null;
    },
  };
}

async function stampOf(corpusFolder: string, file: string): Promise<string | null> {
  try {
    const { size, mtimeMs, ino } = await stat(join(corpusFolder, file));
    return `${size} ${mtimeMs} ${ino}`;
  } catch {
    return null;
  }
}

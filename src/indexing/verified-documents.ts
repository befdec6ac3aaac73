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

/** Documents of up to this many characters in all are kept in memory. */
const CACHED_CHARACTERS = 32 * 1024 * 1024;

export function verifiedDocuments(corpusFolder: string, manifest: Manifest): VerifiedDocuments {
  const hashes = new Map(manifest.documents.map(({ file, sha256 }) => [file, sha256]));
  const cache = new Map<string, { readonly document: CorpusDocument; readonly stamp: string }>();
  let cachedCharacters = 0;

  const forget = (file: string): void => {
    cachedCharacters -= cache.get(file)?.document.text.length ?? 0;
    cache.delete(file);
  };

  const load = async (file: string): Promise<CorpusDocument | null> => {
    const stamp = await stampOf(corpusFolder, file);
    const known = cache.get(file)?.document;
    const { text, sha256 } = await readDocument(corpusFolder, file);
    if (sha256 !== hashes.get(file)) {
      forget(file);
      return null;
    }
    if (known) return known;
    const document = analyseDocument(file, sha256, text);
    if (stamp !== null) {
      cache.set(file, { document, stamp });
      cachedCharacters += text.length;
      for (const oldest of cache.keys()) {
        if (cachedCharacters <= CACHED_CHARACTERS) break;
        forget(oldest);
      }
    }
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

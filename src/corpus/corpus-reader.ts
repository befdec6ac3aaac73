import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { messageOf, SummitError, systemErrorCode } from '../core/errors.ts';
import { sha256Of } from './document.ts';

/** A readable file of the corpus folder, not yet read. */
export interface CorpusFile {
  /** Path relative to the corpus folder, with forward slashes. */
  readonly file: string;
  readonly bytes: number;
  readonly mtimeMs: number;
}

/** A file that could not be used, and why; the rest of the corpus is used all the same. */
export interface CorpusProblem {
  readonly file: string;
  readonly problem: string;
}

/** More problems than these are only counted where people read of them. */
const MOST_TOLD = 10;

/** A sentence for each of the first problems, and one for how many more there are. */
export function problemSentences(problems: readonly CorpusProblem[], most: number = MOST_TOLD): string[] {
  const told = problems
    .slice(0, most)
    // What `readDocument` threw is a whole sentence.
    .map(({ file, problem }) => (problem.startsWith(file) ? problem : `${file} ${problem}.`));
  const more = problems.length - told.length;
  return more > 0 ? [...told, `${more} more ${more === 1 ? 'file' : 'files'}.`] : told;
}

export interface CorpusListing {
  readonly files: readonly CorpusFile[];
  readonly problems: readonly CorpusProblem[];
}

/** The kinds of files that are read as documents. */
export const DOCUMENT_EXTENSIONS: readonly string[] = ['.txt', '.text', '.md', '.markdown'];

const LARGEST_FILE_BYTES = 64 * 1024 * 1024;

/**
 * Lists the documents below a corpus folder, sorted by path so that the order is the same on every machine. Hidden
 * files are skipped; links that lead out of the folder are reported, never followed.
 * @throws SummitError `corpus` when the folder is missing or not a folder.
 */
export async function listCorpus(folder: string): Promise<CorpusListing> {
  const root = await rootOf(folder);
  const files: CorpusFile[] = [];
  const problems: CorpusProblem[] = [];
  const visit = async (relative: string): Promise<void> => {
    const entries = await readdir(join(root, relative), { withFileTypes: true });
    // All of a folder at once: one after the other, thousands of files take long to look at.
    await Promise.all(
      entries.map(async (entry) => {
        if (entry.name.startsWith('.')) return;
        const file = relative === '' ? entry.name : `${relative}/${entry.name}`;
        try {
          await visitEntry(file, entry);
        } catch (error) {
          problems.push({ file, problem: listingProblem(entry, error) });
        }
      }),
    );
  };
  const visitEntry = async (file: string, entry: Dirent): Promise<void> => {
    const path = join(root, file);
    if (entry.isDirectory()) return visit(file);
    const isDocument = DOCUMENT_EXTENSIONS.includes(extname(file).toLowerCase());
    if (entry.isSymbolicLink() && !isInside(root, await realpath(path))) {
      if (isDocument || (await stat(path)).isDirectory())
        problems.push({ file, problem: 'is a link that leads out of the corpus folder' });
      return;
    }
    if (!isDocument) return;
    // A link to a folder of the corpus, however it is named, would be read twice, or for ever.
    const found = await stat(path);
    if (!found.isFile()) return;
    const { size, mtimeMs } = found;
    if (size > LARGEST_FILE_BYTES)
      problems.push({ file, problem: `is larger than ${LARGEST_FILE_BYTES / 1024 / 1024} MiB; split it` });
    else files.push({ file, bytes: size, mtimeMs });
  };
  try {
    await visit('');
  } catch (error) {
    throw new SummitError(
      'corpus',
      `The corpus folder ${folder} ${readingProblem(error)}. ${CHOOSE_FOLDER}`,
      { cause: error },
    );
  }
  const byPath = (a: { file: string }, b: { file: string }): number => (a.file < b.file ? -1 : 1);
  return { files: files.sort(byPath), problems: problems.sort(byPath) };
}

/**
 * Reads one document. The text keeps a byte order mark and every line break, so that offsets are those of the file.
 * @throws SummitError `corpus` when the file is missing, unreadable, binary, not UTF-8, or outside the folder.
 */
export async function readDocument(folder: string, file: string): Promise<{ text: string; sha256: string }> {
  let bytes: Uint8Array;
  try {
    const root = await realpath(folder);
    const path = await realpath(join(root, file));
    if (!isInside(root, path)) throw new SummitError('corpus', `${file} is outside the corpus folder.`);
    bytes = await readFile(path);
  } catch (error) {
    if (error instanceof SummitError) throw error;
    throw new SummitError('corpus', `${file} ${readingProblem(error)}.`, { cause: error });
  }
  return { text: decode(file, bytes), sha256: sha256Of(bytes) };
}

function decode(file: string, bytes: Uint8Array): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new SummitError('corpus', `${file} is UTF-16; save it as UTF-8.`);
  }
  if (bytes.includes(0)) throw new SummitError('corpus', `${file} is a binary file, not text.`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new SummitError('corpus', `${file} is not valid UTF-8; save it as UTF-8.`, { cause: error });
  }
}

async function rootOf(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    const reason = systemErrorCode(error) === 'ENOENT' ? 'does not exist' : readingProblem(error);
    throw new SummitError('corpus', `The corpus folder ${folder} ${reason}. ${CHOOSE_FOLDER}`, {
      cause: error,
    });
  }
  throw new SummitError('corpus', `The corpus ${folder} is a file, not a folder. ${CHOOSE_FOLDER}`);
}

const CHOOSE_FOLDER = 'Give a folder of documents with --corpus DIR or SUMMIT_CORPUS.';

function readingProblem(error: unknown): string {
  const code = systemErrorCode(error);
  if (code === 'EACCES' || code === 'EPERM') return 'cannot be read (permission denied)';
  if (code === 'ENOENT') return 'is no longer there';
  return `cannot be read (${code ?? messageOf(error)})`;
}

function listingProblem(entry: Dirent, error: unknown): string {
  // What stands for bytes that are no UTF-8 leads to no file.
  if (entry.name.includes('\uFFFD')) return 'has a name that is not valid UTF-8; rename it';
  if (entry.isSymbolicLink() && systemErrorCode(error) === 'ENOENT') return 'is a link that leads nowhere';
  return readingProblem(error);
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

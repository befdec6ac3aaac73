import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { messageOf, SummitError, systemErrorCode } from '../core/errors.ts';

/**
 * An index is written and tidied up in a folder of its own, never among the documents.
 * @throws SummitError `config` when the index folder is the corpus folder or holds it.
 */
export async function checkIndexFolder(indexFolder: string, corpusFolder: string): Promise<void> {
  const index = await realPathOf(indexFolder);
  const corpus = await realPathOf(corpusFolder);
  // A folder that does not exist yet holds nothing.
  if (index === null || corpus === null) return;
  if (corpus !== index && !corpus.startsWith(index.endsWith(sep) ? index : index + sep)) return;
  const relation = corpus === index ? 'is also the corpus folder' : `holds the corpus folder ${corpusFolder}`;
  throw new SummitError(
    'config',
    `The index folder ${indexFolder} ${relation}. Choose a folder for the index alone with --index DIR or SUMMIT_INDEX.`,
  );
}

async function realPathOf(path: string): Promise<string | null> {
  return realpath(path).catch(() => null);
}

const UNWRITABLE: readonly string[] = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'ENOSPC',
  'EDQUOT',
  'EEXIST',
  'EISDIR',
  'ENOENT',
];

/** A system error of writing as a SummitError `index`; any other error as it is. */
export function asWriteProblem(error: unknown, indexFolder: string): unknown {
  const code = systemErrorCode(error);
  if (error instanceof SummitError || code === undefined || !UNWRITABLE.includes(code)) return error;
  return new SummitError(
    'index',
    `The index folder ${indexFolder} cannot be written (${messageOf(error)}). Choose another with --index DIR or SUMMIT_INDEX.`,
    { cause: error },
  );
}

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { breather } from '../core/breathe.ts';
import { messageOf, SummitError, systemErrorCode } from '../core/errors.ts';
import { sha256Of } from '../corpus/document.ts';
import { type Manifest, OtherFormatError, parseManifest } from './manifest.ts';

/*
 * An index folder holds complete, immutable generations and the name of the current one:
 *
 *     CURRENT                       "generation-… <sha256 of its manifest.json>"
 *     generation-…/manifest.json    names and checksums of the other files; written last
 *     generation-…/*.bin
 *
 * A new generation is written beside the old one and synced; then CURRENT is renamed over. A reader therefore sees the
 * old or the new one, whenever a writer is stopped. One previous generation is kept for readers that are just opening it.
 */

const CURRENT = 'CURRENT';
const MANIFEST = 'manifest.json';
/** Exactly what `createGeneration` and `publish` make: whatever else lies in the folder is not ours to remove. */
const GENERATION = /^generation-[0-9a-z]{8,}-[0-9a-f]{8}$/;
const TEMPORARY_CURRENT = /^CURRENT\.[0-9a-f]{8}$/;

export interface Generation {
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The saved bytes of a generation's files, by name. */
export type GenerationFiles = ReadonlyMap<string, Uint8Array>;

/** Content of CURRENT, or null when there is no index. It changes when, and only when, a generation is published. */
export async function readCurrent(indexFolder: string): Promise<string | null> {
  try {
    return await readFile(join(indexFolder, CURRENT), 'utf8');
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw damaged(indexFolder, `CURRENT cannot be read (${code ?? messageOf(error)})`, error);
  }
}

/** As `readCurrent`, with null also where CURRENT cannot be read. */
export async function readableCurrent(indexFolder: string): Promise<string | null> {
  return readCurrent(indexFolder).catch(() => null);
}

/**
 * Reads the current generation and verifies every byte of it, or gives null when there is none. With `only`, the manifest
 * and those files are read.
 * @throws SummitError `index` when anything is missing, truncated, altered or of another format.
 */
export async function readGeneration(
  indexFolder: string,
  only?: readonly string[],
): Promise<{ generation: Generation; files: GenerationFiles } | null> {
  for (;;) {
    const current = await readCurrent(indexFolder);
    if (current === null) return null;
    try {
      return await readNamed(indexFolder, current, only);
    } catch (error) {
      // A generation that was replaced while it was being read has not been damaged.
      if ((await readCurrent(indexFolder)) === current) throw error;
    }
  }
}

async function readNamed(
  indexFolder: string,
  current: string,
  only: readonly string[] | undefined,
): Promise<{ generation: Generation; files: GenerationFiles }> {
  const [name = '', manifestHash] = current.trim().split(' ');
  if (!GENERATION.test(name)) throw damaged(indexFolder, 'CURRENT names no generation');
  const folder = join(indexFolder, name);
  const manifestBytes = await readChecked(indexFolder, folder, MANIFEST, manifestHash);
  let manifest: Manifest;
  try {
    manifest = parseManifest(new TextDecoder().decode(manifestBytes));
  } catch (error) {
    if (error instanceof OtherFormatError) {
      throw new SummitError(
        'index',
        `The index in ${indexFolder} was written by another version of this program (${error.message}). Run \`summit ingest\` to rebuild it.`,
        { cause: error },
      );
    }
    throw damaged(indexFolder, `manifest.json cannot be used (${messageOf(error)})`, error);
  }
  const files = new Map<string, Uint8Array>();
  for (const [file, { bytes, sha256 }] of Object.entries(manifest.files)) {
    if (only?.includes(file) === false) continue;
    const content = await readChecked(indexFolder, folder, file, sha256);
    if (content.byteLength !== bytes)
      throw damaged(indexFolder, `${file} has ${content.byteLength} bytes, not ${bytes}`);
    files.set(file, content);
  }
  return { generation: { name, folder, manifest }, files };
}

async function readChecked(
  indexFolder: string,
  folder: string,
  file: string,
  sha256: string | undefined,
): Promise<Uint8Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(join(folder, file));
  } catch (error) {
    throw damaged(
      indexFolder,
      `${file} cannot be read (${systemErrorCode(error) ?? messageOf(error)})`,
      error,
    );
  }
  if ((await sha256InSteps(bytes)) !== sha256) throw damaged(indexFolder, `${file} was altered or cut off`);
  return bytes;
}

function damaged(indexFolder: string, problem: string, cause?: unknown): SummitError {
  return new SummitError(
    'index',
    `The index in ${indexFolder} is damaged: ${problem}. Run \`summit ingest\` to rebuild it.`,
    { cause },
  );
}

/** A new generation that is being written; nobody sees it before `publish`. */
export interface GenerationWriter {
  readonly folder: string;
  write(file: string, bytes: Uint8Array): Promise<void>;
  /** Takes over files that something else wrote into the folder. */
  adopt(file: string): Promise<void>;
  /** Writes the manifest, syncs, and makes this generation the current one. */
  publish(manifest: Omit<Manifest, 'files'>): Promise<Generation>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/** Starts a generation. @throws a system error when the folder cannot be written. */
export async function createGeneration(indexFolder: string): Promise<GenerationWriter> {
  const name = `generation-${Date.now().toString(36)}-${randomBytes(4).toString('hex')}`;
  const folder = join(indexFolder, name);
  await mkdir(folder, { recursive: true });
  const files: Record<string, { bytes: number; sha256: string }> = {};
  const register = (file: string, bytes: Uint8Array): void => {
    files[file] = { bytes: bytes.byteLength, sha256: sha256Of(bytes) };
  };
  return {
    folder,
    async write(file, bytes) {
      await writeSynced(join(folder, file), bytes);
      register(file, bytes);
    },
    async adopt(file) {
      await sync(join(folder, file));
      register(file, await readFile(join(folder, file)));
    },
    async publish(manifest) {
      const complete: Manifest = { ...manifest, files };
      const bytes = new TextEncoder().encode(`${JSON.stringify(complete, null, 1)}\n`);
      await writeSynced(join(folder, MANIFEST), bytes);
      await sync(folder);
      const temporary = join(indexFolder, `${CURRENT}.${randomBytes(4).toString('hex')}`);
      await writeSynced(temporary, new TextEncoder().encode(`${name} ${sha256Of(bytes)}\n`));
      await rename(temporary, join(indexFolder, CURRENT));
      await sync(indexFolder);
      return { name, folder, manifest: complete };
    },
    discard: () => rm(folder, { recursive: true, force: true }),
  };
}

/**
 * Removes all generations but the named ones and the current one, and what stopped writers left. The caller holds the
 * index lock; should it have lost it while suspended, what is current by then stays all the same.
 */
export async function removeOtherGenerations(indexFolder: string, kept: readonly string[]): Promise<void> {
  const current = (await readCurrent(indexFolder))?.split(' ')[0];
  for (const entry of await readdir(indexFolder)) {
    const unused = GENERATION.test(entry) && entry !== current && !kept.includes(entry);
    if (unused || TEMPORARY_CURRENT.test(entry))
      await rm(join(indexFolder, entry), { recursive: true, force: true });
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some file systems cannot sync a folder; the rename is then as safe as they allow.
    if (!['EINVAL', 'EPERM', 'EISDIR'].includes(systemErrorCode(error) ?? '')) throw error;
  } finally {
    await handle.close();
  }
}

const HASHED_AT_ONCE = 1 << 20;

/** As `sha256Of`, with pauses in which questions are answered: a large file takes a while. */
async function sha256InSteps(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  const pause = breather();
  for (let at = 0; at < bytes.byteLength; at += HASHED_AT_ONCE) {
    hash.update(bytes.subarray(at, at + HASHED_AT_ONCE));
    await pause();
  }
  return hash.digest('hex');
}

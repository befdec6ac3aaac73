import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { messageOf, systemErrorCode, throwIfCancelled } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { encodeRecord, keyOf, readRecords, type VectorRecord, vectorOf } from './vector-records.ts';

/**
 * The vectors that an embedder has given, kept in a file so that no text is paid for twice. It is an aid: what cannot
 * be read or written is a warning, and no method rejects but for a cancellation. A vector that is given was kept under
 * this very key, whatever happened to the file.
 */
export interface EmbeddingCache {
  /** Hands out the vectors of wanted keys, oldest first. A key may come more than once; any of its vectors will do. */
  load(
    isWanted: (key: string) => boolean,
    take: (key: string, vector: Float32Array) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Adds vectors, as a whole even while other processes add theirs; true when they are in the file. */
  keep(vectors: ReadonlyMap<string, Float32Array>): Promise<boolean>;
  /** Rewrites the file with the used keys at this width only, once each. What others add meanwhile may be lost. */
  prune(isUsed: (key: string) => boolean, dimensions: number): Promise<void>;
  /** Forgets everything. */
  drop(): Promise<void>;
}

const RECORDS_PER_WRITE = 256;

/** The cache of the embedder `id` in a folder, which is made when something is kept. Each id has a file of its own. */
export function embeddingCache(options: {
  readonly folder: string;
  readonly id: string;
  readonly logger: Logger;
}): EmbeddingCache {
  const { folder, id, logger } = options;
  const path = join(folder, cacheFileName(id));
  const warned = new Set<string>();
  const attempt = async (what: string, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      if (!warned.has(what)) {
        logger.warn(
          `The embedding cache ${path} cannot be ${what} (${messageOf(error)}); the same texts may be sent again.`,
        );
      }
      warned.add(what);
      return false;
    }
  };
  return {
    async load(isWanted, take, signal) {
      await attempt('read', async () => {
        for await (const record of readRecords(path)) {
          if (signal?.aborted) return;
          if (isWanted(record.key)) take(record.key, vectorOf(record));
        }
      });
      throwIfCancelled(signal);
    },
    keep: (vectors) =>
      attempt('written', async () => {
        if (vectors.size === 0) return;
        const records = Buffer.concat([...vectors].map(([key, vector]) => encodeRecord(key, vector)));
        await mkdir(folder, { recursive: true });
        // Opened each time, because a file that was pruned meanwhile is another file.
        const file = await open(path, 'a');
        try {
          // One call, because an append is whole only as one; `appendFile` would cut it.
          const { bytesWritten } = await file.write(records, 0, records.length);
          if (bytesWritten < records.length) throw new Error('the disk is full');
        } finally {
          await file.close();
        }
      }),
    async prune(isUsed, dimensions) {
      await attempt('pruned', async () => {
        const seen = new Set<string>();
        const isKept = (record: VectorRecord): boolean =>
          record.dimensions === dimensions && isUsed(record.key) && !seen.has(record.key);
        let keptBytes = 0;
        for await (const record of readRecords(path)) {
          if (!isKept(record)) continue;
          seen.add(record.key);
          keptBytes += record.bytes.length;
        }
        if (keptBytes === (await sizeOf(path))) return;
        seen.clear();
        await replaceFile(path, async function* () {
          for await (const record of readRecords(path)) {
            if (!isKept(record)) continue;
            seen.add(record.key);
            yield record.bytes;
          }
        });
      });
    },
    drop: async () => {
      await attempt('removed', () => rm(path, { force: true }));
    },
  };
}

/** Names the embedder for people and by hash for the file system: `openai-text-embedding-3-small-1a2b3c4d.vectors`. */
function cacheFileName(id: string): string {
  const hash = Buffer.from(keyOf(id), 'base64').toString('hex', 0, 4);
  return `${id.replace(/[^A-Za-z0-9._]+/g, '-').slice(0, 80)}-${hash}.vectors`;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}

/** Writes a file beside the old one, and renames it over when it is whole and on disk. */
async function replaceFile(path: string, content: () => AsyncIterable<Buffer>): Promise<void> {
  const isLeftover = (name: string): boolean => name.startsWith(`${basename(path)}.`);
  for (const name of (await readdir(dirname(path))).filter(isLeftover))
    await rm(join(dirname(path), name), { force: true });
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  const file = await open(temporary, 'wx');
  try {
    let waiting: Buffer[] = [];
    for await (const bytes of content()) {
      waiting.push(bytes);
      if (waiting.length < RECORDS_PER_WRITE) continue;
      await file.writeFile(Buffer.concat(waiting));
      waiting = [];
    }
    await file.writeFile(Buffer.concat(waiting));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

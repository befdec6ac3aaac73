import { mkdir } from 'node:fs/promises';
import { messageOf, SummitError, systemErrorCode, throwIfCancelled } from '../core/errors.ts';
import { encodeSections } from '../core/section-file.ts';
import { CHUNKING_DEFAULTS, chunkerId } from '../corpus/chunk.ts';
import type { CorpusProblem } from '../corpus/corpus-reader.ts';
import { keyPhrases } from '../corpus/key-phrases.ts';
import type { EmbeddedCorpus, EmbedderFactory } from '../embedding/embedder.ts';
import { openWordVectors } from '../embedding/word-vectors.ts';
import { type ChunkRow, chunkTable, encodeChunkTable } from './chunk-table.ts';
import { countryStems } from './country-names.ts';
import {
  createGeneration,
  type Generation,
  type GenerationWriter,
  readableCurrent,
  removeOtherGenerations,
} from './generations.ts';
import { withIndexLock } from './index-lock.ts';
import { FORMAT_VERSION } from './manifest.ts';
import { buildPostings } from './postings.ts';
import { readCorpus } from './read-corpus.ts';
import { collectTerms, encodeTerms, TERM_VECTORS } from './related-terms.ts';
import type { BuildOptions, VectorStore, VectorTable } from './vector-index.ts';

/** What an index is made of. */
export interface IndexSettings {
  readonly corpusFolder: string;
  readonly indexFolder: string;
  readonly embedder: EmbedderFactory;
  readonly store: VectorStore;
  /** The file of the word vector table that finds related words; without it a query searches for its own words only. */
  readonly wordVectors?: string;
}

export type IngestPhase = 'reading' | 'embedding' | 'indexing' | 'writing';

export interface IngestOptions {
  readonly signal?: AbortSignal;
  /** `done` of `total` documents while reading, of chunks while embedding and writing, of vectors while indexing. */
  readonly onProgress?: (phase: IngestPhase, done: number, total: number) => void;
  /** Called when another process is building the same index. */
  readonly onWait?: (message: string) => void;
  /** How long to wait for that process, in milliseconds. */
  readonly waitMs?: number;
  /**
   * The content of CURRENT that is to be replaced (null: none). When another process has published since, nothing is
   * left to do. Without it, the index is built in any case.
   */
  readonly replaces?: string | null;
}

/** What an ingest did; `generation` is null when there was nothing to do. */
export interface IngestReport {
  readonly generation: Generation | null;
  readonly documents: number;
  readonly chunks: number;
  readonly problems: readonly CorpusProblem[];
  readonly elapsedMs: number;
}

const DEFAULT_WAIT_MS = 10 * 60_000;

/**
 * Reads the corpus, builds a new generation of its index and publishes it. Until that moment, and if anything fails,
 * the old generation stays in use.
 * @throws SummitError `corpus` when there is nothing to index, `index` when the index folder cannot be written,
 * `locked` when another process does not finish in time, `endpoint` when a remote embedder fails.
 */
export async function ingest(settings: IndexSettings, options: IngestOptions = {}): Promise<IngestReport> {
  const startedAt = performance.now();
  const { indexFolder } = settings;
  try {
    await mkdir(indexFolder, { recursive: true });
    return await withIndexLock(indexFolder, { waitMs: DEFAULT_WAIT_MS, ...options }, async () => {
      const current = await readableCurrent(indexFolder);
      const replaced = options.replaces !== undefined && current !== null && current !== options.replaces;
      const generation = replaced ? null : await buildGeneration(settings, options);
      return {
        generation,
        documents: generation?.manifest.documents.length ?? 0,
        chunks: generation?.manifest.chunkCount ?? 0,
        problems: generation?.manifest.problems ?? [],
        elapsedMs: performance.now() - startedAt,
      };
    });
  } catch (error) {
    throw asWriteProblem(error, indexFolder);
  }
}

async function buildGeneration(settings: IndexSettings, options: IngestOptions): Promise<Generation> {
  const createdAtMs = Date.now();
  const { signal } = options;
  const corpus = await readCorpus(settings.corpusFolder, progressOf('reading', options));
  const texts = corpus.chunks.map((chunk) => chunk.text);
  const embedded = await settings.embedder.embedCorpus(texts, progressOf('embedding', options));
  const previous = (await readableCurrent(settings.indexFolder))?.split(' ')[0];
  const writer = await createGeneration(settings.indexFolder);
  let generation: Generation;
  try {
    await writeIndexFiles(writer, settings, corpus.rows, texts, embedded, options);
    throwIfCancelled(signal);
    generation = await writer.publish({
      format: FORMAT_VERSION,
      createdAtMs,
      embedder: { id: embedded.embedder.id, dimensions: embedded.embedder.dimensions },
      chunker: chunkerId(CHUNKING_DEFAULTS),
      store: settings.store.kind,
      chunkCount: texts.length,
      documents: corpus.records,
      problems: corpus.problems,
      topics: keyPhrases(corpus.documents),
    });
  } catch (error) {
    await writer.discard();
    throw error;
  }
  options.onProgress?.('writing', texts.length, texts.length);
  // What cannot be removed now is removed after the next ingest; the new generation is in use either way.
  await removeOtherGenerations(settings.indexFolder, [generation.name, previous ?? '']).catch(() => {});
  await embedded.published?.();
  return generation;
}

async function writeIndexFiles(
  writer: GenerationWriter,
  { store, wordVectors }: IndexSettings,
  rows: readonly ChunkRow[],
  texts: readonly string[],
  { embedder, vectors, state }: EmbeddedCorpus,
  options: IngestOptions,
): Promise<void> {
  const table = { dimensions: embedder.dimensions, count: texts.length, data: vectors };
  const terms =
    wordVectors === undefined
      ? null
      : collectTerms(texts, openWordVectors(wordVectors), await countryStems());
  const total = texts.length + (terms?.vectors.count ?? 0);
  const build = async (built: VectorTable, before: number, name?: string): Promise<void> => {
    const files = await store.build(built, writer.folder, {
      ...(options.signal ? { signal: options.signal } : {}),
      ...(name === undefined ? {} : { name }),
      onProgress: (done) => options.onProgress?.('indexing', before + done, total),
    });
    for (const file of files) await writer.adopt(file);
  };
  await build(table, 0);
  if (terms) await build(terms.vectors, texts.length, TERM_VECTORS);
  options.onProgress?.('writing', 0, texts.length);
  await writer.write('chunks.bin', encodeChunkTable(chunkTable(rows)));
  await writer.write('vectors.bin', encodeSections({ vectors }));
  await writer.write('postings.bin', buildPostings(texts).encode());
  await writer.write('embedder.bin', state);
  if (terms) await writer.write('terms.bin', encodeTerms(terms));
}

function progressOf(phase: IngestPhase, { signal, onProgress }: IngestOptions): BuildOptions {
  return { ...(signal ? { signal } : {}), onProgress: (done, total) => onProgress?.(phase, done, total) };
}

function asWriteProblem(error: unknown, indexFolder: string): unknown {
  const code = systemErrorCode(error);
  const unwritable = [
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
  if (error instanceof SummitError || code === undefined || !unwritable.includes(code)) return error;
  return new SummitError(
    'index',
    `The index folder ${indexFolder} cannot be written (${messageOf(error)}). Choose another with --index DIR or SUMMIT_INDEX.`,
    { cause: error },
  );
}

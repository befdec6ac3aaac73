import { mkdir } from 'node:fs/promises';
import { throwIfCancelled } from '../core/errors.ts';
import { encodeSections } from '../core/section-file.ts';
import { CHUNKING_DEFAULTS, chunkerId } from '../corpus/chunk.ts';
import type { CorpusProblem } from '../corpus/corpus-reader.ts';
import type { EmbeddedCorpus, EmbedderFactory } from '../embedding/embedder.ts';
import { openWordVectors, type WordVectors } from '../embedding/word-vectors.ts';
import { type ChunkRow, chunkTable, encodeChunkTable } from './chunk-table.ts';
import { countWords, type WordCounts } from './count-words.ts';
import {
  createGeneration,
  type Generation,
  type GenerationWriter,
  readableCurrent,
  readGeneration,
  removeOtherGenerations,
} from './generations.ts';
import { asWriteProblem, checkIndexFolder } from './index-folder.ts';
import { withIndexLock } from './index-lock.ts';
import { FORMAT_VERSION } from './manifest.ts';
import { nearestStems } from './nearest-stems.ts';
import { readCorpus } from './read-corpus.ts';
import { encodeTerms, TERM_SEARCH_CANDIDATES, TERM_VECTORS } from './related-terms.ts';
import type { BuildOptions, VectorStore, VectorTable } from './vector-index.ts';

/** What an index is made of. */
export interface IndexSettings {
  readonly corpusFolder: string;
  readonly indexFolder: string;
  readonly embedder: EmbedderFactory;
  readonly store: VectorStore;
  /** The file of the word vector table that finds related words; without it there are none, nor other names of countries. */
  readonly wordVectors?: string;
  /** The file of the compiled thesaurus that questions are read with; without it, synonyms are found by word vectors alone. */
  readonly thesaurus?: string;
}

export type IngestPhase = 'reading' | 'embedding' | 'counting' | 'indexing' | 'writing';

export interface IngestOptions {
  readonly signal?: AbortSignal;
  /**
   * `done` of `total`: documents while reading, chunks while embedding, chunks and documents while counting their words,
   * vectors and related words while indexing, files while writing.
   */
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
 * @throws SummitError `corpus` when there is nothing to index, `index` when the index folder cannot be written, `config`
 * when it holds the corpus, `locked` when another process does not finish in time, `endpoint` when a remote embedder fails.
 */
export async function ingest(settings: IndexSettings, options: IngestOptions = {}): Promise<IngestReport> {
  const startedAt = performance.now();
  const { indexFolder } = settings;
  await checkIndexFolder(indexFolder, settings.corpusFolder);
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
  const embedded = await settings.embedder.embedCorpus(texts, {
    ...progressOf('embedding', options),
    previous: await previousState(settings),
  });
  const previous = (await readableCurrent(settings.indexFolder))?.split(' ')[0];
  const writer = await createGeneration(settings.indexFolder);
  let generation: Generation;
  try {
    const vocabulary = settings.wordVectors === undefined ? null : openWordVectors(settings.wordVectors);
    const counts = await countWords(corpus, vocabulary, progressOf('counting', options));
    const { store } = settings;
    await writeIndexFiles({ writer, store, vocabulary, rows: corpus.rows, counts, embedded, options });
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
      topics: counts.topics,
    });
  } catch (error) {
    await writer.discard();
    throw error;
  }
  // What cannot be removed now is removed after the next ingest; the new generation is in use either way.
  await removeOtherGenerations(settings.indexFolder, [generation.name, previous ?? '']).catch(() => {});
  await embedded.published?.();
  return generation;
}

/** What the embedder of the index in use was restored from; null where there is none that can be read, or another. */
async function previousState({ indexFolder, embedder }: IndexSettings): Promise<Uint8Array | null> {
  const read = await readGeneration(indexFolder, ['embedder.bin']).catch(() => null);
  return read?.generation.manifest.embedder.id === embedder.id
    ? (read.files.get('embedder.bin') ?? null)
    : null;
}

interface IndexParts {
  readonly writer: GenerationWriter;
  readonly store: VectorStore;
  readonly vocabulary: WordVectors | null;
  readonly rows: readonly ChunkRow[];
  readonly counts: WordCounts;
  readonly embedded: EmbeddedCorpus;
  readonly options: IngestOptions;
}

async function writeIndexFiles(parts: IndexParts): Promise<void> {
  const { writer, store, vocabulary, rows, counts, embedded, options } = parts;
  const { postings, terms } = counts;
  const { embedder, vectors, state } = embedded;
  const total = rows.length + (terms ? terms.vectors.count + terms.forms.length : 0);
  const progress = (before: number): BuildOptions => ({
    ...(options.signal ? { signal: options.signal } : {}),
    onProgress: (done) => options.onProgress?.('indexing', before + done, total),
  });
  const build = async (built: VectorTable, name: string | undefined, before: number): Promise<void> => {
    const files = await store.build(built, writer.folder, {
      ...(name === undefined ? {} : { name }),
      ...progress(before),
    });
    for (const file of files) await writer.adopt(file);
  };
  await build({ dimensions: embedder.dimensions, count: rows.length, data: vectors }, undefined, 0);
  const files: [name: string, encode: () => Uint8Array][] = [
    ['chunks.bin', () => encodeChunkTable(chunkTable(rows))],
    ['vectors.bin', () => encodeSections({ vectors })],
    ['postings.bin', () => postings.encode()],
    ['embedder.bin', () => state],
  ];
  if (terms && vocabulary) {
    await build(terms.vectors, TERM_VECTORS, rows.length);
    const index = await store.open(terms.vectors, writer.folder, {
      name: TERM_VECTORS,
      searchCandidates: TERM_SEARCH_CANDIDATES,
    });
    const nearest = await nearestStems(terms, index, vocabulary, progress(rows.length + terms.vectors.count));
    files.push(['terms.bin', () => encodeTerms(terms, nearest)]);
  }
  for (const [done, [name, encode]] of files.entries()) {
    options.onProgress?.('writing', done, files.length);
    await writer.write(name, encode());
  }
}

function progressOf(phase: IngestPhase, { signal, onProgress }: IngestOptions): BuildOptions {
  return { ...(signal ? { signal } : {}), onProgress: (done, total) => onProgress?.(phase, done, total) };
}

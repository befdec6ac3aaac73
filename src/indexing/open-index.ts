import { messageOf, SummitError } from '../core/errors.ts';
import { decodeSections } from '../core/section-file.ts';
import { CHUNKING_DEFAULTS, chunkerId } from '../corpus/chunk.ts';
import { BUILTIN_PREFIX, type Embedder } from '../embedding/embedder.ts';
import { openWordVectors } from '../embedding/word-vectors.ts';
import { type ChunkTable, decodeChunkTable } from './chunk-table.ts';
import { documentVectors } from './document-vectors.ts';
import { type Generation, type GenerationFiles, readableCurrent, readGeneration } from './generations.ts';
import type { IndexSettings } from './ingest.ts';
import { type Manifest, OtherFormatError } from './manifest.ts';
import { decodePostings, type Postings } from './postings.ts';
import {
  decodeTerms,
  type RelatedTerms,
  relatedTerms,
  TERM_SEARCH_CANDIDATES,
  TERM_VECTORS,
} from './related-terms.ts';
import { openThesaurus, type Thesaurus } from './thesaurus.ts';
import type { VectorIndex, VectorStore, VectorTable } from './vector-index.ts';

/** One generation, loaded and verified. It stays usable when a newer one is published. */
export interface OpenIndex {
  readonly generation: string;
  readonly manifest: Manifest;
  readonly corpusFolder: string;
  readonly chunks: ChunkTable;
  readonly vectors: VectorTable;
  /** The unit mean vector of each document's passages, by the document's place in the manifest. */
  readonly documentVectors: VectorTable;
  readonly vectorIndex: VectorIndex;
  readonly postings: Postings;
  /** Null when the index was opened without word vectors. */
  readonly related: RelatedTerms | null;
  /** Null when the index was opened without a thesaurus. */
  readonly thesaurus: Thesaurus | null;
  readonly embedder: Embedder;
  close(): Promise<void>;
}

/** Why an index that is whole cannot be used as it is, and may be rebuilt without loss; see `openIndex`. */
export class OutdatedIndexError extends SummitError {
  constructor(message: string) {
    super('index', message);
    this.name = 'OutdatedIndexError';
  }
}

/** True for an index that is whole, but was made for other settings or by another version of the program. */
export function isOutdatedIndex(error: SummitError): boolean {
  return error instanceof OutdatedIndexError || error.cause instanceof OtherFormatError;
}

/**
 * Opens the current generation, or gives null when there is none.
 * @throws OutdatedIndexError when it was built with other chunking, for another vector store or by another version of the
 * built-in embedder: rebuilding costs nothing but time.
 * @throws SummitError `index` when it is damaged, or built with another embedder: its vectors may have cost money,
 * so it is only replaced when the user asks for it.
 */
export async function openIndex(settings: IndexSettings): Promise<OpenIndex | null> {
  for (;;) {
    const current = await readableCurrent(settings.indexFolder);
    try {
      const read = await readGeneration(settings.indexFolder);
      return read ? await openGeneration(settings, read) : null;
    } catch (error) {
      // Two publications in between remove a generation that is just being opened; the next one is whole.
      if ((await readableCurrent(settings.indexFolder)) === current) throw error;
    }
  }
}

async function openGeneration(
  settings: IndexSettings,
  { generation, files }: { readonly generation: Generation; readonly files: GenerationFiles },
): Promise<OpenIndex> {
  const { manifest } = generation;
  checkEmbedder(manifest, settings);
  if (manifest.chunker !== chunkerId(CHUNKING_DEFAULTS))
    throw new OutdatedIndexError('The index was built with another chunker.');
  if (manifest.store !== settings.store.kind) {
    throw new OutdatedIndexError(
      `The index was built for ${manifest.store} search, not ${settings.store.kind}.`,
    );
  }
  // No part of the index: when it cannot be read, the index is not damaged.
  const thesaurus = settings.thesaurus === undefined ? null : openThesaurus(settings.thesaurus);
  try {
    const { dimensions } = manifest.embedder;
    const data = decodeSections(bytesOf(files, 'vectors.bin')).get('vectors', 'Float32Array');
    if (data.length !== manifest.chunkCount * dimensions) throw new Error('vectors.bin has another shape');
    const vectors: VectorTable = { dimensions, count: manifest.chunkCount, data };
    const postings = decodePostings(bytesOf(files, 'postings.bin'));
    if (postings.count !== manifest.chunkCount)
      throw new Error('postings.bin has another number of passages');
    const vectorIndex = await settings.store.open(vectors, generation.folder);
    const related =
      settings.wordVectors === undefined
        ? null
        : await openRelatedTerms(
            settings.wordVectors,
            bytesOf(files, 'terms.bin'),
            settings.store,
            generation.folder,
          );
    const chunks = decodeChunkTable(bytesOf(files, 'chunks.bin'), manifest.chunkCount);
    return {
      generation: generation.name,
      manifest,
      corpusFolder: settings.corpusFolder,
      chunks,
      vectors,
      documentVectors: await documentVectors(vectors, chunks.document, manifest.documents.length),
      vectorIndex,
      postings,
      related,
      thesaurus,
      embedder: settings.embedder.restore(bytesOf(files, 'embedder.bin'), dimensions),
      close: () => vectorIndex.close(),
    };
  } catch (error) {
    throw new SummitError(
      'index',
      `The index in ${settings.indexFolder} is damaged: ${messageOf(error)}. Run \`summit ingest\` to rebuild it.`,
      { cause: error },
    );
  }
}

/** No closure over the files: the index would hold those in memory that its vector store has read by itself. */
function bytesOf(files: GenerationFiles, name: string): Uint8Array {
  const content = files.get(name);
  if (!content) throw new Error(`${name} is missing`);
  return content;
}

async function openRelatedTerms(
  wordVectors: string,
  bytes: Uint8Array,
  store: VectorStore,
  folder: string,
): Promise<RelatedTerms> {
  const { table, nearest } = decodeTerms(bytes);
  return relatedTerms(
    table,
    nearest,
    await store.open(table.vectors, folder, { name: TERM_VECTORS, searchCandidates: TERM_SEARCH_CANDIDATES }),
    openWordVectors(wordVectors),
  );
}

function checkEmbedder({ embedder }: Manifest, settings: IndexSettings): void {
  const configured = settings.embedder.id;
  if (embedder.id === configured) return;
  if (embedder.id.startsWith(BUILTIN_PREFIX) && configured.startsWith(BUILTIN_PREFIX)) {
    throw new OutdatedIndexError('The index was built by another version of the built-in embedder.');
  }
  throw new OtherEmbedderError(
    `The index in ${settings.indexFolder} was built with the embedder ${embedder.id} (${embedder.dimensions} dimensions); ` +
      `the configured one is ${configured}. Run \`summit ingest\` to rebuild it, or set SUMMIT_EMBEDDINGS and SUMMIT_EMBEDDING_MODEL back.`,
  );
}

/** The index was built with another embedder than the configured one. */
export class OtherEmbedderError extends SummitError {
  constructor(message: string) {
    super('index', message);
    this.name = 'OtherEmbedderError';
  }
}

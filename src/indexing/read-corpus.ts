import { breather } from '../core/breathe.ts';
import { SummitError, throwIfCancelled } from '../core/errors.ts';
import { type Chunk, chunkDocument } from '../corpus/chunk.ts';
import {
  type CorpusProblem,
  DOCUMENT_EXTENSIONS,
  listCorpus,
  problemSentences,
  readDocument,
} from '../corpus/corpus-reader.ts';
import { analyseDocument, type CorpusDocument } from '../corpus/document.ts';
import type { ChunkRow } from './chunk-table.ts';
import type { DocumentRecord } from './manifest.ts';

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** `done` of `total` documents. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Everything read from a corpus folder that an index is built from. */
export interface ReadCorpus {
  readonly records: DocumentRecord[];
  readonly documents: CorpusDocument[];
  readonly rows: ChunkRow[];
  readonly chunks: Chunk[];
  readonly problems: CorpusProblem[];
}

/**
 * Reads, analyses and cuts all documents of a folder. What cannot be read is reported beside the rest.
 * @throws SummitError `corpus` when nothing can be read, `cancelled`.
 */
export async function readCorpus(folder: string, { signal, onProgress }: ReadOptions): Promise<ReadCorpus> {
  const listing = await listCorpus(folder);
  const corpus: ReadCorpus = {
    records: [],
    documents: [],
    rows: [],
    chunks: [],
    problems: [...listing.problems],
  };
  const pause = breather();
  for (const [position, entry] of listing.files.entries()) {
    throwIfCancelled(signal);
    try {
      const { text, sha256 } = await readDocument(folder, entry.file);
      const document = analyseDocument(entry.file, sha256, text);
      for (const chunk of chunkDocument(document)) {
        corpus.rows.push({
          document: corpus.records.length,
          start: chunk.start,
          end: chunk.end,
          startLine: chunk.startLine,
          endLine: chunk.endLine,
        });
        corpus.chunks.push(chunk);
      }
      corpus.records.push({ ...entry, sha256, ...document.metadata });
      corpus.documents.push(document);
    } catch (error) {
      if (!(error instanceof SummitError)) throw error;
      corpus.problems.push({ file: entry.file, problem: error.message });
    }
    onProgress?.(position + 1, listing.files.length);
    await pause();
  }
  if (corpus.chunks.length === 0) throw nothingToIndex(folder, listing.files.length, corpus.problems);
  return corpus;
}

function nothingToIndex(folder: string, files: number, problems: readonly CorpusProblem[]): SummitError {
  const kinds = DOCUMENT_EXTENSIONS.join(', ');
  if (files === 0 && problems.length === 0) {
    return new SummitError(
      'corpus',
      `The corpus folder ${folder} has no documents (${kinds}). Put some there or choose another with --corpus DIR.`,
    );
  }
  return new SummitError(
    'corpus',
    `No document in ${folder} has text that can be read. ${problemSentences(problems, 3).join(' ')}`.trim(),
  );
}

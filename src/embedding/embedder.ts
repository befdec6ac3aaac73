import type { EmbeddingsInterface } from '@langchain/core/embeddings';

/** How the ids of embedders begin that need no endpoint. */
export const BUILTIN_PREFIX = 'builtin-';

/**
 * What turns texts into vectors: LangChain's embeddings port and the name under which an index remembers it.
 * Every vector is finite and of unit length, or zero where nothing of the text is known.
 */
export interface Embedder extends EmbeddingsInterface {
  /** Two embedders with the same id give comparable vectors (for a fitted one: when fitted on the same texts). */
  readonly id: string;
  readonly dimensions: number;
}

/** Work on the way to a fitted or remote embedder's vectors; `done` of `total` texts. */
export interface EmbeddingProgress {
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface EmbeddingOptions extends EmbeddingProgress {
  /** The state of the index in use, when an embedder of the same id made it: a fitted one may go on with its model. */
  readonly previous?: Uint8Array | null;
}

export interface EmbeddedCorpus {
  readonly embedder: Embedder;
  /** Shape (texts × dimensions), row-major. */
  readonly vectors: Float32Array;
  /** What `restore` needs; saved with the index. */
  readonly state: Uint8Array;
  /** To be called when an index with these vectors has been published; tidies up what no index uses. Never rejects. */
  readonly published?: () => Promise<void>;
}

/** How the index is given vectors: fits or connects an embedder, and brings a saved one back. */
export interface EmbedderFactory {
  /** The id that its embedders will have. */
  readonly id: string;
  /** An embedder for these texts, and their vectors in order. */
  embedCorpus(texts: readonly string[], options?: EmbeddingOptions): Promise<EmbeddedCorpus>;
  /** The embedder whose `state` was saved with the index. @throws when the state is damaged. */
  restore(state: Uint8Array, dimensions: number): Embedder;
}

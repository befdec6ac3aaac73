import type { Search } from '../measure.ts';

/** Another library that searches the same chunks, fed from a dataset's folder (see `dataset.ts`). */
export interface Peer {
  /** Builds its index in memory. */
  build(folder: string): Promise<BuiltPeer>;
  /** Reads what `save` wrote; null for a library that keeps nothing and is built anew in each process. */
  readonly load: ((folder: string, savedFolder: string) => Promise<Search>) | null;
}

export interface BuiltPeer {
  readonly search: Search;
  /** Writes the index into a folder that exists. */
  save(savedFolder: string): Promise<void>;
}

export const saveNothing = async (): Promise<void> => {};

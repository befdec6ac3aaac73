import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { HierarchicalNSW } from 'hnswlib-node';
import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import { checkQuery, rowOf, type VectorIndex, type VectorStore, type VectorTable } from './vector-index.ts';

/** Candidates that are kept while a graph is built (Malkov & Yashunin 2018). */
const BUILD_CANDIDATES = 200;

/** Links per node; a large graph needs more, or some nodes are hardly ever reached. */
function linksFor(count: number): number {
  return count > 20_000 ? 32 : 16;
}

/**
 * Candidates that a search keeps: more in a larger graph, where the same number would find fewer of the true neighbours.
 * Chosen, with the links, so that at least 99 of 100 are found at each size in tests/bench/RESULTS.md.
 */
function searchCandidatesFor(count: number): number {
  return Math.ceil(64 * Math.max(1, count / 10_000) ** 0.95);
}

const fileOf = (name = 'hnsw'): string => `${name}.bin`;

type Library = typeof import('hnswlib-node');

/**
 * The native library, or null where it could not be installed (it is compiled on installation and therefore an
 * optional dependency). The package's named exports exist in its types only.
 */
export async function loadHnswlib(): Promise<Library | null> {
  try {
    const module = (await import('hnswlib-node')) as unknown as { readonly default: Library };
    return module.default;
  } catch {
    return null;
  }
}

/** Approximate search in a hierarchical navigable small world graph, by hnswlib. */
export function hnswlibStore(library: Library): VectorStore {
  return {
    kind: 'hnswlib',
    async build(table, folder, { name, signal, onProgress } = {}) {
      if (table.count === 0 || table.dimensions === 0) return [];
      const graph = new library.HierarchicalNSW('ip', table.dimensions);
      graph.initIndex({
        maxElements: table.count,
        m: linksFor(table.count),
        efConstruction: BUILD_CANDIDATES,
        randomSeed: 100,
      });
      const pause = breather();
      for (let label = 0; label < table.count; label++) {
        graph.addPoint(finiteRow(table, label), label);
        throwIfCancelled(signal);
        const paused = pause();
        if (paused) {
          onProgress?.(label + 1, table.count);
          await paused;
        }
      }
      const file = fileOf(name);
      const path = join(folder, file);
      await graph.writeIndex(path);
      // The library reports neither a full disk nor a missing folder.
      const { size } = await stat(path);
      const isLongEnough = size > table.count * table.dimensions * table.data.BYTES_PER_ELEMENT;
      const written = isLongEnough ? await countWritten(library, table.dimensions, path) : null;
      // Its thread does not hold the graph either: the graph has to be used after the writing, or it may be collected,
      // and freed, while it is being written.
      if (written !== graph.getCurrentCount()) throw writtenShort(path, size);
      onProgress?.(table.count, table.count);
      return [file];
    },
    async open(table, folder, { name, searchCandidates = searchCandidatesFor(table.count) } = {}) {
      const file = fileOf(name);
      const graph = new library.HierarchicalNSW('ip', Math.max(1, table.dimensions));
      if (table.count > 0 && table.dimensions > 0) {
        await graph.readIndex(join(folder, file));
        if (graph.getCurrentCount() !== table.count)
          throw new Error(`${file} holds ${graph.getCurrentCount()} vectors, not ${table.count}`);
      }
      return hnswlibIndex(graph, table, searchCandidates);
    },
  };
}

/** The vectors of a graph's file, or null when it is cut off: the library checks all its links against its size. */
async function countWritten(library: Library, dimensions: number, path: string): Promise<number | null> {
  const graph = new library.HierarchicalNSW('ip', dimensions);
  try {
    await graph.readIndex(path);
    return graph.getCurrentCount();
  } catch {
    return null;
  }
}

/** What the file system would have said: nothing but a lack of space ends a file that could be created. */
function writtenShort(path: string, size: number): Error {
  return Object.assign(new Error(`ENOSPC: no space left on device, ${path} ends after ${size} bytes`), {
    code: 'ENOSPC',
  });
}

function hnswlibIndex(graph: HierarchicalNSW, table: VectorTable, searchCandidates: number): VectorIndex {
  return {
    kind: 'hnswlib',
    dimensions: table.dimensions,
    size: table.count,
    search: async (vector, k) => {
      checkQuery(vector, k, table.dimensions);
      if (table.count === 0 || table.dimensions === 0) return [];
      const wanted = Math.min(k, table.count);
      graph.setEf(Math.max(searchCandidates, wanted));
      const { distances, neighbors } = graph.searchKnn(Array.from(vector), wanted);
      return neighbors
        .map((label, rank) => ({ label, similarity: 1 - (distances[rank] as number) }))
        .sort((a, b) => b.similarity - a.similarity || a.label - b.label);
    },
    close: async () => {},
  };
}

/** NaN would be accepted by the library and spoil every later search. */
function finiteRow(table: VectorTable, label: number): number[] {
  const row = Array.from(rowOf(table, label));
  if (!row.every(Number.isFinite)) throw new RangeError(`vector ${label} is not finite`);
  return row;
}

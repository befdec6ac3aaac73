import { topK } from '../core/top-k.ts';
import {
  checkQuery,
  innerProduct,
  rowOf,
  type VectorIndex,
  type VectorStore,
  type VectorTable,
} from './vector-index.ts';

/** Compares the query with every vector: the reference for the others, and what serves where they cannot. */
export function exactStore(): VectorStore {
  return {
    kind: 'exact',
    build: async () => [],
    open: async (table) => exactIndex(table),
  };
}

export function exactIndex(table: VectorTable): VectorIndex {
  return {
    kind: 'exact',
    dimensions: table.dimensions,
    size: table.count,
    search: async (vector, k) => {
      checkQuery(vector, k, table.dimensions);
      const similarities = new Float64Array(table.count);
      for (let label = 0; label < table.count; label++)
        similarities[label] = innerProduct(vector, rowOf(table, label));
      return topK([...similarities.keys()], similarities, k).map((label) => ({
        label,
        similarity: similarities[label] as number,
      }));
    },
    close: async () => {},
  };
}

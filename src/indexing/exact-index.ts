import {
  checkQuery,
  innerProduct,
  type Neighbour,
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
      const neighbours: Neighbour[] = [];
      for (let label = 0; label < table.count; label++) {
        neighbours.push({ label, similarity: innerProduct(vector, rowOf(table, label)) });
      }
      return neighbours.sort((a, b) => b.similarity - a.similarity || a.label - b.label).slice(0, k);
    },
    close: async () => {},
  };
}

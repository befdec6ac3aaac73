import { MemoryVectorStore } from '@langchain/classic/vectorstores/memory';
import { Document } from '@langchain/core/documents';
import { FakeEmbeddings } from '@langchain/core/utils/testing';
import { readTexts, readVectors } from '../dataset.ts';
import { type Peer, saveNothing } from './peer.ts';

/** Compares the question's vector with every other, in JavaScript. Vectors by our built-in embedder. */
export const langchainMemory: Peer = {
  async build(folder) {
    const store = new MemoryVectorStore(new FakeEmbeddings());
    const documents = readTexts(folder).map(
      (pageContent, label) => new Document({ pageContent, metadata: { label } }),
    );
    await store.addVectors(readVectors(folder), documents);
    return {
      search: async ({ vector }, k) =>
        (await store.similaritySearchVectorWithScore([...vector], k)).map(([{ metadata }]) => metadata.label),
      save: saveNothing,
    };
  },
  load: null,
};

import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import { FakeEmbeddings } from '@langchain/core/utils/testing';
import { readTexts, readVectors } from '../dataset.ts';
import type { Search } from '../measure.ts';
import type { Peer } from './peer.ts';

/** The same native graph as ours behind LangChain's vector store, with its defaults. Vectors by our built-in embedder. */
export const langchainHnswlib: Peer = {
  async build(folder) {
    const store = new HNSWLib(new FakeEmbeddings(), { space: 'cosine' });
    const documents = readTexts(folder).map(
      (pageContent, label) => new Document({ pageContent, metadata: { label } }),
    );
    await store.addVectors(readVectors(folder), documents);
    return { search: searchOf(store), save: (savedFolder) => store.save(savedFolder) };
  },
  load: async (_folder, savedFolder) => searchOf(await HNSWLib.load(savedFolder, new FakeEmbeddings())),
};

function searchOf(store: HNSWLib): Search {
  return async ({ vector }, k) =>
    (await store.similaritySearchVectorWithScore([...vector], k)).map(([{ metadata }]) => metadata.label);
}

import { BM25Retriever } from '@langchain/community/retrievers/bm25';
import { Document } from '@langchain/core/documents';
import { readTexts } from '../dataset.ts';
import { type Peer, saveNothing } from './peer.ts';

/** Reads every text anew for every question. */
export const langchainBm25: Peer = {
  async build(folder) {
    const documents = readTexts(folder).map(
      (pageContent, label) => new Document({ pageContent, metadata: { label } }),
    );
    return {
      search: async ({ text }, k) =>
        (await BM25Retriever.fromDocuments(documents, { k }).invoke(text)).map(
          ({ metadata }) => metadata.label,
        ),
      save: saveNothing,
    };
  },
  load: null,
};

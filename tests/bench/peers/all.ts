import type { Peer } from './peer.ts';

/** The systems that ours is compared with, by the name in the tables; each is loaded by the process that runs it only. */
export const PEERS: Readonly<Record<string, () => Promise<Peer>>> = {
  'LangChain MemoryVectorStore': async () => (await import('./langchain-memory.ts')).langchainMemory,
  'LangChain HNSWLib': async () => (await import('./langchain-hnswlib.ts')).langchainHnswlib,
  'LangChain BM25Retriever': async () => (await import('./langchain-bm25.ts')).langchainBm25,
  minisearch: async () => (await import('./minisearch.ts')).minisearch,
  'orama, full text': async () => (await import('./orama.ts')).oramaFullText,
  'orama, hybrid': async () => (await import('./orama.ts')).oramaHybrid,
};

/** Systems whose index holds all of another one's: where that one was stopped, they are not tried. */
export const HOLDS: Readonly<Record<string, string>> = { 'orama, hybrid': 'orama, full text' };

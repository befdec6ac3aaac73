/*
 * A process that ingests a corpus with the embeddings of an endpoint, keeping them in a cache:
 *
 *     node ingest-endpoint.js BASE_URL CORPUS INDEX CACHE
 */

import { endpointEmbedder } from '../../src/embedding/endpoint-embedder.ts';
import { openaiEmbeddings } from '../../src/embedding/openai-embeddings.ts';
import { exactStore } from '../../src/indexing/exact-index.ts';
import { ingest } from '../../src/indexing/ingest.ts';

const [baseUrl = '', corpusFolder = '', indexFolder = '', cacheFolder = ''] = process.argv.slice(2);
const embeddings = openaiEmbeddings({ apiKey: null, baseUrl, model: 'test-embedding' });
const embedder = endpointEmbedder({
  id: embeddings.id,
  embeddings,
  cacheFolder,
  limits: { texts: 4, requests: 1 },
});
await ingest({ corpusFolder, indexFolder, embedder, store: exactStore() });

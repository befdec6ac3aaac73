import { join } from 'node:path';
import { searchTerms, stems } from '../../src/core/search-terms.ts';
import type { WordVectors } from '../../src/embedding/word-vectors.ts';
import { exactIndex, exactStore } from '../../src/indexing/exact-index.ts';
import type { IndexSettings } from '../../src/indexing/ingest.ts';
import { nearestStems, type RelatedLimits } from '../../src/indexing/nearest-stems.ts';
import type { OpenIndex } from '../../src/indexing/open-index.ts';
import { type Postings, postingsBuilder } from '../../src/indexing/postings.ts';
import { type RelatedTerms, relatedTerms } from '../../src/indexing/related-terms.ts';
import { type TermTable, termCollector } from '../../src/indexing/term-table.ts';
import type { VectorIndex } from '../../src/indexing/vector-index.ts';
import { verifiedDocuments } from '../../src/indexing/verified-documents.ts';
import { hashingEmbedder } from './hashing-embedder.ts';
import { temporaryFolder, writeFiles } from './temporary-folder.ts';

export const ARTICLES: Readonly<Record<string, string>> = {
  'bridge.txt':
    'Harbour bridge opens\n\nThe bridge over the harbour opened on Monday. It cost 64 million crowns and took nine years.\n',
  'ferry.txt': 'Ferry line to close\n\nThe ferry stops in spring. Its captain, Dr. Ada Byron, retires.\n',
  'tea/prices.md': '# Tea prices\r\n\r\nTea became dearer in 2023. Traders blame the rain.\r\n',
};

/** Settings for a new corpus of these files and an index folder beside it that does not exist yet. */
export async function indexFixture(
  files: Readonly<Record<string, string | Uint8Array>> = ARTICLES,
): Promise<IndexSettings & { readonly folder: string }> {
  const folder = await temporaryFolder();
  const corpusFolder = join(folder, 'corpus');
  await writeFiles(corpusFolder, files);
  return {
    folder,
    corpusFolder,
    indexFolder: join(folder, 'index'),
    embedder: hashingEmbedder(),
    store: exactStore(),
  };
}

/** Everything an index says, in a form that can be compared. */
export async function contentOf(index: OpenIndex): Promise<unknown> {
  const { createdAtMs: _, documents, files: __, ...manifest } = index.manifest;
  const probe = await index.embedder.embedQuery('bridge harbour tea ferry');
  return {
    manifest,
    documents: documents.map(({ file, sha256, title }) => ({ file, sha256, title })),
    chunks: index.chunks,
    vectors: [...index.vectors.data],
    nearest: await index.vectorIndex.search(probe, 10),
    lexical: index.postings.list('bridg'),
  };
}

/** The texts of all chunks, read from the corpus; throws when a document is not what was indexed. */
export async function chunkTextsOf(index: OpenIndex): Promise<string[]> {
  const { corpusFolder, manifest, chunks } = index;
  const documents = verifiedDocuments(corpusFolder, manifest);
  const texts: string[] = [];
  for (let label = 0; label < chunks.count; label++) {
    const file = manifest.documents[chunks.document[label] ?? -1]?.file ?? '';
    const document = await documents.read(file);
    if (!document) throw new Error(`${file} is not what was indexed`);
    texts.push(document.text.slice(chunks.start[label], chunks.end[label]));
  }
  return texts;
}

export function postingsOf(passages: readonly string[]): Postings {
  const builder = postingsBuilder();
  for (const passage of passages) builder.add(stems(passage));
  return builder.build();
}

export function termTableOf(
  passages: readonly string[],
  words: WordVectors,
  aliases: readonly (readonly string[])[],
): TermTable {
  const collector = termCollector(words);
  for (const passage of passages) collector.add(searchTerms(passage));
  return collector.build(aliases);
}

/** The related terms of passages; `indexOf` makes the index that is searched for words which the passages do not hold. */
export async function relatedTermsOf(
  passages: readonly string[],
  words: WordVectors,
  aliases: readonly (readonly string[])[],
  limits?: RelatedLimits,
  indexOf: (index: VectorIndex) => VectorIndex = (index) => index,
): Promise<RelatedTerms> {
  const table = termTableOf(passages, words, aliases);
  const index = exactIndex(table.vectors);
  const nearest = await nearestStems(table, index, words, {}, limits);
  return relatedTerms(table, nearest, indexOf(index), words, limits);
}

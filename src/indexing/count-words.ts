import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import { searchTerms } from '../core/search-terms.ts';
import type { CorpusDocument } from '../corpus/document.ts';
import { type KeyPhrase, keyPhrases } from '../corpus/key-phrases.ts';
import type { WordVectors } from '../embedding/word-vectors.ts';
import { countryStems } from './country-names.ts';
import { type Postings, postingsBuilder } from './postings.ts';
import type { ReadCorpus } from './read-corpus.ts';
import { type TermTable, termCollector } from './term-table.ts';
import type { BuildOptions } from './vector-index.ts';

/** What the words of a corpus amount to. */
export interface WordCounts {
  readonly postings: Postings;
  /** Null without word vectors. */
  readonly terms: TermTable | null;
  readonly topics: readonly KeyPhrase[];
}

/** Goes through the words of all passages once, and of the documents for their topics. */
export async function countWords(
  { chunks, documents, rows }: ReadCorpus,
  wordVectors: WordVectors | null,
  { signal, onProgress }: BuildOptions,
): Promise<WordCounts> {
  const total = chunks.length + documents.length;
  onProgress?.(0, total);
  const postings = postingsBuilder();
  const vocabulary = wordVectors ? termCollector(wordVectors) : null;
  const pause = breather();
  for (const [done, { text }] of chunks.entries()) {
    const { document = -1 } = rows[done] ?? {};
    const isFirst = rows[done - 1]?.document !== document;
    const terms = searchTerms(isFirst ? `${frontMatterOf(documents[document])}${text}` : text);
    postings.add(terms.map((term) => term.stem));
    vocabulary?.add(terms);
    throwIfCancelled(signal);
    const paused = pause();
    if (!paused) continue;
    onProgress?.(done + 1, total);
    await paused;
  }
  const topics = await keyPhrases(documents, {
    ...(signal ? { signal } : {}),
    onProgress: (done, all) =>
      onProgress?.(chunks.length + Math.floor((documents.length * done) / all), total),
  });
  return { postings: postings.build(), terms: vocabulary?.build(await countryStems()) ?? null, topics };
}

/** What a document states of itself above its text, as front matter does, which lies in no passage. */
function frontMatterOf(document: CorpusDocument | undefined): string {
  if (!document) return '';
  const { text, blocks, metadata } = document;
  const above = text.slice(0, blocks[0]?.start);
  const { title, author, publisher, date } = metadata;
  const stated = [author, publisher, date].flatMap((value) =>
    value !== null && value.end <= above.length ? [text.slice(value.start, value.end)] : [],
  );
  return [...(above.includes(title) ? [title] : []), ...stated].map((line) => `${line}\n`).join('');
}

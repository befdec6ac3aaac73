import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnyOrama, create, insertMultiple, load, save, search } from '@orama/orama';
import { readQuestions, readTexts, readVectors } from '../dataset.ts';
import type { Search } from '../measure.ts';
import type { Peer } from './peer.ts';

const FILE = 'orama.json';
const BATCH = 1_000;

/** Full text search (BM25), with its defaults. */
export const oramaFullText: Peer = peerOf(false);
/** Full text and vectors by our built-in embedder together, with its default weights. */
export const oramaHybrid: Peer = peerOf(true);

function peerOf(hasVectors: boolean): Peer {
  const empty = (folder: string): AnyOrama => {
    const dimensions = readQuestions(folder)[0]?.vector.length ?? 0;
    return create({
      schema: hasVectors ? { text: 'string', vector: `vector[${dimensions}]` } : { text: 'string' },
    });
  };
  return {
    async build(folder) {
      const database = empty(folder);
      const vectors = hasVectors ? readVectors(folder) : [];
      const records = readTexts(folder).map((text, label) => ({
        ...{ id: String(label), text },
        ...(hasVectors ? { vector: vectors[label] } : {}),
      }));
      await insertMultiple(database, records, BATCH);
      return {
        search: searchOf(database, hasVectors),
        save: (savedFolder) => writeFile(join(savedFolder, FILE), JSON.stringify(save(database))),
      };
    },
    async load(folder, savedFolder) {
      const database = empty(folder);
      load(database, JSON.parse(await readFile(join(savedFolder, FILE), 'utf8')));
      return searchOf(database, hasVectors);
    },
  };
}

function searchOf(database: AnyOrama, hasVectors: boolean): Search {
  return async ({ text, vector }, limit) => {
    const found = hasVectors
      ? await search(database, {
          ...{ mode: 'hybrid', term: text, limit },
          // Every vector counts, as with the others.
          ...{ vector: { value: [...vector], property: 'vector' }, similarity: 0 },
        })
      : await search(database, { term: text, limit });
    return found.hits.map(({ id }) => Number(id));
  };
}

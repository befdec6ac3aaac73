import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { readTexts } from '../dataset.ts';
import type { Search } from '../measure.ts';
import type { Peer } from './peer.ts';

const OPTIONS = { fields: ['text'] };
const FILE = 'minisearch.json';

/** Full text search (BM25+), with its defaults. */
export const minisearch: Peer = {
  async build(folder) {
    const index = new MiniSearch(OPTIONS);
    index.addAll(readTexts(folder).map((text, id) => ({ id, text })));
    return {
      search: searchOf(index),
      save: (savedFolder) => writeFile(join(savedFolder, FILE), JSON.stringify(index)),
    };
  },
  load: async (_folder, savedFolder) =>
    searchOf(MiniSearch.loadJSON(await readFile(join(savedFolder, FILE), 'utf8'), OPTIONS)),
};

function searchOf(index: MiniSearch): Search {
  return async ({ text }, k) =>
    index
      .search(text)
      .slice(0, k)
      .map(({ id }) => id as number);
}

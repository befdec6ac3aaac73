import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtinEmbeddings } from '../../src/embedding/builtin-embeddings.ts';
import { placeOf } from '../../src/indexing/chunk-table.ts';
import { exactStore } from '../../src/indexing/exact-index.ts';
import { ingest } from '../../src/indexing/ingest.ts';
import { type OpenIndex, openIndex } from '../../src/indexing/open-index.ts';
import { BUILTIN_WEIGHTS, hybridSearch, type RetrievalOptions } from '../../src/retrieval/hybrid-search.ts';
import { chunkTextsOf } from '../support/index-fixtures.ts';

const CHECKOUT = join(import.meta.dirname, '../..');
const WORD_VECTORS = join(CHECKOUT, 'embeddings/word-vectors.bin');

let folder: string;
let index: OpenIndex;
let texts: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'summit-test-'));
  const settings = {
    corpusFolder: join(CHECKOUT, 'corpus'),
    indexFolder: folder,
    embedder: builtinEmbeddings({ wordVectors: WORD_VECTORS }),
    store: exactStore(),
    wordVectors: WORD_VECTORS,
    thesaurus: join(CHECKOUT, 'embeddings/thesaurus.bin'),
  };
  await ingest(settings);
  const opened = await openIndex(settings);
  if (!opened) throw new Error('there is no index');
  index = opened;
  texts = await chunkTextsOf(index);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const search = async (
  query: string,
  k: number,
  options?: RetrievalOptions,
): Promise<{ readonly file: string; readonly text: string; readonly label: number }[]> =>
  (await hybridSearch(index, query, k, options)).ranked.map(({ label }) => ({
    label,
    text: texts[label] ?? '',
    file: placeOf(index.chunks, index.manifest.documents, label).file,
  }));

describe('hybridSearch over the shipped corpus', () => {
  it.each([
    'How do the articles differ on the volume of trade between India and Russia?',
    'Compare what Modi and Putin said about terrorism and about trade',
    'What was agreed on energy and on defence?',
  ])('brings at least two files for "%s"', async (question) => {
    expect(new Set((await search(question, 8)).map(({ file }) => file)).size).toBeGreaterThanOrEqual(2);
  });

  it.each([
    ['pharma medicines', /pharmaceutical|anticancer|drug/i],
    ['cancer medication plant in Russia', /Kaluga|pharmaceutical/i],
  ])('finds the passage that says "%s" in other words', async (question, wanted) => {
    expect((await search(question, 3)).map(({ text }) => text).join('\n')).toMatch(wanted);
  });

  it('finds the same passage for a misspelt question', async () => {
    const [right] = await search('pharmaceutical factory in Kaluga', 1);
    expect((await search('parmaceutical factory in Kaluga', 1))[0]?.label).toBe(right?.label);
  });

  it('never shows one passage twice', async () => {
    for (const question of ['trade', 'nuclear energy', 'What did Putin say?']) {
      const found = await search(question, 50);
      expect(new Set(found.map(({ text }) => text)).size).toBe(found.length);
    }
  });

  it('gives more passages of the best file where diversity is turned off', async () => {
    const options = { weights: BUILTIN_WEIGHTS, candidates: 200 };
    const most = (found: readonly { readonly file: string }[]): number =>
      Math.max(...found.map(({ file }) => found.filter((other) => other.file === file).length));
    const question = 'What is the trade target for 2030?';
    const plain = await search(question, 8, { ...options, diverse: false });
    const diverse = await search(question, 8, options);
    expect(diverse[0]).toEqual(plain[0]);
    expect(most(diverse)).toBeLessThanOrEqual(most(plain));
  });
});

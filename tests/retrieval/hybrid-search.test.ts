import { describe, expect, it } from 'vitest';
import { ingest } from '../../src/indexing/ingest.ts';
import { type OpenIndex, openIndex } from '../../src/indexing/open-index.ts';
import { hybridSearch, type RankedChunk, type RetrievalWeights } from '../../src/retrieval/hybrid-search.ts';
import { ARTICLES, chunkTextsOf, indexFixture } from '../support/index-fixtures.ts';

async function openFixture(files: Readonly<Record<string, string>> = ARTICLES): Promise<OpenIndex> {
  const settings = await indexFixture(files);
  await ingest(settings);
  const index = await openIndex(settings);
  if (!index) throw new Error('there is no index');
  return index;
}

const ranking = async (index: OpenIndex, query: string, k: number): Promise<readonly RankedChunk[]> =>
  (await hybridSearch(index, query, k)).ranked;

/** The passages of a search, best first. */
const found = async (index: OpenIndex, query: string, k = 10): Promise<string[]> => {
  const texts = await chunkTextsOf(index);
  return (await ranking(index, query, k)).map(({ label }) => texts[label] ?? '');
};

describe('hybridSearch', () => {
  it('finds the passage that a question is about', async () => {
    const index = await openFixture();
    for (const [query, text] of [
      ['How much did the bridge cost?', 'The bridge over the harbour'],
      ['Who retires?', 'Dr. Ada Byron, retires'],
      ['What do traders say of the rain?', 'Traders blame the rain'],
    ] as const)
      expect((await found(index, query))[0]).toContain(text);
  });

  it('gives at most k passages, each once, best first', async () => {
    const index = await openFixture();
    for (const k of [1, 2, 100]) {
      const ranked = await ranking(index, 'the bridge, the ferry and tea', k);
      expect(ranked.length).toBe(Math.min(k, index.chunks.count));
      expect(new Set(ranked.map(({ label }) => label)).size).toBe(ranked.length);
      const scores = ranked.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    }
  });

  it('gives k different passages of a folder that holds many copies of each file', async () => {
    const copies = Object.entries(ARTICLES).flatMap(([file, text]) =>
      Array.from({ length: 40 }, (_, copy): [string, string] => [`${copy}/${file}`, text]),
    );
    const index = await openFixture(Object.fromEntries(copies));
    const once = await found(await openFixture(), 'the bridge, the ferry and tea');
    expect(new Set(await found(index, 'the bridge, the ferry and tea', once.length))).toEqual(new Set(once));
  });

  it('gives the same passages every time', async () => {
    const index = await openFixture();
    const first = await ranking(index, 'harbour bridge', 5);
    await ranking(index, 'tea', 5);
    expect(await ranking(index, 'harbour bridge', 5)).toEqual(first);
  });

  it('follows the side that is given all the weight', async () => {
    const index = await openFixture();
    const none: RetrievalWeights = { chunk: 0, neighbours: 0, document: 0, dense: 0, documentDense: 0 };
    const query = 'ferry captain';
    const byVector = await hybridSearch(index, query, 9, { weights: { ...none, dense: 1 }, candidates: 9 });
    const cosines = byVector.ranked.map(({ dense }) => dense);
    expect(cosines).toEqual(cosines.toSorted((a, b) => b - a));
    for (const cosine of cosines) expect(Math.abs(cosine)).toBeLessThanOrEqual(1 + 1e-6);
    const byWords = await hybridSearch(index, query, 9, { weights: { ...none, chunk: 1 }, candidates: 9 });
    const texts = await chunkTextsOf(index);
    expect(texts[byWords.ranked[0]?.label ?? -1]).toMatch(/ferry.*captain/s);
  });

  it('finds nothing for a query without a word that says something', async () => {
    const index = await openFixture();
    for (const query of ['', ' \n', '?!…', 'the of and', '\u0000\u001b'])
      expect([query, await ranking(index, query, 5)]).toEqual([query, []]);
  });

  it('survives queries of any kind', async () => {
    const index = await openFixture();
    for (const query of [
      'x'.repeat(10_000),
      'bridge '.repeat(3_000),
      '普京访问印度',
      '😀',
      '\uD800',
      'a\u0000bridge',
    ])
      for (const { score } of await ranking(index, query, 3)) expect(Number.isFinite(score)).toBe(true);
  });
});

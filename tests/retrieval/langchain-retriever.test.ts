import { RunnableLambda } from '@langchain/core/runnables';
import { expect, it } from 'vitest';
import { SummitRetriever } from '../../src/retrieval/langchain-retriever.ts';

const hit = { file: 'a.txt', start: 3, end: 7, startLine: 1, endLine: 1, score: 2.5, text: 'tea.' };

it('gives passages as documents with their places, and drops into a chain', async () => {
  const asked: unknown[] = [];
  const retriever = new SummitRetriever({
    k: 3,
    search: async (query, options) => {
      asked.push([query, options]);
      return { query, results: [hit], elapsedMs: 1 };
    },
  });
  const { text, ...metadata } = hit;
  const [document] = await retriever.invoke('tea?');
  expect(document).toMatchObject({ pageContent: text, metadata });
  const chain = retriever.pipe(RunnableLambda.from((documents: unknown[]) => documents.length));
  expect(await chain.invoke('more tea?')).toBe(1);
  expect(asked).toEqual([
    ['tea?', { k: 3 }],
    ['more tea?', { k: 3 }],
  ]);
});

it('passes failures on', async () => {
  const retriever = new SummitRetriever({ search: () => Promise.reject(new Error('no index')) });
  await expect(retriever.invoke('tea?')).rejects.toThrow('no index');
});

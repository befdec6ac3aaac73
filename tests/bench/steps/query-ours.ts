import { hybridSearch } from '../../../src/retrieval/hybrid-search.ts';
import { readQuestions } from '../dataset.ts';
import { openBuilt } from '../engine.ts';
import { askAll } from '../measure.ts';
import type { PeerFigures } from './query-peer.ts';
import { runStep } from './step.ts';

export interface QueryTask {
  readonly corpusFolder: string;
  readonly indexFolder: string;
  readonly folder: string;
  readonly limitMs: number;
}

await runStep(async (task: QueryTask): Promise<PeerFigures> => {
  const startedAt = performance.now();
  const index = await openBuilt(task.corpusFolder, task.indexFolder);
  const loadMs = performance.now() - startedAt;
  const before = performance.now();
  await hybridSearch(index, 'What was said first?', 10);
  const firstQueryMs = performance.now() - before;
  const residentBytes = process.memoryUsage.rss();
  const figures = await askAll(
    async ({ text }, k) => (await hybridSearch(index, text, k)).ranked.map(({ label }) => label),
    readQuestions(task.folder),
    task.limitMs,
  );
  return { ...figures, loadMs, firstQueryMs, residentBytes };
});

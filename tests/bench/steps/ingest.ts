import { setTimeout as delay } from 'node:timers/promises';
import { silentLogger } from '../../../src/core/logger.ts';
import { percentile } from '../../../src/evaluation/metrics.ts';
import { ingest } from '../../../src/indexing/ingest.ts';
import { ingestInWorker } from '../../../src/ingest-in-worker.ts';
import { hybridSearch } from '../../../src/retrieval/hybrid-search.ts';
import { configFor, openBuilt, settingsFor } from '../engine.ts';
import { type LoopFigures, watchLoop } from '../loop-watch.ts';
import { folderBytes } from '../measure.ts';
import { runStep } from './step.ts';

export interface IngestTask {
  readonly corpusFolder: string;
  readonly indexFolder: string;
  /** A small corpus that is asked meanwhile, and where its index goes. */
  readonly askedCorpus: string;
  readonly askedIndex: string;
  readonly questions: readonly string[];
}

/** Times in milliseconds. */
export interface IngestFigures {
  readonly documents: number;
  readonly chunks: number;
  readonly elapsedMs: number;
  readonly phases: Readonly<Record<string, number>>;
  readonly indexBytes: number;
  readonly peakBytes: number;
  readonly answered: number;
  readonly queryP99Ms: number;
  /** Of the thread that answers. */
  readonly loop: LoopFigures;
  /** Of the same thread while it opens what was built. */
  readonly swap: LoopFigures;
}

const ASK_EVERY_MS = 50;

await runStep(async (task: IngestTask): Promise<IngestFigures> => {
  await ingest(await settingsFor(task.askedCorpus, task.askedIndex));
  const asked = await openBuilt(task.askedCorpus, task.askedIndex);
  for (const question of task.questions.slice(0, 100)) await hybridSearch(asked, question, 10);

  const config = configFor(task.corpusFolder, task.indexFolder);
  const settings = await settingsFor(task.corpusFolder, task.indexFolder);
  const starts: { phase: string; atMs: number }[] = [];
  const stopWatching = watchLoop();
  let isBuilding = true;
  const startedAt = performance.now();
  let endedAt = startedAt;
  const building = ingestInWorker(config, silentLogger)(settings, {
    onProgress: (phase) => {
      if (starts.at(-1)?.phase !== phase) starts.push({ phase, atMs: performance.now() });
    },
  }).finally(() => {
    isBuilding = false;
    endedAt = performance.now();
  });
  const times: number[] = [];
  while (isBuilding) {
    const before = performance.now();
    await hybridSearch(asked, task.questions[times.length % task.questions.length] ?? '', 10);
    times.push(performance.now() - before);
    await delay(ASK_EVERY_MS);
  }
  const loop = stopWatching();
  const report = await building;
  const stopWatchingSwap = watchLoop();
  const opened = await openBuilt(task.corpusFolder, task.indexFolder);
  await delay(ASK_EVERY_MS);
  const swap = stopWatchingSwap();
  await opened.close();
  const ends = [...starts.slice(1).map(({ atMs }) => atMs), endedAt];
  const phases = Object.fromEntries(
    starts.map(({ phase, atMs }, i) => [phase, (ends[i] ?? atMs) - (i === 0 ? startedAt : atMs)]),
  );
  return {
    documents: report.documents,
    chunks: report.chunks,
    elapsedMs: report.elapsedMs,
    phases,
    indexBytes: folderBytes(task.indexFolder),
    peakBytes: process.resourceUsage().maxRSS * 1024,
    answered: times.length,
    queryP99Ms: percentile(times, 0.99),
    loop,
    swap,
  };
});

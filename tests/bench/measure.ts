import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mean, ndcgAt, percentile } from '../../src/evaluation/metrics.ts';
import type { PreparedQuestion } from './dataset.ts';

/** Times of single queries, in milliseconds. */
export interface Latencies {
  readonly queries: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Over the questions whose relevant passages are known. Shares in [0, 1]. */
export interface Quality {
  readonly questions: number;
  readonly ndcgAt10: number;
  readonly hitAt1: number;
}

export interface QueryFigures extends Latencies {
  readonly quality: Quality | null;
}

/** The labels of the best `k` chunks, best first. */
export type Search = (question: PreparedQuestion, k: number) => Promise<readonly number[]>;

const RESULTS = 10;
/** Asked first and not measured: while they are answered, the engine compiles the code. The first query is shown apart. */
export const WARM_UP = 200;

/**
 * Asks different questions one after the other, each once, until all are asked or the time is over. A system too slow
 * for that gets no quality figures.
 */
export async function askAll(
  search: Search,
  questions: readonly PreparedQuestion[],
  limitMs: number,
): Promise<QueryFigures> {
  const startedAt = performance.now();
  const times: number[] = [];
  const gains: number[] = [];
  const hits: number[] = [];
  let asked = 0;
  for (const question of questions) {
    const before = performance.now();
    if (before - startedAt > limitMs) break;
    const labels = await search(question, RESULTS);
    const elapsed = performance.now() - before;
    // A slow system warms up for a tenth of its time, at least one question.
    if (asked >= WARM_UP || (asked > 0 && before - startedAt > limitMs / 10)) times.push(elapsed);
    asked++;
    if (question.relevant.length === 0) continue;
    const ranked = asPassages(labels, question);
    const relevant = new Map(question.relevant.map((_, number) => [`passage ${number}`, 1]));
    gains.push(ndcgAt(RESULTS, ranked, relevant));
    hits.push(relevant.has(ranked[0] ?? '') ? 1 : 0);
  }
  const isComplete = asked === questions.length && gains.length > 0;
  return {
    queries: times.length,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    quality: isComplete ? { questions: gains.length, ndcgAt10: mean(gains), hitAt1: mean(hits) } : null,
  };
}

/** A ranked list in which the first chunk that shows a relevant passage stands for it. */
function asPassages(labels: readonly number[], { relevant }: PreparedQuestion): string[] {
  const found = new Set<number>();
  return labels.map((label) => {
    const passage = relevant.findIndex((chunks, number) => !found.has(number) && chunks.includes(label));
    found.add(passage);
    return passage === -1 ? `chunk ${label}` : `passage ${passage}`;
  });
}

/** The size of everything below a folder, in bytes. */
export function folderBytes(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? folderBytes(path) : statSync(path).size);
  }, 0);
}

import { mean } from '../../../src/evaluation/metrics.ts';
import { exactIndex } from '../../../src/indexing/exact-index.ts';
import type { OpenIndex } from '../../../src/indexing/open-index.ts';
import { CANDIDATES } from '../../../src/retrieval/hybrid-search.ts';
import { chunkTextsOf } from '../../support/index-fixtures.ts';
import type { BenchQuestion, Passage } from '../collections.ts';
import { writeDataset } from '../dataset.ts';
import { openBuilt } from '../engine.ts';
import { runStep } from './step.ts';

export interface PrepareTask {
  readonly corpusFolder: string;
  readonly indexFolder: string;
  readonly folder: string;
  readonly questions: readonly BenchQuestion[];
}

export interface PrepareFigures {
  readonly chunks: number;
  readonly dimensions: number;
  /** The share of the ten exact nearest neighbours that the approximate index finds, over `recallQueries` questions. */
  readonly recallAt10: number;
  readonly recallQueries: number;
  /** Questions whose relevant passages all lie in some chunk. */
  readonly judged: number;
}

const NEIGHBOURS = 10;
const RECALL_QUERIES = 200;

await runStep(async (task: PrepareTask): Promise<PrepareFigures> => {
  const index = await openBuilt(task.corpusFolder, task.indexFolder);
  const questions = [];
  for (const { text, relevant } of task.questions) {
    questions.push({
      text,
      vector: await index.embedder.embedQuery(text),
      relevant: relevant.map((passage) => chunksOf(index, passage)),
    });
  }
  const { dimensions } = index.embedder;
  const vectors = index.vectors.data;
  await writeDataset(task.folder, { texts: await chunkTextsOf(index), dimensions, vectors, questions });
  const sample = questions
    .filter(({ vector }) => vector.some((value) => value !== 0))
    .slice(0, RECALL_QUERIES);
  const recalls: number[] = [];
  for (const { vector } of sample) recalls.push(await recallOf(index, vector));
  return {
    chunks: index.chunks.count,
    dimensions,
    recallAt10: mean(recalls),
    recallQueries: recalls.length,
    judged: questions.filter(({ relevant }) => relevant.length > 0 && relevant.every((c) => c.length > 0))
      .length,
  };
});

/** A neighbour as near as the tenth exact one counts, whichever of equal ones it is. */
async function recallOf(index: OpenIndex, vector: readonly number[]): Promise<number> {
  const exact = await exactIndex(index.vectors).search(vector, NEIGHBOURS);
  const least = (exact.at(-1)?.similarity ?? 0) - 1e-6;
  const found = (await index.vectorIndex.search(vector, CANDIDATES)).slice(0, NEIGHBOURS);
  return found.filter(({ similarity }) => similarity >= least).length / exact.length;
}

/** The chunks that lie in a passage by half of the one or of the other. */
function chunksOf({ chunks, manifest }: OpenIndex, { file, start, end }: Passage): number[] {
  const found: number[] = [];
  for (let label = 0; label < chunks.count; label++) {
    const [from, to] = [chunks.start[label] ?? 0, chunks.end[label] ?? 0];
    const common = Math.min(to, end) - Math.max(from, start);
    if (common < Math.min(to - from, end - start) / 2) continue;
    if (manifest.documents[chunks.document[label] ?? -1]?.file === file) found.push(label);
  }
  return found;
}

import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { hitAt, mean, ndcgAt, recallAt, reciprocalRank } from '../../src/evaluation/metrics.ts';
import { hitPassages, readPassages } from '../../src/evaluation/passage-file.ts';
import { type JudgedQuestion, readQuestions } from '../../src/evaluation/question-file.ts';
import { placeOf } from '../../src/indexing/chunk-table.ts';
import type { OpenIndex } from '../../src/indexing/open-index.ts';
import { hybridSearch, type RetrievalOptions } from '../../src/retrieval/hybrid-search.ts';

/** Passages retrieved: enough for ten results, or for ten different files. */
const RETRIEVED = { passages: 20, files: 100 } as const;

/** A development collection: its answerable questions and, where passages are judged, its passages. */
export interface Collection {
  readonly questions: readonly JudgedQuestion[];
  readonly passages: Awaited<ReturnType<typeof readPassages>> | null;
}

/** Reads a folder that holds queries.jsonl and, where passages are judged, passages.jsonl. */
export async function readCollection(folder: string): Promise<Collection> {
  const passages = join(folder, 'passages.jsonl');
  const exists = await access(passages).then(
    () => true,
    () => false,
  );
  const questions = await readQuestions(join(folder, 'queries.jsonl'));
  return {
    questions: questions.filter(({ answerable, files }) => answerable && files.length > 0),
    passages: exists ? await readPassages(passages) : null,
  };
}

/** nDCG@10, MRR, recall@10, hit@1 and hit@5. */
export async function measure(
  index: OpenIndex,
  { questions, passages }: Collection,
  options?: RetrievalOptions,
): Promise<number[]> {
  const figures: number[][] = [];
  const k = passages ? RETRIEVED.passages : RETRIEVED.files;
  for (const { question, files, passages: relevant } of questions) {
    const { ranked } = await hybridSearch(index, question, k, options);
    const places = ranked.map(({ label }) => placeOf(index.chunks, index.manifest.documents, label));
    const items = passages
      ? hitPassages(places, relevant, passages)
      : [...new Set(places.map(({ file }) => file))];
    const relevance = new Map((passages ? relevant : files).map((item) => [item, 1]));
    figures.push([
      ndcgAt(10, items, relevance),
      reciprocalRank(items, relevance),
      recallAt(10, items, relevance),
      hitAt(1, items, relevance),
      hitAt(5, items, relevance),
    ]);
  }
  return [0, 1, 2, 3, 4].map((column) => mean(figures.map((row) => row[column] as number)));
}

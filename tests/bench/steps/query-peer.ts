import { readQuestions } from '../dataset.ts';
import { askAll, type QueryFigures } from '../measure.ts';
import { PEERS } from '../peers/all.ts';
import { runStep } from './step.ts';

export interface QueryPeerTask {
  readonly peer: string;
  readonly folder: string;
  readonly savedFolder: string;
  readonly limitMs: number;
}

/** Of one process that opens an index and asks it. Times in milliseconds. */
export interface PeerFigures extends QueryFigures {
  /** Opening what was saved, or building it where nothing was. */
  readonly loadMs: number;
  readonly firstQueryMs: number;
  /** After the first query. */
  readonly residentBytes: number;
}

await runStep(async ({ peer: name, folder, savedFolder, limitMs }: QueryPeerTask): Promise<PeerFigures> => {
  const peer = await PEERS[name]?.();
  if (!peer) throw new Error(`${name} is not known.`);
  const [first, ...questions] = readQuestions(folder);
  const startedAt = performance.now();
  const search = peer.load ? await peer.load(folder, savedFolder) : (await peer.build(folder)).search;
  const loadMs = performance.now() - startedAt;
  const before = performance.now();
  if (first) await search(first, 10);
  const firstQueryMs = performance.now() - before;
  const residentBytes = process.memoryUsage.rss();
  const figures = await askAll(search, first ? [first, ...questions] : [], limitMs);
  return { ...figures, loadMs, firstQueryMs, residentBytes };
});

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { type Outcome, resultOf, runChild } from './child-process.ts';
import type { BenchQuestion } from './collections.ts';
import { ROOT } from './compile.ts';
import { HOLDS, PEERS } from './peers/all.ts';
import type { BuildFigures } from './steps/build-peer.ts';
import type { IngestFigures, IngestTask } from './steps/ingest.ts';
import type { PrepareFigures, PrepareTask } from './steps/prepare.ts';
import type { PeerFigures } from './steps/query-peer.ts';

/** One corpus that all systems are measured on. */
export interface MeasuredCorpus {
  readonly name: string;
  readonly corpusFolder: string;
  readonly questions: readonly BenchQuestion[];
}

export interface SystemFigures {
  readonly name: string;
  readonly build: Outcome<BuildFigures>;
  readonly query: Outcome<PeerFigures> | null;
}

export interface SizeFigures {
  readonly name: string;
  /** Processes that wanted a core in the minute before, by the system's count. */
  readonly loadBefore: number;
  readonly ingest: IngestFigures;
  readonly prepared: PrepareFigures;
  /** Ours is the first. */
  readonly systems: readonly SystemFigures[];
}

export interface Limits {
  /** Building or opening, per process. */
  readonly buildMs: number;
  /** Asking, per process. */
  readonly queryMs: number;
}

const OURS_MS = 20 * 60_000;

/** Measures every system on one corpus, one process after the other. */
export async function measureSize(
  compiled: string,
  work: string,
  { name, corpusFolder, questions }: MeasuredCorpus,
  limits: Limits,
  log: (message: string) => void,
): Promise<SizeFigures> {
  const loadBefore = loadavg()[0] ?? 0;
  const folder = join(work, 'measured');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const indexFolder = join(folder, 'index');
  const ours = { corpusFolder, indexFolder };
  const run = async <Result>(step: string, task: unknown, limitMs: number): Promise<Outcome<Result>> => {
    const outcome = await runChild<Result>(compiled, step, task, { limitMs, folder });
    log(`${name}: ${step} ${JSON.stringify(outcome)}`);
    return outcome;
  };
  const ingestTask: IngestTask = {
    ...ours,
    askedCorpus: join(ROOT, 'corpus'),
    askedIndex: join(folder, 'asked'),
    questions: questions.map(({ text }) => text),
  };
  const ingest = resultOf(await run<IngestFigures>('ingest', ingestTask, OURS_MS));
  const prepareTask: PrepareTask = { ...ours, folder, questions };
  const prepared = resultOf(await run<PrepareFigures>('prepare', prepareTask, OURS_MS));
  const query = await run<PeerFigures>('query-ours', { ...ours, folder, limitMs: OURS_MS }, OURS_MS);
  const build = { buildMs: ingest.elapsedMs, savedBytes: ingest.indexBytes };
  const systems: SystemFigures[] = [
    { name: 'summit-assistant', build: { kind: 'done', result: build }, query },
  ];
  for (const peer of Object.keys(PEERS)) {
    const held = systems.find((system) => system.name === HOLDS[peer]);
    if (held?.build.kind === 'stopped') {
      const message = `not tried: it holds all of ${held.name}`;
      systems.push({ name: peer, build: { kind: 'failed', message }, query: null });
      continue;
    }
    const savedFolder = join(folder, 'saved');
    const built = await run<BuildFigures>('build-peer', { peer, folder, savedFolder }, limits.buildMs);
    const task = { peer, folder, savedFolder, limitMs: limits.queryMs };
    const asked =
      built.kind === 'done'
        ? await run<PeerFigures>('query-peer', task, limits.buildMs + limits.queryMs)
        : null;
    systems.push({ name: peer, build: built, query: asked });
    await rm(savedFolder, { recursive: true, force: true });
  }
  const figures = { name, loadBefore, ingest, prepared, systems };
  await writeFile(join(work, `figures-${name}.json`), JSON.stringify(figures));
  await rm(folder, { recursive: true, force: true });
  return figures;
}

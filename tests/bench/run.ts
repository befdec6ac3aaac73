import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { resultOf, runChild } from './child-process.ts';
import { readCollections } from './collections.ts';
import { compileBenchmark } from './compile.ts';
import { measureSize, type SizeFigures } from './measure-size.ts';
import { latencyPlot } from './plot.ts';
import { report } from './report.ts';

/*
 * npm run bench -- [--data DIR] [--sizes 1000,10000,100000] [--limit SECONDS] [--out DIR]
 *
 * Measures this assistant and its peers side by side. The data folder (or SUMMIT_BENCH_DATA) is described in
 * `collections.ts`; without one the shipped corpus is used.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    sizes: { type: 'string', default: '1000,10000,100000' },
    limit: { type: 'string', default: '150' },
    out: { type: 'string', default: import.meta.dirname },
  },
});
const given = values.data ?? process.env.SUMMIT_BENCH_DATA;
const dataFolder = given === undefined ? null : resolve(given);
const sizes = values.sizes.split(',').map(Number);
const limitMs = Number(values.limit) * 1_000;
const limits = { buildMs: limitMs, queryMs: limitMs / 5 };
const GENERATE_MS = 10 * 60_000;
/** Asked at each size; a collection with judgements is asked all of its questions. */
const QUESTIONS = 500;

const startedAt = new Date();
const log = (message: string): void => console.error(`${new Date().toISOString()} ${message}`);
const collections = readCollections(dataFolder);
const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim();
const compiled = compileBenchmark();
const work = await mkdtemp(join(tmpdir(), 'summit-bench-'));
const judged: SizeFigures[] = [];
const measured: SizeFigures[] = [];
/** Written after every size, so that a run that is stopped leaves what it measured. */
const write = async (): Promise<void> => {
  const options = ['--sizes', values.sizes, '--limit', values.limit];
  const command = `npm run bench -- ${dataFolder === null ? '' : '--data DIR '}${options.join(' ')}`;
  const run = { startedAt, command, commit, collections, judged, measured, limits };
  await writeFile(join(values.out, 'RESULTS.md'), report(run));
  if (measured.length > 0) await writeFile(join(values.out, 'latency.svg'), latencyPlot(measured));
};
try {
  for (const collection of collections.filter(({ isJudged }) => isJudged)) {
    const corpus = { ...collection, corpusFolder: collection.folder };
    // Quality needs every question, however slow a system is.
    const patient = { buildMs: GENERATE_MS, queryMs: GENERATE_MS };
    judged.push(await measureSize(compiled, work, corpus, patient, log));
  }
  const questions = collections
    .toSorted((a, b) => b.questions.length - a.questions.length)
    .flatMap((collection) => collection.questions)
    .slice(0, QUESTIONS)
    .map(({ text }) => ({ text, relevant: [] }));
  for (const chunks of sizes) {
    const corpusFolder = join(work, `corpus-${chunks}`);
    await mkdir(corpusFolder);
    const task = { dataFolder, corpusFolder, chunks };
    resultOf(await runChild(compiled, 'generate', task, { limitMs: GENERATE_MS, folder: work }));
    measured.push(
      await measureSize(compiled, work, { name: String(chunks), corpusFolder, questions }, limits, log),
    );
    await rm(corpusFolder, { recursive: true });
    await write();
  }
} finally {
  await rm(work, { recursive: true, force: true });
}

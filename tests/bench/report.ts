import type { Collection } from './collections.ts';
import { machine } from './machine.ts';
import { megabytes, milliseconds, seconds, table, thousands } from './markdown.ts';
import { WARM_UP } from './measure.ts';
import type { Limits, SizeFigures, SystemFigures } from './measure-size.ts';

export interface BenchRun {
  readonly startedAt: Date;
  readonly command: string;
  /** Of the code that is measured; "-dirty" marks changes that are not committed. */
  readonly commit: string;
  readonly collections: readonly Collection[];
  /** Each collection with judged passages, as it is. */
  readonly judged: readonly SizeFigures[];
  /** The generated corpora, small to large. */
  readonly measured: readonly SizeFigures[];
  readonly limits: Limits;
}

/** The results as Markdown. */
export function report(run: BenchRun): string {
  return `${[
    introduction(run),
    ...run.judged.map(qualitySection),
    '## Growth with size\n',
    ownTable(run.measured),
    '![Median query time against the number of chunks](latency.svg)\n',
    ...run.measured.map(sizeSection),
  ].join('\n')}`;
}

function introduction({ startedAt, command, commit, collections, measured, limits }: BenchRun): string {
  const names = collections.map(({ name }) => name).join(', ');
  const documents = measured.map(({ ingest }) => thousands(ingest.documents)).join(', ');
  const loads = measured.map(({ loadBefore }) => loadBefore.toFixed(1)).join(', ');
  return `# Benchmark results

Written by \`${command}\` on ${startedAt.toISOString().slice(0, 10)} from the code of commit ${commit}; do not edit.

Machine: ${machine()}. Load average in the minute before each size: ${loads}.

Data: ${names}. The corpora of the size tables are generated from their paragraphs (${documents} documents of ten
paragraphs each; a paragraph is the first sentences of one paragraph and the last ones of another near it), so that
the text is real and no passage is repeated. Each question is asked once, one after the other, after ${WARM_UP} others, or those
that a slow system answers in a tenth of its time.

Every system runs in processes of its own: one builds and saves, another opens what was saved and is asked. All get the same
chunks. Our ingest reads, cuts, embeds and indexes the files and runs in its worker thread, while the main thread
answers questions over the shipped corpus; our query embeds the question. The others are fed the finished chunks and
the built-in embedder's finished vectors of chunks and questions, which costs them nothing here. They hold the texts in
memory; ours reads them from the corpus when they are shown. Of the delays of the event loop, those are
the machine's in which the thread waited for a core, or the hypervisor ran another machine, as Linux counts them. "Memory" is the resident set after opening and one query.
A library that cannot save is built anew ("no file"). A process that had not built or opened its index after
${seconds(limits.buildMs)} was stopped; asking ended after ${seconds(limits.queryMs)}.
`;
}

function qualitySection({ name, prepared, systems }: SizeFigures): string {
  const rows = systems.map(({ name: system, query }) => {
    const figures = query?.kind === 'done' ? query.result : null;
    return [
      system,
      figures?.quality ? figures.quality.ndcgAt10.toFixed(3) : '–',
      figures?.quality ? figures.quality.hitAt1.toFixed(3) : '–',
      ...latencies(figures),
    ];
  });
  const questions = systems.map(({ query }) => (query?.kind === 'done' ? query.result.quality : null));
  return `## Quality: ${name}

${thousands(prepared.chunks)} chunks, ${thousands(questions[0]?.questions ?? 0)} answerable questions. A result hits where it overlaps with the relevant passage by half (of
the passage or of the result). In the run that gives the latencies.

${table(['System', 'nDCG@10', 'hit@1', 'p50', 'p95', 'p99'], rows)}
`;
}

/** Our own figures, one column per size. */
function ownTable(sizes: readonly SizeFigures[]): string {
  const phases = ['reading', 'embedding', 'counting', 'indexing', 'writing'];
  const row = (label: string, of: (size: SizeFigures) => string): string[] => [label, ...sizes.map(of)];
  const queried = (size: SizeFigures) => {
    const query = size.systems[0]?.query;
    return query?.kind === 'done' ? query.result : null;
  };
  const rows = [
    row('Ingest', ({ ingest }) => seconds(ingest.elapsedMs)),
    ...phases.map((phase) => row(`– ${phase}`, ({ ingest }) => seconds(ingest.phases[phase] ?? 0))),
    row('Chunks per second', ({ ingest }) => thousands(Math.round(ingest.chunks / (ingest.elapsedMs / 1e3)))),
    row('Peak memory of ingest', ({ ingest }) => megabytes(ingest.peakBytes)),
    row('Index on disk', ({ ingest }) => megabytes(ingest.indexBytes)),
    row('Open in a fresh process', (size) => milliseconds(queried(size)?.loadMs ?? Number.NaN)),
    row('First query', (size) => milliseconds(queried(size)?.firstQueryMs ?? Number.NaN)),
    row('Memory', (size) => megabytes(queried(size)?.residentBytes ?? Number.NaN)),
    row('Hybrid query p50', (size) => milliseconds(queried(size)?.p50 ?? Number.NaN)),
    row('Hybrid query p95', (size) => milliseconds(queried(size)?.p95 ?? Number.NaN)),
    row('Hybrid query p99', (size) => milliseconds(queried(size)?.p99 ?? Number.NaN)),
    row('HNSW recall@10 against exact search', ({ prepared }) => prepared.recallAt10.toFixed(4)),
    row('Event loop during ingest: delay, p99', ({ ingest }) => milliseconds(ingest.loop.delayP99)),
    row('– delay, max', ({ ingest }) => milliseconds(ingest.loop.delayMax)),
    row("– delay that is not the machine's, max", ({ ingest }) =>
      milliseconds(ingest.loop.ownMax ?? Number.NaN),
    ),
    row('– taken by the hypervisor, max', ({ ingest }) => milliseconds(ingest.loop.stolenMax ?? Number.NaN)),
    row('Event loop while the new index is opened: delay, max', ({ ingest }) =>
      milliseconds(ingest.swap.delayMax),
    ),
    row("– delay that is not the machine's, max", ({ ingest }) =>
      milliseconds(ingest.swap.ownMax ?? Number.NaN),
    ),
    row('Questions answered during ingest', ({ ingest }) => thousands(ingest.answered)),
    row('– p99', ({ ingest }) => milliseconds(ingest.queryP99Ms)),
  ];
  const header = ['summit-assistant', ...sizes.map(({ prepared }) => `${thousands(prepared.chunks)} chunks`)];
  return `${table(header, rows)}\n`;
}

function sizeSection({ prepared, systems }: SizeFigures): string {
  const header = ['System', 'Build', 'On disk', 'Open', 'Memory', 'Queries', 'p50', 'p95', 'p99'];
  return `## ${thousands(prepared.chunks)} chunks\n\n${table(header, systems.map(systemRow))}\n`;
}

function systemRow({ name, build, query }: SystemFigures): string[] {
  if (build.kind !== 'done') return [name, why(build), ...Array.from({ length: 7 }, () => '–')];
  const { buildMs, savedBytes } = build.result;
  const built = [name, seconds(buildMs), savedBytes === null ? 'no file' : megabytes(savedBytes)];
  if (query?.kind !== 'done') return [...built, query ? why(query) : '–', '–', '–', '–', '–', '–'];
  const { loadMs, residentBytes, queries } = query.result;
  const opened = [milliseconds(loadMs), megabytes(residentBytes), thousands(queries)];
  return [...built, ...opened, ...latencies(query.result)];
}

function latencies(figures: { p50: number; p95: number; p99: number; queries: number } | null): string[] {
  if (!figures || figures.queries === 0) return ['–', '–', '–'];
  return [figures.p50, figures.p95, figures.p99].map(milliseconds);
}

function why(outcome: { kind: 'stopped'; afterMs: number } | { kind: 'failed'; message: string }): string {
  return outcome.kind === 'stopped'
    ? `stopped after ${seconds(outcome.afterMs)}`
    : (outcome.message.split('\n').find((line) => /^(?:\w*Error|not tried)\b/.test(line)) ?? 'failed');
}

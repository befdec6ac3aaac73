import { setTimeout as delay } from 'node:timers/promises';
import { indexSettings } from '../compose.ts';
import { messageOf, SummitError } from '../core/errors.ts';
import { visibleText } from '../core/shown-text.ts';
import { problemSentences } from '../corpus/corpus-reader.ts';
import { type IndexSettings, type IngestReport, ingest } from '../indexing/ingest.ts';
import type { Manifest } from '../indexing/manifest.ts';
import { corpusChanges, isUnchanged } from '../indexing/staleness.ts';
import { type Io, write } from '../terminal/io.ts';
import { terminalProgress } from '../terminal/progress.ts';
import { type CommandContext, type CommandOptions, commandContext } from './command-context.ts';
import type { ExitStatus } from './program.ts';
import { interruption } from './signals.ts';

interface IngestCommandOptions extends CommandOptions {
  readonly watch?: boolean;
  readonly json?: boolean;
}

const WATCH_EVERY_MS = 1_000;

/** Builds the index anew. With `--watch`, again after each change of the documents, until interrupted. */
export async function runIngest(io: Io, options: IngestCommandOptions): Promise<ExitStatus> {
  const context = commandContext(io, options);
  const settings = await indexSettings(context.config, context.logger);
  const { signal, release } = interruption();
  try {
    const { generation } = await ingestOnce(io, context, settings, options, signal);
    if (options.watch && generation) await watch(io, context, settings, options, generation.manifest, signal);
    return 0;
  } catch (error) {
    if (options.watch && error instanceof SummitError && error.code === 'cancelled') return 0;
    throw error;
  } finally {
    release();
  }
}

async function ingestOnce(
  io: Io,
  { logger }: CommandContext,
  settings: IndexSettings,
  options: IngestCommandOptions,
  signal: AbortSignal,
): Promise<IngestReport> {
  const progress = await terminalProgress(io.stderr);
  let report: IngestReport;
  try {
    report = await ingest(settings, {
      signal,
      onProgress: progress.update,
      onWait: (message) => logger.warn(message),
    });
  } finally {
    progress.stop();
  }
  for (const sentence of problemSentences(report.problems)) logger.warn(`Not indexed: ${sentence}`);
  await write(
    io.stdout,
    options.json ? `${JSON.stringify(jsonOf(report, settings))}\n` : visibleText(textOf(report, settings)),
  );
  return report;
}

async function watch(
  io: Io,
  context: CommandContext,
  settings: IndexSettings,
  options: IngestCommandOptions,
  first: Manifest,
  signal: AbortSignal,
): Promise<void> {
  let manifest = first;
  context.logger.info(`Watching ${settings.corpusFolder}; Ctrl-C ends.`);
  while (!signal.aborted) {
    await delay(WATCH_EVERY_MS, undefined, { signal }).catch(() => {});
    try {
      if (signal.aborted || isUnchanged(await corpusChanges(settings.corpusFolder, manifest))) continue;
      manifest = (await ingestOnce(io, context, settings, options, signal)).generation?.manifest ?? manifest;
    } catch (error) {
      if (!(error instanceof SummitError)) throw error;
      if (error.code !== 'cancelled')
        context.logger.error(`${messageOf(error)} The last index stays in use.`);
    }
  }
}

function jsonOf(report: IngestReport, settings: IndexSettings): unknown {
  const { generation, documents, chunks, problems, elapsedMs } = report;
  return {
    corpus: settings.corpusFolder,
    index: settings.indexFolder,
    generation: generation?.name ?? null,
    documents,
    chunks,
    embedder: generation?.manifest.embedder ?? null,
    store: settings.store.kind,
    problems,
    elapsedMs: Math.round(elapsedMs * 10) / 10,
  };
}

function textOf({ documents, chunks, elapsedMs, generation }: IngestReport, settings: IndexSettings): string {
  const embedder = generation?.manifest.embedder;
  return (
    `Indexed ${documents} ${documents === 1 ? 'document' : 'documents'} as ${chunks} chunks in ${(elapsedMs / 1000).toFixed(1)} s ` +
    `(${embedder?.id}, ${embedder?.dimensions} dimensions, ${settings.store.kind}).\nIndex: ${settings.indexFolder}\n`
  );
}

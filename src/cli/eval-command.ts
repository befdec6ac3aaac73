import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexSettings } from '../compose.ts';
import { SummitError } from '../core/errors.ts';
import { isFolder, unpackBeir } from '../evaluation/beir-collection.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { readPassages } from '../evaluation/passage-file.ts';
import { type QualityReport, reportTable } from '../evaluation/quality-report.ts';
import { type JudgedQuestion, readQuestions } from '../evaluation/question-file.ts';
import { type Io, write } from '../terminal/io.ts';
import { type CommandOptions, commandContext, withAssistant } from './command-context.ts';
import type { ExitStatus } from './program.ts';
import { interruption } from './signals.ts';

interface EvalOptions extends CommandOptions {
  /** A question file, or the folder of a BEIR collection. */
  readonly queries: string;
  readonly passages?: string;
  readonly json?: boolean;
}

/** Asks every question of a file, or of a collection with its own documents, and prints the figures. */
export async function runEval(io: Io, options: EvalOptions): Promise<ExitStatus> {
  const { signal, release } = interruption();
  try {
    const report = (await isFolder(options.queries))
      ? await evaluateCollection(io, options, signal)
      : await evaluateQuestions(io, options, await readQuestions(options.queries), signal);
    await write(io.stdout, options.json ? `${JSON.stringify(report)}\n` : reportTable({ report }));
    return 0;
  } finally {
    release();
  }
}

/** The corpus is that of the collection; it and its index are temporary, but for an index folder that is named. */
async function evaluateCollection(io: Io, options: EvalOptions, signal: AbortSignal): Promise<QualityReport> {
  if (options.corpus !== undefined || options.passages !== undefined) {
    const option = options.corpus === undefined ? '--passages' : '--corpus';
    throw new SummitError(
      'input',
      `${option} does not go with a BEIR collection, which has its own documents.`,
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'summit-eval-'));
  try {
    const corpus = join(folder, 'corpus');
    const questions = await unpackBeir(options.queries, corpus, signal);
    const index = options.index ?? join(folder, 'index');
    return await evaluateQuestions(io, { ...options, index, corpus }, questions, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function evaluateQuestions(
  io: Io,
  options: EvalOptions,
  questions: readonly JudgedQuestion[],
  signal: AbortSignal,
): Promise<QualityReport> {
  const passages = options.passages === undefined ? undefined : await readPassages(options.passages);
  const context = commandContext(io, options);
  const { corpusFolder } = await indexSettings(context.config, context.logger);
  return withAssistant(
    io,
    context,
    async (assistant) => {
      const counter = questionCounter(io.stderr);
      try {
        const { report } = await evaluate(assistant, corpusFolder, questions, {
          ...(passages ? { passages } : {}),
          signal,
          onProgress: counter.show,
        });
        return report;
      } finally {
        counter.clear();
      }
    },
    signal,
  );
}

/** Counts the questions in place on a terminal until it is cleared; says nothing elsewhere. */
function questionCounter(stderr: Io['stderr']): {
  readonly show: (done: number, total: number) => void;
  readonly clear: () => void;
} {
  const inPlace = (text: string): void => {
    if (stderr.isTTY) stderr.write(`\r\x1b[2K${text}`);
  };
  return { show: (done, total) => inPlace(`Question ${done}/${total}`), clear: () => inPlace('') };
}

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

interface EvalOptions extends CommandOptions {
  /** A question file, or the folder of a BEIR collection. */
  readonly queries: string;
  readonly passages?: string;
  readonly json?: boolean;
}

/** Asks every question of a file, or of a collection with its own documents, and prints the figures. */
export async function runEval(io: Io, options: EvalOptions): Promise<ExitStatus> {
  const report = (await isFolder(options.queries))
    ? await evaluateCollection(io, options)
    : await evaluateQuestions(io, options, await readQuestions(options.queries));
  await write(io.stdout, options.json ? `${JSON.stringify(report)}\n` : reportTable({ report }));
  return 0;
}

/** The corpus is that of the collection; it and its index are temporary, but for an index folder that is named. */
async function evaluateCollection(io: Io, options: EvalOptions): Promise<QualityReport> {
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
    const questions = await unpackBeir(options.queries, corpus);
    const index = options.index ?? join(folder, 'index');
    return await evaluateQuestions(io, { ...options, index, corpus }, questions);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function evaluateQuestions(
  io: Io,
  options: EvalOptions,
  questions: readonly JudgedQuestion[],
): Promise<QualityReport> {
  const passages = options.passages === undefined ? undefined : await readPassages(options.passages);
  const context = commandContext(io, options);
  const { corpusFolder } = await indexSettings(context.config, context.logger);
  return withAssistant(io, context, async (assistant) => {
    const { report } = await evaluate(assistant, corpusFolder, questions, {
      ...(passages ? { passages } : {}),
      onProgress: questionCounter(io.stderr),
    });
    return report;
  });
}

/** Counts the questions in place on a terminal; says nothing elsewhere. */
function questionCounter(stderr: Io['stderr']): (done: number, total: number) => void {
  if (!stderr.isTTY) return () => {};
  return (done, total) => stderr.write(done < total ? `\rQuestion ${done}/${total}` : '\r\x1b[2K');
}

import { indexSettings } from '../compose.ts';
import { evaluate, type QualityReport } from '../evaluation/evaluate.ts';
import { readQuestions } from '../evaluation/question-file.ts';
import { type Io, write } from '../terminal/io.ts';
import { type CommandOptions, commandContext, withAssistant } from './command-context.ts';
import type { ExitStatus } from './program.ts';

interface EvalOptions extends CommandOptions {
  readonly queries: string;
  readonly json?: boolean;
}

/** Asks every question of a file and prints the figures. */
export async function runEval(io: Io, options: EvalOptions): Promise<ExitStatus> {
  const questions = await readQuestions(options.queries);
  const context = commandContext(io, options);
  const { corpusFolder } = await indexSettings(context.config, context.logger);
  await withAssistant(io, context, async (assistant) => {
    const { report } = await evaluate(assistant, corpusFolder, questions);
    await write(io.stdout, options.json ? `${JSON.stringify(report)}\n` : reportTable(report));
  });
  return 0;
}

/** The figures as aligned lines. */
export function reportTable(report: QualityReport): string {
  const rows: [string, string][] = [
    ['questions', `${report.questions} (${report.answerable} answerable)`],
    ['recall@5 of files', percent(report.recallAt5)],
    ['MRR', report.meanReciprocalRank.toFixed(3)],
    ['nDCG@10', report.ndcgAt10.toFixed(3)],
    ['answers with every fact', percent(report.answerRecall)],
    ['citations of the right file', percent(report.citationPrecision)],
    ['verbatim quotes', percent(report.verbatimQuotes)],
    ['abstained, unanswerable', percent(report.abstainedOnUnanswerable)],
    ['abstained, answerable', percent(report.abstainedOnAnswerable)],
    ['mean answer length', `${Math.round(report.meanAnswerLength)} characters`],
    ['latency median / 95 %', `${report.latencyMedianMs} / ${report.latency95Ms} ms`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(28)} ${value}\n`).join('');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

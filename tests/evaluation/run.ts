// `npm run eval`: asks the golden set over the shipped corpus and compares with the baseline; see README.md.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openAssistant } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { evaluate, type QuestionOutcome, reportOn } from '../../src/evaluation/evaluate.ts';
import { type QualityReport, reportTable } from '../../src/evaluation/quality-report.ts';
import { readQuestions } from '../../src/evaluation/question-file.ts';
import { type Baseline, baselineOf, regressions } from './baseline.ts';
import { writeReadmePart } from './readme-part.ts';

const HALVES = ['fit', 'test'] as const;
const CORPUS = join(import.meta.dirname, '../../corpus');
const BASELINE = join(import.meta.dirname, 'baseline.json');
/** Whatever is set outside: no key, no endpoint. */
const OFFLINE = { SUMMIT_MODE: 'extractive', SUMMIT_EMBEDDINGS: 'builtin', SUMMIT_STORE: 'hnswlib' };

async function askAll(): Promise<readonly QuestionOutcome[]> {
  const questions = await readQuestions(join(import.meta.dirname, 'golden.jsonl'));
  const folder = await mkdtemp(join(tmpdir(), 'summit-eval-'));
  try {
    const config = loadConfig({ corpus: CORPUS, index: join(folder, 'index') }, OFFLINE);
    const assistant = await openAssistant(config, { logger: silentLogger });
    try {
      return (await evaluate(assistant, CORPUS, questions)).outcomes;
    } finally {
      await assistant.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function reportsBy(
  outcomes: readonly QuestionOutcome[],
  keyOf: (outcome: QuestionOutcome) => string,
): Promise<Record<string, QualityReport>> {
  const groups = new Map<string, QuestionOutcome[]>();
  for (const outcome of outcomes) {
    const key = keyOf(outcome);
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  const reports: Record<string, QualityReport> = {};
  for (const [key, group] of groups) reports[key] = await reportOn(group, CORPUS);
  return reports;
}

const outcomes = await askAll();
const halves = await reportsBy(outcomes, ({ question }) => question.split);
console.log(reportTable(halves));
for (const half of HALVES) {
  const ofHalf = outcomes.filter(({ question }) => question.split === half);
  console.log(`${half}, by type\n${reportTable(await reportsBy(ofHalf, ({ question }) => question.type))}`);
}
const current = baselineOf(halves);
if (process.argv.includes('--update')) {
  await writeFile(BASELINE, `${JSON.stringify(current, null, 2)}\n`);
  // Latencies are those of one machine.
  const table = reportTable(halves)
    .replace(/^latency.*\n/gm, '')
    .trimEnd();
  await writeReadmePart('figures', `\`\`\`text\n${table}\n\`\`\``);
  console.log('The baseline has been rewritten.');
} else {
  const worse = regressions(JSON.parse(await readFile(BASELINE, 'utf8')) as Baseline, current);
  console.log(
    worse.length === 0
      ? 'Nothing is worse than the baseline.'
      : `Worse than the baseline:\n${worse.join('\n')}`,
  );
  if (worse.length > 0) process.exitCode = 1;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Matrix, solve } from 'ml-matrix';
import { ANSWERABILITY_FEATURES } from '../../src/answering/answerability.ts';
import { gatherEvidence } from '../../src/answering/gather-evidence.ts';
import { analyseQuestion } from '../../src/answering/question.ts';
import { indexSettings } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { readQuestions } from '../../src/evaluation/question-file.ts';
import { ingest } from '../../src/indexing/ingest.ts';
import { openIndex } from '../../src/indexing/open-index.ts';

/*
 * Fits the coefficients of src/answering/answerability.ts on the `fit` half of the golden set: logistic regression with a
 * ridge penalty, by Newton's method. Prints them, and the share of wrong decisions in both halves at several thresholds.
 *
 *     npx tsx tests/evaluation/fit-answerability.ts
 */
const PASSAGES = 8;
const RIDGE = 1;

const folder = await mkdtemp(join(tmpdir(), 'summit-fit-'));
const settings = await indexSettings(loadConfig({ index: folder }, {}), silentLogger);
await ingest(settings);
const index = await openIndex(settings);
if (!index) throw new Error('the index vanished');
const questions = await readQuestions('tests/evaluation/golden.jsonl');
const rows = await Promise.all(
  questions.map(async ({ question, answerable, split }) => {
    const { features } = await gatherEvidence(index, analyseQuestion(question), PASSAGES);
    return { split, answerable, values: [1, ...ANSWERABILITY_FEATURES.map((name) => features[name])] };
  }),
);
await rm(folder, { recursive: true });

const fit = rows.filter(({ split }) => split === 'fit');
const weights = logisticRegression(
  fit.map(({ values }) => values),
  fit.map(({ answerable }) => (answerable ? 1 : 0)),
);
for (const [i, name] of ['bias', ...ANSWERABILITY_FEATURES].entries())
  console.log(`${name}: ${weights[i]?.toFixed(2)}`);
for (const threshold of [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]) {
  for (const split of ['fit', 'test']) {
    const share = (wanted: boolean): string => {
      const some = rows.filter((row) => row.split === split && row.answerable === wanted);
      const below = some.filter(({ values }) => logOdds(values, weights) < threshold);
      return `${((100 * below.length) / some.length).toFixed(1)} %`;
    };
    console.log(
      `threshold ${threshold}, ${split}: abstains on ${share(false)} of the unanswerable, ${share(true)} of the answerable`,
    );
  }
}

function logOdds(values: readonly number[], weights: readonly number[]): number {
  return values.reduce((sum, value, i) => sum + value * (weights[i] as number), 0);
}

/** Coefficients, the first of which (the bias) is not penalised. */
function logisticRegression(rows: readonly number[][], labels: readonly number[]): number[] {
  const width = rows[0]?.length ?? 0;
  let weights = new Array<number>(width).fill(0);
  for (let iteration = 0; iteration < 30; iteration++) {
    const gradient = weights.map((weight, i) => (i === 0 ? 0 : RIDGE * weight));
    const hessian = Matrix.zeros(width, width);
    for (let i = 0; i < width; i++) hessian.set(i, i, i === 0 ? 1e-6 : RIDGE);
    for (const [r, row] of rows.entries()) {
      const probability = 1 / (1 + Math.exp(-logOdds(row, weights)));
      for (let i = 0; i < width; i++) {
        gradient[i] = (gradient[i] as number) + (probability - (labels[r] as number)) * (row[i] as number);
        for (let j = 0; j < width; j++) {
          const curvature = probability * (1 - probability) * (row[i] as number) * (row[j] as number);
          hessian.set(i, j, hessian.get(i, j) + curvature);
        }
      }
    }
    const step = solve(hessian, Matrix.columnVector(gradient)).to1DArray();
    weights = weights.map((weight, i) => weight - (step[i] as number));
  }
  return weights;
}

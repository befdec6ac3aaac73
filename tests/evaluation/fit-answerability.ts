import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Matrix, solve } from 'ml-matrix';
import { ANSWERABILITY_FEATURES } from '../../src/answering/extractive/answerability.ts';
import { gatherEvidence } from '../../src/answering/extractive/gather-evidence.ts';
import { analyseQuestion } from '../../src/answering/questions/question.ts';
import { type JudgedQuestion, readQuestions } from '../../src/evaluation/question-file.ts';
import { withCollectionIndex } from './collection-index.ts';
import { practiceTopics } from './practice.ts';

/*
 * Fits the coefficients of src/answering/extractive/answerability.ts on the `fit` half of the golden set and on three of
 * four practice topics: logistic regression with a ridge penalty, by Newton's method. Prints them, and how often it would
 * abstain at several thresholds, over what it did not learn from as well.
 *
 *     npx tsx tests/evaluation/fit-answerability.ts [--alone]
 *
 * `--alone` learns from the golden set only, to compare.
 */
const PASSAGES = 8;
const RIDGE = 1;
/** What a question of a practice topic counts beside one of the golden set: there are seventeen times as many. */
const PRACTICE_WEIGHT = 0.2;
/** Every so many of the answerable questions of the next topic of the same part are asked, too: nothing answers them. */
const FOREIGN_STEP = 3;

interface Row {
  readonly values: readonly number[];
  readonly answerable: boolean;
  readonly weight: number;
}

async function rowsOf(
  corpus: string | null,
  questions: readonly JudgedQuestion[],
  weight: number,
): Promise<Row[]> {
  return withCollectionIndex(corpus, async (index) => {
    const rows: Row[] = [];
    for (const { question, answerable } of questions) {
      const { features } = await gatherEvidence(index, analyseQuestion(question), PASSAGES);
      const values = [1, ...ANSWERABILITY_FEATURES.map((name) => features[name])];
      rows.push({ values, answerable, weight });
    }
    return rows;
  });
}

const golden = await readQuestions(join(import.meta.dirname, 'golden.jsonl'));
const fit = await rowsOf(
  null,
  golden.filter(({ split }) => split === 'fit'),
  1,
);
const test = await rowsOf(
  null,
  golden.filter(({ split }) => split === 'test'),
  1,
);
const learnt: Row[] = [];
const heldOut: Row[] = [];
const topics = await practiceTopics();
for (const [place, { corpus, questions, isHeldOut }] of topics.entries()) {
  const following = [...topics.slice(place + 1), ...topics];
  const others = following.find((other) => other.isHeldOut === isHeldOut)?.questions ?? [];
  const foreign = others.filter(({ answerable }, at) => answerable && at % FOREIGN_STEP === 0);
  (isHeldOut ? heldOut : learnt).push(
    ...(await rowsOf(
      corpus,
      [...questions, ...foreign.map((judged) => ({ ...judged, answerable: false }))],
      PRACTICE_WEIGHT,
    )),
  );
}

const { alone } = parseArgs({ options: { alone: { type: 'boolean', default: false } } }).values;
const weights = logisticRegression(alone ? fit : [...fit, ...learnt]);
for (const [i, name] of ['bias', ...ANSWERABILITY_FEATURES].entries())
  console.log(`${name}: ${weights[i]?.toFixed(2)}`);
for (const threshold of [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4]) {
  for (const [name, rows] of [
    ['golden set, fit', fit],
    ['golden set, test', test],
    ['practice topics held out', heldOut],
  ] as const) {
    const share = (wanted: boolean): string => {
      const some = rows.filter(({ answerable }) => answerable === wanted);
      const below = some.filter(({ values }) => logOdds(values, weights) < threshold);
      return `${((100 * below.length) / some.length).toFixed(1)} %`;
    };
    console.log(
      `threshold ${threshold}, ${name}: abstains on ${share(false)} of the unanswerable, ${share(true)} of the answerable`,
    );
  }
}

function logOdds(values: readonly number[], weights: readonly number[]): number {
  return values.reduce((sum, value, i) => sum + value * (weights[i] as number), 0);
}

/** Coefficients, the first of which (the bias) is not penalised. */
function logisticRegression(rows: readonly Row[]): number[] {
  const width = rows[0]?.values.length ?? 0;
  let weights = new Array<number>(width).fill(0);
  for (let iteration = 0; iteration < 30; iteration++) {
    const gradient = weights.map((value, i) => (i === 0 ? 0 : RIDGE * value));
    const hessian = Matrix.zeros(width, width);
    for (let i = 0; i < width; i++) hessian.set(i, i, i === 0 ? 1e-6 : RIDGE);
    for (const { values: row, answerable, weight } of rows) {
      const probability = 1 / (1 + Math.exp(-logOdds(row, weights)));
      for (let i = 0; i < width; i++) {
        gradient[i] =
          (gradient[i] as number) + weight * (probability - (answerable ? 1 : 0)) * (row[i] as number);
        for (let j = 0; j < width; j++) {
          const curvature =
            weight * probability * (1 - probability) * (row[i] as number) * (row[j] as number);
          hessian.set(i, j, hessian.get(i, j) + curvature);
        }
      }
    }
    const step = solve(hessian, Matrix.columnVector(gradient)).to1DArray();
    weights = weights.map((value, i) => value - (step[i] as number));
  }
  return weights;
}

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Matrix, solve } from 'ml-matrix';
import { gatherEvidence } from '../../src/answering/extractive/gather-evidence.ts';
import { wordWeights } from '../../src/answering/extractive/score-sentences.ts';
import { type SentenceFeatures, sentenceFeatures } from '../../src/answering/extractive/sentence-features.ts';
import { SENTENCE_MODEL } from '../../src/answering/extractive/sentence-model.ts';
import { analyseQuestion } from '../../src/answering/questions/question.ts';
import { factRecall } from '../../src/evaluation/metrics.ts';
import { type JudgedQuestion, readQuestions } from '../../src/evaluation/question-file.ts';
import type { OpenIndex } from '../../src/indexing/open-index.ts';
import { queryGroups } from '../../src/retrieval/query-expansion.ts';
import { withCollectionIndex } from './collection-index.ts';
import { practiceTopics } from './practice.ts';

/*
 * Fits the coefficients of src/answering/extractive/sentence-model.ts: a conditional logistic regression, with a ridge
 * penalty, of which sentence of a question holds the answer, by Newton's method. It learns from three of four practice
 * topics, from every other document of SQuAD 2's development set and from the `fit` half of the golden set, and prints how
 * often the best sentence and one of the three best hold the answer, in what it did not learn from as well.
 *
 *     npx tsx tests/evaluation/fit-sentences.ts --data DIR
 */
const PASSAGES = 16;
const RIDGE = 3;
/** What a question counts beside one of the practice topics. */
const SQUAD_WEIGHT = 3;
const GOLDEN_WEIGHT = 3;
const FEATURES = Object.keys(SENTENCE_MODEL) as (keyof SentenceFeatures)[];

/** The sentences of one question: standardised features, and whether each holds the answer. */
interface Choice {
  readonly rows: readonly number[][];
  readonly right: readonly boolean[];
  readonly weight: number;
}

async function choiceOf(index: OpenIndex, judged: JudgedQuestion, weight: number): Promise<Choice> {
  const question = analyseQuestion(judged.question);
  const { scored, passages } = await gatherEvidence(index, question, PASSAGES);
  const groups = await queryGroups(question.text, index);
  const known = scored.filter(({ sentence }) => sentence.passageRank < passages.length);
  const features = sentenceFeatures({
    question,
    weights: wordWeights(question, groups, index.postings),
    candidates: known.map(({ sentence }) => sentence),
    coverages: known.map(({ coverage }) => coverage),
    passageScores: passages.map(({ score }) => score - (passages[0]?.score ?? 0)),
    related: index.related,
  });
  return {
    rows: features.map((values) => FEATURES.map((name) => values[name])),
    right: known.map(({ sentence }) => judged.facts.some((fact) => factRecall(sentence.text, [fact]) === 1)),
    weight,
  };
}

async function choices(corpus: string | null, questions: readonly JudgedQuestion[], weight: number) {
  return withCollectionIndex(corpus, async (index) => {
    const found: Choice[] = [];
    for (const judged of questions) found.push(await choiceOf(index, judged, weight));
    return found;
  });
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);

/** Chances of each sentence, among those of `among`. */
function chances(rows: readonly number[][], weights: readonly number[], among: readonly boolean[]): number[] {
  const scores = rows.map((row, i) => (among[i] ? dot(row, weights) : Number.NEGATIVE_INFINITY));
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function objective(choicesGiven: readonly Choice[], weights: readonly number[]): number {
  let sum = (-RIDGE / 2) * dot(weights, weights);
  for (const { rows, right, weight } of choicesGiven) {
    const all = chances(
      rows,
      weights,
      right.map(() => true),
    );
    sum +=
      weight *
      Math.log(
        Math.max(
          1e-300,
          all.reduce((held, chance, i) => held + (right[i] ? chance : 0), 0),
        ),
      );
  }
  return sum;
}

function likeliestWeights(choicesGiven: readonly Choice[]): number[] {
  const width = FEATURES.length;
  let weights = new Array<number>(width).fill(0);
  for (let iteration = 0; iteration < 25; iteration++) {
    const gradient = weights.map((weight) => -RIDGE * weight);
    const hessian = Matrix.eye(width, width).mul(RIDGE);
    for (const { rows, right, weight } of choicesGiven) {
      const all = chances(
        rows,
        weights,
        right.map(() => true),
      );
      const best = chances(rows, weights, right);
      const mean = new Array<number>(width).fill(0);
      for (const [r, row] of rows.entries()) {
        for (let i = 0; i < width; i++) {
          const value = row[i] as number;
          gradient[i] = (gradient[i] as number) + weight * ((best[r] as number) - (all[r] as number)) * value;
          mean[i] = (mean[i] as number) + (all[r] as number) * value;
          for (let j = 0; j < width; j++)
            hessian.set(i, j, hessian.get(i, j) + weight * (all[r] as number) * value * (row[j] as number));
        }
      }
      for (let i = 0; i < width; i++)
        for (let j = 0; j < width; j++)
          hessian.set(i, j, hessian.get(i, j) - weight * (mean[i] as number) * (mean[j] as number));
    }
    const step = solve(hessian, Matrix.columnVector(gradient)).to1DArray();
    const before = objective(choicesGiven, weights);
    let share = 1;
    const moved = (): number[] => weights.map((value, i) => value + share * (step[i] as number));
    while (share > 1e-3 && objective(choicesGiven, moved()) < before) share /= 2;
    weights = moved();
    if (Math.max(...step.map(Math.abs)) * share < 1e-4) break;
  }
  return weights;
}

/** Scales features to deviation 1, so that the penalty treats them alike. */
function deviations(choicesGiven: readonly Choice[]): number[] {
  const rows = choicesGiven.flatMap((choice) => choice.rows);
  return FEATURES.map((_, i) => {
    const mean = rows.reduce((sum, row) => sum + (row[i] as number), 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, row) => sum + ((row[i] as number) - mean) ** 2, 0) / rows.length);
  });
}

function printShares(name: string, choicesGiven: readonly Choice[], weights: readonly number[]): void {
  const shareWithin = (most: number): string => {
    const held = choicesGiven.filter(({ rows, right }) => {
      const order = [...rows.keys()].sort(
        (a, b) => dot(rows[b] as number[], weights) - dot(rows[a] as number[], weights),
      );
      return order.slice(0, most).some((i) => right[i]);
    });
    return `${((100 * held.length) / choicesGiven.length).toFixed(1)} %`;
  };
  console.log(`${name}: best sentence ${shareWithin(1)}, one of three ${shareWithin(3)}`);
}

const { data } = parseArgs({ options: { data: { type: 'string' } } }).values;
if (data === undefined) {
  console.error('usage: tsx tests/evaluation/fit-sentences.ts --data DIR');
  process.exitCode = 2;
} else {
  const isUsable = ({ answerable, facts }: JudgedQuestion): boolean => answerable && facts.length > 0;
  const larger = (await readQuestions(join(data, 'queries.jsonl'))).filter(isUsable);
  const files = [...new Set(larger.flatMap((judged) => judged.files))].sort();
  const learnt = new Set(files.filter((_, position) => position % 2 === 0));
  const isLearnt = larger.map((judged) => learnt.has(judged.files[0] ?? ''));
  const ofLarger = await choices(join(data, 'corpus'), larger, SQUAD_WEIGHT);
  const golden = (await readQuestions(join(import.meta.dirname, 'golden.jsonl'))).filter(
    (judged) => isUsable(judged) && judged.split === 'fit',
  );
  const ofGolden = await choices(null, golden, GOLDEN_WEIGHT);
  const ofPractice = { learnt: [] as Choice[], heldOut: [] as Choice[] };
  for (const { corpus, questions, isHeldOut } of await practiceTopics())
    ofPractice[isHeldOut ? 'heldOut' : 'learnt'].push(
      ...(await choices(corpus, questions.filter(isUsable), 1)),
    );
  const training = [...ofLarger.filter((_, i) => isLearnt[i]), ...ofGolden, ...ofPractice.learnt];
  const scale = deviations(training);
  const usable = training
    .filter(({ right }) => right.includes(true) && right.includes(false))
    .map((choice) => ({
      ...choice,
      rows: choice.rows.map((row) => row.map((value, i) => value / (scale[i] as number))),
    }));
  const weights = likeliestWeights(usable).map((weight, i) => weight / (scale[i] as number));
  for (const [i, name] of FEATURES.entries()) console.log(`${name}: ${weights[i]?.toFixed(2)}`);
  const parts = [
    ['documents learnt from', ofLarger.filter((_, i) => isLearnt[i])],
    ['other documents', ofLarger.filter((_, i) => !isLearnt[i])],
    ['golden set, fit', ofGolden],
    ['practice topics learnt from', ofPractice.learnt],
    ['other practice topics', ofPractice.heldOut],
  ] as const;
  for (const [name, part] of parts) printShares(name, part, weights);
}

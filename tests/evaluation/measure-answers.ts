import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { quotedSentences } from '../../src/answering/compose-answer.ts';
import { composeDisclosed } from '../../src/answering/disclose-disagreements.ts';
import { answerability } from '../../src/answering/extractive/answerability.ts';
import { extractAnswer } from '../../src/answering/extractive/extractive-answer.ts';
import { gatherEvidence } from '../../src/answering/extractive/gather-evidence.ts';
import { metadataAnswer } from '../../src/answering/metadata/metadata-answer.ts';
import { analyseQuestion } from '../../src/answering/questions/question.ts';
import { factRecall, mean } from '../../src/evaluation/metrics.ts';
import { type JudgedQuestion, readQuestions } from '../../src/evaluation/question-file.ts';
import type { OpenIndex } from '../../src/indexing/open-index.ts';
import { withCollectionIndex } from './collection-index.ts';
import { practiceTopics } from './practice.ts';

/*
 * How often extractive answers hold the answer: in the sentence shown first, in the whole text, and in the whole text
 * when abstentions count as wrong: over the golden set, the practice topics and DIR, which holds `corpus/` and
 * `queries.jsonl`, such as the development set of SQuAD 2.
 *
 *     npx tsx tests/evaluation/measure-answers.ts [--data DIR] [--split fit]
 */
const PASSAGES = 8;

interface Row {
  readonly type: string;
  /** 1 when the answer says that its sources differ, or did at other times. */
  readonly told: number;
  readonly first: number;
  readonly whole: number;
  readonly given: number;
  readonly length: number;
}

async function measure(index: OpenIndex, judged: JudgedQuestion): Promise<Row> {
  const question = analyseQuestion(judged.question);
  const evidence = await gatherEvidence(index, question, PASSAGES);
  const holds = (text: string): number => (factRecall(text, judged.facts) === 1 ? 1 : 0);
  const stated = await metadataAnswer(evidence);
  const extraction =
    stated?.kind === 'stated'
      ? ({ kind: 'answered', quotes: stated.quotes } as const)
      : extractAnswer(question, evidence.scored, Number.POSITIVE_INFINITY, evidence.parts);
  const quotes = extraction.kind === 'answered' ? extraction.quotes : [];
  const sentences = await quotedSentences(quotes, evidence.documents);
  const text = sentences.map((sentence) => sentence.text).join(' ');
  const { conflicts, developments } = await composeDisclosed(evidence, sentences);
  const given =
    stated !== null ||
    extractAnswer(question, evidence.scored, answerability(evidence.features)).kind === 'answered';
  const told = conflicts.length + developments.length > 0 ? 1 : 0;
  return {
    type: judged.type,
    told,
    first: holds(sentences[0]?.text ?? ''),
    whole: holds(text),
    given: given ? holds(text) : 0,
    length: text.length,
  };
}

async function rowsOf(corpus: string | null, questions: readonly JudgedQuestion[]): Promise<Row[]> {
  const answerable = questions.filter((judged) => judged.answerable && judged.facts.length > 0);
  return withCollectionIndex(corpus, async (index) => {
    const rows: Row[] = [];
    for (const judged of answerable) rows.push(await measure(index, judged));
    return rows;
  });
}

function print(name: string, rows: readonly Row[]): void {
  const share = (field: 'first' | 'whole' | 'given', some = rows): string =>
    `${(100 * mean(some.map((row) => row[field]))).toFixed(1)} %`;
  console.log(`${name}: ${rows.length} answerable questions`);
  console.log(`  in the sentence shown first      ${share('first')}`);
  console.log(`  in the whole answer              ${share('whole')}`);
  console.log(`  in the whole answer, if given    ${share('given')}`);
  console.log(`  mean length, characters          ${mean(rows.map(({ length }) => length)).toFixed(0)}`);
  const types = [...new Set(rows.map(({ type }) => type))].sort();
  if (types.length < 2) return;
  for (const type of types) {
    const ofType = rows.filter((row) => row.type === type);
    const told = ofType.reduce((sum, row) => sum + row.told, 0);
    console.log(
      `  ${`of type ${type} (${ofType.length})`.padEnd(32)} ${share('whole', ofType)} whole, ${share('given', ofType)} if given, ${told} told that sources differ`,
    );
  }
}

const { data, split } = parseArgs({
  options: { data: { type: 'string' }, split: { type: 'string' } },
}).values;
const golden = await readQuestions(join(import.meta.dirname, 'golden.jsonl'));
print(
  'golden set',
  await rowsOf(
    null,
    golden.filter((judged) => split === undefined || judged.split === split),
  ),
);
const practice: { readonly isHeldOut: boolean; readonly rows: readonly Row[] }[] = [];
for (const { corpus, questions, isHeldOut } of await practiceTopics())
  practice.push({ isHeldOut, rows: await rowsOf(corpus, questions) });
for (const heldOut of [false, true])
  print(
    heldOut ? 'practice topics held out' : 'practice topics learnt from',
    practice.flatMap(({ isHeldOut, rows }) => (isHeldOut === heldOut ? rows : [])),
  );
if (data !== undefined)
  print(data, await rowsOf(join(data, 'corpus'), await readQuestions(join(data, 'queries.jsonl'))));

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerability } from '../../src/answering/answerability.ts';
import { quotedSentences } from '../../src/answering/compose-answer.ts';
import { extractAnswer } from '../../src/answering/extractive-answer.ts';
import { gatherEvidence } from '../../src/answering/gather-evidence.ts';
import { metadataAnswer } from '../../src/answering/metadata-answer.ts';
import { analyseQuestion } from '../../src/answering/question.ts';
import { factRecall, mean } from '../../src/evaluation/metrics.ts';
import { type JudgedQuestion, readQuestions } from '../../src/evaluation/question-file.ts';
import type { OpenIndex } from '../../src/indexing/open-index.ts';
import { withCollectionIndex } from './collection-index.ts';

/*
 * How often extractive answers hold the answer: in the sentence chosen first, in the whole text, and in the whole text
 * when abstentions count as wrong. DIR holds `corpus/` and `queries.jsonl`, such as the development set of SQuAD 2.
 *
 *     npx tsx tests/evaluation/measure-answers.ts [--data DIR] [--split fit]
 */
const PASSAGES = 8;

interface Row {
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
      ? ({ kind: 'answered', quotes: [stated.quote] } as const)
      : extractAnswer(question, evidence.scored, Number.POSITIVE_INFINITY, evidence.parts);
  const quotes = extraction.kind === 'answered' ? extraction.quotes : [];
  const text = (await quotedSentences(quotes, evidence.documents)).map((sentence) => sentence.text).join(' ');
  const given =
    stated !== null ||
    extractAnswer(question, evidence.scored, answerability(evidence.features)).kind === 'answered';
  const first = stated ? text : (evidence.scored[0]?.sentence.text ?? '');
  return { first: holds(first), whole: holds(text), given: given ? holds(text) : 0, length: text.length };
}

async function measureAll(name: string, corpus: string | null, questions: string, split: string | undefined) {
  const answerable = (await readQuestions(questions)).filter(
    (judged) =>
      judged.answerable && judged.facts.length > 0 && (split === undefined || judged.split === split),
  );
  await withCollectionIndex(corpus, async (index) => {
    const startedAt = performance.now();
    const rows: Row[] = [];
    for (const judged of answerable) rows.push(await measure(index, judged));
    const share = (field: 'first' | 'whole' | 'given'): string =>
      `${(100 * mean(rows.map((row) => row[field]))).toFixed(1)} %`;
    console.log(`${name}: ${rows.length} answerable questions`);
    console.log(`  in the sentence chosen first     ${share('first')}`);
    console.log(`  in the whole answer              ${share('whole')}`);
    console.log(`  in the whole answer, if given    ${share('given')}`);
    console.log(`  mean length, characters          ${mean(rows.map(({ length }) => length)).toFixed(0)}`);
    console.log(
      `  milliseconds per question        ${((performance.now() - startedAt) / rows.length).toFixed(1)}`,
    );
  });
}

const { data, split } = parseArgs({
  options: { data: { type: 'string' }, split: { type: 'string' } },
}).values;
await measureAll('golden set', null, join(import.meta.dirname, 'golden.jsonl'), split);
if (data !== undefined) await measureAll(data, join(data, 'corpus'), join(data, 'queries.jsonl'), undefined);

// `tsx tests/evaluation/ablations.ts --data DIR`: what each part of retrieval contributes; `--update` writes the tables
// into README.md. Each folder of DIR is a development collection: corpus/, queries.jsonl and, where passages are judged, passages.jsonl.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wordsWithPlaces } from '../../src/core/words.ts';
import { ablations } from './ablation-parts.ts';
import { measure, readCollection } from './collection.ts';
import { withCollectionIndex } from './collection-index.ts';
import { writeReadmePart } from './readme-part.ts';

/** Searched again with a typing error in each question. */
const WITH_TYPOS = [
  'everything',
  'no typo correction',
  'no expansion of any kind',
  'plain BM25 over chunks only',
];

function row(name: string, figures: readonly number[]): string {
  return `| ${[name, ...figures.map((figure) => figure.toFixed(4))].join(' | ')} |`;
}

const printed: string[] = [];

function print(line: string): void {
  printed.push(line);
  console.log(line);
}

function printHeader(title: string): void {
  print(`\n${title}\n\n| | nDCG@10 | MRR | recall@10 | hit@1 | hit@5 |\n|---|---|---|---|---|---|`);
}

/** The question with the two middle letters of its longest word exchanged. */
function withTypo(question: string): string {
  const [longest] = wordsWithPlaces(question).sort((a, b) => b.end - b.start - (a.end - a.start));
  if (!longest) return question;
  const middle = (longest.start + longest.end) >> 1;
  const [before, after] = [question[middle - 1] ?? '', question[middle] ?? ''];
  return `${question.slice(0, Math.max(0, middle - 1))}${after}${before}${question.slice(middle + 1)}`;
}

const { data, update } = parseArgs({
  options: { data: { type: 'string' }, update: { type: 'boolean', default: false } },
}).values;
if (data === undefined) {
  console.error('usage: tsx tests/evaluation/ablations.ts --data DIR [--update]');
  process.exitCode = 2;
} else {
  for (const name of (await readdir(data)).sort()) {
    const collection = await readCollection(join(data, name));
    await withCollectionIndex(join(data, name, 'corpus'), async (index) => {
      const variants = await ablations(index);
      const { chunkCount, documents } = index.manifest;
      printHeader(
        `${name}: ${collection.questions.length} queries, ${documents.length} documents, ${chunkCount} chunks`,
      );
      for (const variant of variants)
        print(row(variant.name, await measure(variant.index, collection, variant.options)));
      printHeader(`${name}, a typing error in the longest word of each query`);
      const questions = collection.questions.map((judged) => ({
        ...judged,
        question: withTypo(judged.question),
      }));
      for (const variant of variants.filter((candidate) => WITH_TYPOS.includes(candidate.name)))
        print(row(variant.name, await measure(variant.index, { ...collection, questions }, variant.options)));
    });
  }
  if (update) await writeReadmePart('ablations', printed.join('\n'));
}

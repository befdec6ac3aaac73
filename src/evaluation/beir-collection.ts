import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf, SummitError, throwIfCancelled } from '../core/errors.ts';
import { jsonLines, requiredText, textLines } from './json-lines.ts';
import type { JudgedQuestion } from './question-file.ts';

/*
 * A collection in the layout of BEIR (Thakur et al. 2021, https://github.com/beir-cellar/beir):
 *
 *     corpus.jsonl     {"_id", "title", "text"}
 *     queries.jsonl    {"_id", "text"}
 *     qrels/*.tsv      query-id <tab> corpus-id <tab> score, below a header
 */

/** Documents per folder that is written; listing a folder of a million files is slow. */
const FOLDER_SIZE = 1_000;

/** True when the path is a folder, which is taken for a BEIR collection. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}

/**
 * Writes each document of a collection as a text file (title, empty line, text) below `corpusFolder`, and gives the
 * judged questions, whose files are those. Questions without a relevant document are left out, as BEIR does. Of several
 * judgement files, `test.tsv` is used alone where there is one.
 * @throws SummitError `input` that names the file and line of what cannot be read, `cancelled`.
 */
export async function unpackBeir(
  folder: string,
  corpusFolder: string,
  signal?: AbortSignal,
): Promise<JudgedQuestion[]> {
  const fileOf = await writeDocuments(join(folder, 'corpus.jsonl'), corpusFolder, signal);
  const judgements = await readJudgements(join(folder, 'qrels'));
  const questions: JudgedQuestion[] = [];
  for await (const line of jsonLines(join(folder, 'queries.jsonl'))) {
    const id = requiredText(line, '_id');
    const judgement = judgements.get(id);
    if (!judgement) continue;
    // A relevant document that the collection lacks cannot be found, but it counts in what could be.
    const grades = new Map(
      [...judgement.grades].map(([document, grade]) => [
        fileOf.get(document) ?? `missing/${document}`,
        grade,
      ]),
    );
    questions.push({
      ...{ id, question: requiredText(line, 'text'), answerable: true, facts: [] },
      ...{ files: [...grades.keys()], grades, passages: [], type: '', split: judgement.split },
    });
  }
  if (questions.length === 0)
    throw new SummitError('input', `The collection ${folder} has no question with a relevant document.`);
  return questions;
}

async function writeDocuments(
  path: string,
  corpusFolder: string,
  signal: AbortSignal | undefined,
): Promise<Map<string, string>> {
  const fileOf = new Map<string, string>();
  for await (const line of jsonLines(path)) {
    throwIfCancelled(signal);
    // Ids may hold any character; files are numbered instead.
    const number = fileOf.size;
    const part = String(Math.floor(number / FOLDER_SIZE)).padStart(4, '0');
    if (number % FOLDER_SIZE === 0) await mkdir(join(corpusFolder, part), { recursive: true });
    const file = `${part}/${String(number).padStart(7, '0')}.txt`;
    const title = typeof line.record.title === 'string' ? line.record.title.trim() : '';
    const text = requiredText(line, 'text').trim();
    await writeFile(
      join(corpusFolder, file),
      `${[title, text].filter((part) => part !== '').join('\n\n')}\n`,
    );
    fileOf.set(requiredText(line, '_id'), file);
  }
  return fileOf;
}

interface Judgement {
  /** The name of the judgement file, such as `test`. */
  readonly split: string;
  /** By document, above 0. */
  readonly grades: Map<string, number>;
}

async function readJudgements(folder: string): Promise<Map<string, Judgement>> {
  const judgements = new Map<string, Judgement>();
  for (const name of await judgementFiles(folder)) {
    const path = join(folder, name);
    let number = 0;
    for await (const line of textLines(path)) {
      number++;
      if (number === 1 || line.trim() === '') continue;
      const [query, document, score] = line.split('\t');
      const grade = Number(score);
      if (!query || !document || score === undefined || score.trim() === '' || !Number.isFinite(grade))
        throw new SummitError('input', `${path}:${number} is not "query-id, corpus-id, score" between tabs.`);
      if (grade <= 0) continue;
      const judgement = judgements.get(query) ?? { split: name.replace(/\.tsv$/, ''), grades: new Map() };
      judgement.grades.set(document, grade);
      judgements.set(query, judgement);
    }
  }
  return judgements;
}

async function judgementFiles(folder: string): Promise<string[]> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.tsv')).sort();
  } catch (error) {
    throw new SummitError('input', `The judgements ${folder} cannot be read (${messageOf(error)}).`, {
      cause: error,
    });
  }
  if (names.length === 0) throw new SummitError('input', `The folder ${folder} has no judgements (*.tsv).`);
  return names.includes('test.tsv') ? ['test.tsv'] : names;
}

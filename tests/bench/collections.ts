import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from './compile.ts';

/** A passage of a document that answers a question; offsets in UTF-16 code units, half-open. */
export interface Passage {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

export interface BenchQuestion {
  readonly text: string;
  /** Empty where the collection judges no passages. */
  readonly relevant: readonly Passage[];
}

/** A folder of text files with questions about them. */
export interface Collection {
  readonly name: string;
  readonly folder: string;
  readonly questions: readonly BenchQuestion[];
  /** True when every question names the passages that answer it. */
  readonly isJudged: boolean;
}

/**
 * The collections below a folder: each subfolder with `corpus/*.txt` and `queries.jsonl` (`question`, `answerable`,
 * `relevant_passages`), and perhaps `passages.jsonl` (`id`, `doc`, `start`, `end`). Without a folder, the shipped corpus
 * with the questions of its golden set.
 */
export function readCollections(dataFolder: string | null): Collection[] {
  if (dataFolder === null) {
    const questions = readQuestions(join(ROOT, 'tests', 'evaluation', 'golden.jsonl'), new Map());
    return [{ name: 'shipped corpus', folder: join(ROOT, 'corpus'), questions, isJudged: false }];
  }
  const folders = readdirSync(dataFolder)
    .map((name) => join(dataFolder, name))
    .filter((folder) => existsSync(join(folder, 'corpus')) && existsSync(join(folder, 'queries.jsonl')));
  if (folders.length === 0) throw new Error(`${dataFolder} holds no folder with corpus/ and queries.jsonl.`);
  return folders.sort().map((folder) => {
    const passages = readPassages(join(folder, 'passages.jsonl'));
    const questions = readQuestions(join(folder, 'queries.jsonl'), passages);
    const isJudged = passages.size > 0;
    return {
      name: basename(folder),
      folder: join(folder, 'corpus'),
      questions: questions.filter(({ relevant }) => !isJudged || relevant.length > 0),
      isJudged,
    };
  });
}

/** The paragraphs of a collection's documents, in order. */
export function readParagraphs({ folder }: Collection): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split(/\r?\n(?:\s*\r?\n)+/))
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim());
}

function readQuestions(path: string, passages: ReadonlyMap<string, Passage>): BenchQuestion[] {
  return readLines(path)
    .filter(({ answerable }) => answerable !== false)
    .map(({ question, relevant_passages: ids }) => ({
      text: String(question),
      relevant: (Array.isArray(ids) ? ids : []).flatMap((id) => passages.get(String(id)) ?? []),
    }));
}

function readPassages(path: string): Map<string, Passage> {
  if (!existsSync(path)) return new Map();
  return new Map(
    readLines(path).map(({ id, doc, start, end }) => [
      String(id),
      { file: String(doc), start: Number(start), end: Number(end) },
    ]),
  );
}

function readLines(path: string): Record<string, unknown>[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

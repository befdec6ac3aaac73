import { SummitError } from '../core/errors.ts';
import { type JsonLine, jsonLines, requiredText } from './json-lines.ts';

/** A question with what is expected of its answer. */
export interface JudgedQuestion {
  readonly id: string;
  readonly question: string;
  readonly answerable: boolean;
  /** Each fact is a list of alternative wordings; any of them counts. Empty when nothing is expected of the text. */
  readonly facts: readonly (readonly string[])[];
  /** Files that hold the answer, relative to the corpus folder. */
  readonly files: readonly string[];
  /** Degrees of relevance by file, above 0; null where each of `files` counts 1. */
  readonly grades: ReadonlyMap<string, number> | null;
  /** Ids of passages that hold the answer; used when a passage file is given. */
  readonly passages: readonly string[];
  readonly type: string;
  /** The part of the set that it belongs to, such as `fit` or `test`; empty where there are no parts. */
  readonly split: string;
}

/**
 * Reads a question file in JSON Lines. Fields: `question`; `answerable` (default true); `facts` (lists of alternatives)
 * or `answers` (alternatives of one fact); `files` or `relevant`; `relevant_passages`, `id`, `type` and `split` if given.
 * @throws SummitError `input` that names the file and line of what cannot be read.
 */
export async function readQuestions(path: string): Promise<JudgedQuestion[]> {
  const questions: JudgedQuestion[] = [];
  for await (const line of jsonLines(path)) questions.push(questionOf(line));
  if (questions.length === 0) throw new SummitError('input', `The question file ${path} has no questions.`);
  return questions;
}

function questionOf(line: JsonLine): JudgedQuestion {
  const { record } = line;
  const answers = strings(record.answers);
  const facts = Array.isArray(record.facts) ? record.facts.map(strings) : answers.length > 0 ? [answers] : [];
  return {
    id: typeof record.id === 'string' ? record.id : String(line.line),
    question: requiredText(line, 'question'),
    answerable: record.answerable !== false,
    facts: facts.filter((alternatives) => alternatives.length > 0),
    files: strings(record.files ?? record.relevant),
    grades: null,
    passages: strings(record.relevant_passages),
    type: typeof record.type === 'string' ? record.type : '',
    split: typeof record.split === 'string' ? record.split : '',
  };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

import { readFile } from 'node:fs/promises';
import { messageOf, SummitError } from '../core/errors.ts';

/** A question with what is expected of its answer. */
export interface JudgedQuestion {
  readonly id: string;
  readonly question: string;
  readonly answerable: boolean;
  /** Each fact is a list of alternative wordings; any of them counts. Empty when nothing is expected of the text. */
  readonly facts: readonly (readonly string[])[];
  /** Files that hold the answer, relative to the corpus folder. */
  readonly files: readonly string[];
  readonly type: string;
  /** The part of the set that it belongs to, such as `fit` or `test`; empty where there are no parts. */
  readonly split: string;
}

/**
 * Reads a question file in JSON Lines. Fields: `question`; `answerable` (default true); `facts` (lists of alternatives)
 * or `answers` (alternatives of one fact); `files` or `relevant`; `id`, `type` and `split` if given.
 * @throws SummitError `input` that names the file and line of what cannot be read.
 */
export async function readQuestions(path: string): Promise<JudgedQuestion[]> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new SummitError('input', `The question file ${path} cannot be read (${messageOf(error)}).`, {
      cause: error,
    });
  }
  const questions = text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, `${path}:${index + 1}`, index)]));
  if (questions.length === 0) throw new SummitError('input', `The question file ${path} has no questions.`);
  return questions;
}

function parseLine(line: string, place: string, index: number): JudgedQuestion {
  let record: Record<string, unknown>;
  try {
    record = JSON.parse(line) as Record<string, unknown>;
  } catch (error) {
    throw new SummitError('input', `${place} is not a JSON object (${messageOf(error)}).`, { cause: error });
  }
  const { question } = record;
  if (typeof question !== 'string') throw new SummitError('input', `${place} has no "question".`);
  const answers = strings(record.answers);
  const facts = Array.isArray(record.facts) ? record.facts.map(strings) : answers.length > 0 ? [answers] : [];
  return {
    id: typeof record.id === 'string' ? record.id : String(index + 1),
    question,
    answerable: record.answerable !== false,
    facts: facts.filter((alternatives) => alternatives.length > 0),
    files: strings(record.files ?? record.relevant),
    type: typeof record.type === 'string' ? record.type : '',
    split: typeof record.split === 'string' ? record.split : '',
  };
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

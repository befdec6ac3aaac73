import { createReadStream } from 'node:fs';
import { messageOf, SummitError } from '../core/errors.ts';

/** One line of a JSON Lines file; `place` is "path:line" for messages, lines counted from 1. */
export interface JsonLine {
  readonly record: Readonly<Record<string, unknown>>;
  readonly place: string;
  readonly line: number;
}

/**
 * The objects of a JSON Lines file, one at a time; empty lines are skipped.
 * @throws SummitError `input` that names the file and the line of what cannot be read.
 */
export async function* jsonLines(path: string): AsyncGenerator<JsonLine> {
  let line = 0;
  for await (const text of textLines(path)) {
    line++;
    if (text.trim() !== '') yield { record: parse(text, `${path}:${line}`), place: `${path}:${line}`, line };
  }
}

/**
 * The lines of a text file without LF or CRLF and without a byte order mark. node:readline would also end a line at
 * U+2028, which may stand in a JSON string.
 * @throws SummitError `input` when the file cannot be read.
 */
export async function* textLines(path: string): AsyncGenerator<string> {
  let rest = '';
  let started = false;
  try {
    for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
      const text = started ? (chunk as string) : (chunk as string).replace(/^\uFEFF/, '');
      started = true;
      const lines = `${rest}${text}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield line.replace(/\r$/, '');
    }
  } catch (error) {
    throw new SummitError('input', `The file ${path} cannot be read (${messageOf(error)}).`, {
      cause: error,
    });
  }
  if (rest !== '') yield rest.replace(/\r$/, '');
}

/** A field that must be a string. @throws SummitError `input` that names the place and the field. */
export function requiredText({ record, place }: JsonLine, field: string): string {
  const value = record[field];
  if (typeof value !== 'string') throw new SummitError('input', `${place} has no "${field}".`);
  return value;
}

function parse(text: string, place: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new SummitError('input', `${place} is not a JSON object (${messageOf(error)}).`, { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SummitError('input', `${place} is not a JSON object.`);
  return value as Record<string, unknown>;
}

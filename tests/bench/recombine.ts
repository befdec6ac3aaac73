import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seededRandom } from '../../src/core/random.ts';
import { chunkDocument } from '../../src/corpus/chunk.ts';
import { analyseDocument } from '../../src/corpus/document.ts';
import { splitSentences } from '../../src/corpus/sentences.ts';

const PARAGRAPHS_PER_DOCUMENT = 10;
const SHORTEST_PARAGRAPH = 200;
/** The second half of a new paragraph comes from at most so many paragraphs away: mostly the same document. */
const REACH = 20;
const DOCUMENTS_PER_FOLDER = 1_000;

/**
 * Writes documents of real text until they make `chunkCount` passages, and returns how many they make. A document is ten
 * paragraphs; a paragraph is the first sentences of one paragraph of the collections and the last ones of another nearby:
 *
 *     |a1 a2 a3 a4| + |b1 b2 b3|  →  |a1 a2 b2 b3|
 *
 * Whole paragraphs would have to be repeated, and an index of identical passages is like no real one.
 */
export async function recombine(
  paragraphs: readonly string[],
  folder: string,
  chunkCount: number,
): Promise<number> {
  const random = seededRandom(7);
  const pool = paragraphs
    .filter((text) => text.length >= SHORTEST_PARAGRAPH)
    .map((text) => splitSentences(text).map(({ start, end }) => text.slice(start, end)))
    .filter((sentences) => sentences.length > 1);
  if (pool.length === 0) throw new Error('The collections have no paragraphs to recombine.');
  const below = (limit: number): number => Math.floor(random() * limit);
  const used = new Set<string>();
  const newParagraph = (): string => {
    for (let attempt = 0; ; attempt++) {
      const first = below(pool.length);
      const other = Math.min(pool.length - 1, Math.max(0, first + below(2 * REACH + 1) - REACH));
      const [head, tail] = [pool[first] as string[], pool[other] as string[]];
      const [until, from] = [1 + below(head.length - 1), 1 + below(tail.length - 1)];
      const key = `${first} ${until} ${other} ${from}`;
      if (used.has(key) && attempt < 20) continue;
      used.add(key);
      return [...head.slice(0, until), ...tail.slice(from)].join(' ');
    }
  };
  let chunks = 0;
  for (let number = 0; chunks < chunkCount; number++) {
    const subfolder = join(folder, String(Math.floor(number / DOCUMENTS_PER_FOLDER)).padStart(3, '0'));
    if (number % DOCUMENTS_PER_FOLDER === 0) await mkdir(subfolder, { recursive: true });
    const text = `${Array.from({ length: PARAGRAPHS_PER_DOCUMENT }, newParagraph).join('\n\n')}\n`;
    chunks += chunkDocument(analyseDocument('generated.txt', '', text)).length;
    await writeFile(join(subfolder, `${String(number).padStart(6, '0')}.txt`), text);
  }
  return chunks;
}

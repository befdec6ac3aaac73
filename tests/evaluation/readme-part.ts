import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const README = join(import.meta.dirname, 'README.md');

/** Replaces what stands in the evaluation's README between `<!-- name -->` and `<!-- /name -->`. */
export async function writeReadmePart(name: string, text: string): Promise<void> {
  const readme = await readFile(README, 'utf8');
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [readme.indexOf(start), readme.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`README.md has no part ${name}`);
  await writeFile(README, `${readme.slice(0, from + start.length)}\n\n${text.trim()}\n\n${readme.slice(to)}`);
}

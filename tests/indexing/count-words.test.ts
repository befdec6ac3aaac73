import { expect, it } from 'vitest';
import { countWords } from '../../src/indexing/count-words.ts';
import { readCorpus } from '../../src/indexing/read-corpus.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

/** How often the stems stand in the first passage of a document. */
async function countsOf(text: string, ...stems: readonly string[]): Promise<number[]> {
  const folder = await temporaryFolder();
  await writeFiles(folder, { 'a.md': text });
  const { postings } = await countWords(await readCorpus(folder, {}), null, {});
  return stems.map((stem) => postings.list(stem).counts[0] ?? 0);
}

it('finds a passage by what front matter states above it, which lies in none', async () => {
  const body = 'You get one at the desk.\n';
  expect(await countsOf(`---\ntitle: Parking permits\n---\n${body}`, 'park', 'desk')).toEqual([1, 1]);
  expect(await countsOf(`---\nauthor: Ada Byron\ntags: [desk]\n---\n${body}`, 'byron', 'desk')).toEqual([
    1, 1,
  ]);
});

it('counts a headline that lies in a passage once', async () => {
  expect(await countsOf('# Parking permits\n\nYou get one at the desk.\n', 'park')).toEqual([1]);
});

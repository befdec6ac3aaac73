import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { stems } from '../../src/core/search-terms.ts';
import { ANALYSER, chunkDocument } from '../../src/corpus/chunk.ts';
import { analyseDocument, sha256Of } from '../../src/corpus/document.ts';

const SAMPLE = `Dr. Ada Brown paid $5 million (about 96 per cent) on Dec. 4. “Why?” he asked.
Leave a Reply
Fifteen U.S. ships (ext. 4410); the 23rd summit costs €1,000.

4. Costs

| Item | Cost |
|------|------|
| Ship | €40 |

Captain: Bo Marsh
Home port: Ostende, since 3. Mai 1921.[1]

Boat  Cost
Row   €4
Sail  €9
<!-- ask
again -->
`;

/** What analysis gives for the shipped corpus and a sample, in one number. */
function fingerprint(): string {
  const texts = [
    SAMPLE,
    ...readdirSync('corpus')
      .sort()
      .map((file) => readFileSync(`corpus/${file}`, 'utf8')),
  ];
  const analysed = texts.map((text) => {
    const document = analyseDocument('a.txt', '', text);
    const { metadata, blocks, furniture } = document;
    return { metadata, blocks, furniture, chunks: chunkDocument(document), stems: stems(text) };
  });
  return sha256Of(JSON.stringify(analysed)).slice(0, 16);
}

it('names its version, which is raised (with this fingerprint) whenever it gives something else', () => {
  expect(`${ANALYSER} ${fingerprint()}`).toBe('analyser-5 94ea254c79a074b0');
});

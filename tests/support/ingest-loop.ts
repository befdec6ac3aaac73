/*
 * A process that ingests one corpus after the other into the same index until it is killed:
 *
 *     node ingest-loop.js INDEX CORPUS…
 *
 * It says "ready" when it is loaded, waits for a line "N", then ingests corpora N, N + 1, … in turn and writes a line
 * with the number of each corpus as soon as it is published.
 */

import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { exactStore } from '../../src/indexing/exact-index.ts';
import { hnswlibStore, loadHnswlib } from '../../src/indexing/hnswlib-index.ts';
import { ingest } from '../../src/indexing/ingest.ts';
import { hashingEmbedder } from './hashing-embedder.ts';

const [indexFolder = '', ...corpora] = process.argv.slice(2);
const library = await loadHnswlib();
const store = library ? hnswlibStore(library) : exactStore();
const input = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

writeSync(1, 'ready\n');
const { value: first } = await input.next();
for (let number = Number(first); ; number = (number + 1) % corpora.length) {
  await ingest({ corpusFolder: corpora[number] ?? '', indexFolder, embedder: hashingEmbedder(), store });
  writeSync(1, `${number}\n`);
}

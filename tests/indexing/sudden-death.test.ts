import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/core/random.ts';
import { exactStore } from '../../src/indexing/exact-index.ts';
import { hnswlibStore, loadHnswlib } from '../../src/indexing/hnswlib-index.ts';
import { type IndexSettings, ingest } from '../../src/indexing/ingest.ts';
import { type OpenIndex, openIndex } from '../../src/indexing/open-index.ts';
import { startScript } from '../support/child-script.ts';
import { hashingEmbedder } from '../support/hashing-embedder.ts';
import { chunkTextsOf } from '../support/index-fixtures.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const KILLS = 21;
const LONGEST_LIFE_MS = 150;

/** Three corpora of different sizes; every sentence says which one it belongs to. */
const VERSIONS = [12, 20, 16].map((files, version) =>
  Object.fromEntries(
    Array.from({ length: files }, (_, file) => [
      `${file}.txt`,
      `Report ${file} of version ${version}\n\nThe bridge number ${file} belongs to version ${version}. It was built.\n`,
    ]),
  ),
);

async function corpora() {
  const folder = await temporaryFolder();
  const corpusFolders = VERSIONS.map((_, version) => join(folder, `corpus-${version}`));
  for (const [version, files] of VERSIONS.entries()) await writeFiles(corpusFolders[version] ?? '', files);
  const library = await loadHnswlib();
  const settings = (version: number): IndexSettings => ({
    corpusFolder: corpusFolders[version] ?? '',
    indexFolder: join(folder, 'index'),
    embedder: hashingEmbedder(),
    store: library ? hnswlibStore(library) : exactStore(),
  });
  return { corpusFolders, settings };
}

/** Which corpus an index holds; every part of it must agree. */
async function versionOf(index: OpenIndex, settings: (version: number) => IndexSettings): Promise<number> {
  const version = Number(/version (\d)/.exec(index.manifest.documents[0]?.title ?? '')?.[1]);
  const files = Object.keys(VERSIONS[version] ?? {});
  expect(index.manifest.documents.map(({ file }) => file)).toEqual(files.sort());
  // Reading through the manifest's checksums compares every document with the corpus of that version.
  const texts = await chunkTextsOf({ ...index, corpusFolder: settings(version).corpusFolder });
  expect(texts).toHaveLength(files.length);
  for (const [label, text] of texts.entries()) {
    expect(text).toContain(`of version ${version}`);
    const [nearest] = await index.vectorIndex.search(await index.embedder.embedQuery(text), 1);
    expect(nearest?.similarity).toBeCloseTo(1, 4);
    expect(index.postings.list('version').labels).toContain(label);
  }
  return version;
}

describe('an ingest that is killed', () => {
  it(`leaves the last complete index or the next one, whenever it is hit (${KILLS} kills)`, async () => {
    const { corpusFolders, settings } = await corpora();
    const { indexFolder } = settings(0);
    await ingest(settings(0));
    const random = seededRandom(Date.now());
    const start = () => startScript('ingest-loop.ts', [indexFolder, ...corpusFolders]);
    let published = 0;
    let interrupted = 0;
    let finished = 0;
    // The next processes are started ahead, so that loading them takes little time from the test.
    const started = [start(), start()];
    for (let kill = 0; kill < KILLS; kill++) {
      const child = await (started.shift() ?? start());
      if (kill + 2 < KILLS) started.push(start());
      await child.said('ready');
      child.send(String((published + 1) % 3));
      if (kill % 3 === 0) await child.said(`\n${(published + 1) % 3}\n`);
      await delay(random() * LONGEST_LIFE_MS);
      await child.kill();

      const acknowledged = child.output.trim().split('\n').slice(1).map(Number);
      finished += acknowledged.length;
      const last = acknowledged.at(-1) ?? published;
      const index = await openIndex(settings(0));
      if (!index) throw new Error('the index is gone');
      const version = await versionOf(index, settings);
      expect([last, (last + 1) % 3]).toContain(version);
      published = version;
      const entries = await readdir(indexFolder);
      if (entries.some((entry) => entry.startsWith('lock') || entry.startsWith('CURRENT.'))) interrupted++;
    }
    expect(finished).toBeGreaterThanOrEqual(KILLS / 3);
    expect(interrupted).toBeGreaterThan(KILLS / 4);

    // What the dead left behind is cleared by the next one who lives.
    await ingest(settings(0));
    await ingest(settings(1));
    const entries = await readdir(indexFolder);
    expect(entries.filter((entry) => !entry.startsWith('generation-'))).toEqual(['CURRENT']);
    expect(entries).toHaveLength(3);
  }, 60_000);

  it('is never seen half-written by a reader while it works', async () => {
    const { corpusFolders, settings } = await corpora();
    const { indexFolder } = settings(0);
    await ingest(settings(0));
    const child = await startScript('ingest-loop.ts', [indexFolder, ...corpusFolders]);
    await child.said('ready');
    child.send('1');
    const seen = new Set<string>();
    for (let round = 0; round < 5000 && seen.size < 25; round++) {
      const index = await openIndex(settings(0));
      if (!index) throw new Error('the index is gone');
      if (!seen.has(index.generation)) await versionOf(index, settings);
      seen.add(index.generation);
    }
    expect(seen.size).toBe(25);
    await child.kill();
  }, 30_000);
});

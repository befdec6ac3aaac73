import { readdir, readFile, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Of } from '../../src/corpus/document.ts';
import { exactStore } from '../../src/indexing/exact-index.ts';
import {
  createGeneration,
  readCurrent,
  readGeneration,
  removeOtherGenerations,
} from '../../src/indexing/generations.ts';
import { hnswlibStore, loadHnswlib } from '../../src/indexing/hnswlib-index.ts';
import { type IndexSettings, ingest } from '../../src/indexing/ingest.ts';
import { FORMAT_VERSION } from '../../src/indexing/manifest.ts';
import { OtherEmbedderError, OutdatedIndexError, openIndex } from '../../src/indexing/open-index.ts';
import { hashingEmbedder } from '../support/hashing-embedder.ts';
import { ARTICLES, chunkTextsOf, contentOf, indexFixture } from '../support/index-fixtures.ts';
import { writeFiles } from '../support/temporary-folder.ts';

/** Settings whose index has been built, for the native index, so that its file is among those that are damaged. */
async function ingested(): Promise<IndexSettings & { readonly generation: string }> {
  const library = await loadHnswlib();
  const fixture = await indexFixture();
  const settings = { ...fixture, store: library ? hnswlibStore(library) : exactStore() };
  const { generation } = await ingest(settings);
  return { ...settings, generation: generation?.folder ?? '' };
}

const open = async (settings: IndexSettings) => {
  const index = await openIndex(settings);
  if (!index) throw new Error('there is no index');
  return index;
};

async function savedFiles({ indexFolder, generation }: { indexFolder: string; generation: string }) {
  const files = (await readdir(generation)).map((file) => join(generation, file));
  return [join(indexFolder, 'CURRENT'), ...files.sort()];
}

/** Changes the manifest, and the checksum in CURRENT with it. */
async function editManifest(
  { indexFolder, generation }: { indexFolder: string; generation: string },
  from: string,
  to: string,
): Promise<void> {
  const path = join(generation, 'manifest.json');
  const text = await readFile(path, 'utf8');
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  await writeFile(path, other);
  const [name] = ((await readCurrent(indexFolder)) ?? '').split(' ');
  await writeFile(join(indexFolder, 'CURRENT'), `${name} ${sha256Of(other)}\n`);
}

describe('a generation', () => {
  it('is read back as it was written, and what it says stands in the corpus', async () => {
    const settings = await ingested();
    const index = await open(settings);
    expect(index.manifest.documents.map(({ file }) => file)).toEqual([
      'bridge.txt',
      'ferry.txt',
      'tea/prices.md',
    ]);
    expect((await chunkTextsOf(index)).join('\n')).toContain('Its captain, Dr. Ada Byron, retires.');
    expect(await contentOf(await open(settings))).toEqual(await contentOf(index));
  });

  it('has the same content when the same corpus is indexed again', async () => {
    const settings = await ingested();
    const first = await contentOf(await open(settings));
    await ingest(settings);
    expect(await contentOf(await open(settings))).toEqual(first);
  });

  it('is not there before it is published, and leaves nothing when it is discarded', async () => {
    const { indexFolder } = await indexFixture();
    expect(await readCurrent(indexFolder)).toBeNull();
    expect(await readGeneration(indexFolder)).toBeNull();
    const writer = await createGeneration(indexFolder);
    await writer.write('a.bin', Uint8Array.of(1, 2, 3));
    expect(await readGeneration(indexFolder)).toBeNull();
    await writer.discard();
    expect(await readdir(indexFolder)).toEqual([]);
  });

  it('replaces the one before it, of which one is kept', async () => {
    const settings = await ingested();
    for (let round = 0; round < 3; round++) await ingest(settings);
    const entries = await readdir(settings.indexFolder);
    expect(entries.filter((entry) => entry.startsWith('generation-'))).toHaveLength(2);
    expect(entries.filter((entry) => !entry.startsWith('generation-'))).toEqual(['CURRENT']);
  });

  it('stays when a writer that has lost the lock clears up after itself', async () => {
    const settings = await ingested();
    await removeOtherGenerations(settings.indexFolder, []);
    expect((await open(settings)).generation).toBe(basename(settings.generation));
  });

  it('stays when something else lies in the folders, which is left alone', async () => {
    const settings = await ingested();
    await writeFiles(settings.indexFolder, { 'notes.txt': 'mine', 'generations/mine.txt': 'mine' });
    await writeFiles(settings.generation, { 'foreign.bin': 'not of this generation' });
    const content = await contentOf(await open(settings));
    await ingest(settings);
    expect(await contentOf(await open(settings))).toEqual(content);
    expect(await readFile(join(settings.indexFolder, 'notes.txt'), 'utf8')).toBe('mine');
    expect(await readFile(join(settings.indexFolder, 'generations/mine.txt'), 'utf8')).toBe('mine');
  });
});

describe('an index folder among files of the user', () => {
  const theirs = {
    'CURRENT.md': '# The current state of things\n',
    'CURRENT.1': 'a note',
    'generation-gap/novel.txt': 'Years of work.\n',
    'generation-x/novel.txt': 'Years of work.\n',
    'generation-of-1927/deadbeef.txt': 'Years of work.\n',
  };

  it('keeps each of them, whatever its name begins with, and loses what stopped writers left', async () => {
    const settings = await ingested();
    const left = ['generation-mabcdef0-0123abcd/vectors.bin', 'CURRENT.0123abcd'];
    await writeFiles(settings.indexFolder, { ...theirs, [left[0] ?? '']: 'half', [left[1] ?? '']: 'half' });
    await ingest(settings);
    await ingest(settings);
    for (const [file, content] of Object.entries(theirs))
      expect(await readFile(join(settings.indexFolder, file), 'utf8')).toBe(content);
    const entries = await readdir(settings.indexFolder);
    expect(entries).not.toContain('generation-mabcdef0-0123abcd');
    expect(entries).not.toContain('CURRENT.0123abcd');
  });

  it('is refused where it is the corpus folder or holds it, also by another path, and nothing is written', async () => {
    const settings = await indexFixture({ ...ARTICLES, ...theirs });
    const link = join(settings.folder, 'link');
    await symlink(settings.corpusFolder, link);
    const before = await readdir(settings.folder, { recursive: true });
    for (const indexFolder of [settings.corpusFolder, link, settings.folder]) {
      await expect(ingest({ ...settings, indexFolder })).rejects.toMatchObject({
        code: 'config',
        message: expect.stringMatching(/index folder .* (is also|holds) the corpus folder.*--index DIR/),
      });
    }
    expect(await readdir(settings.folder, { recursive: true })).toEqual(before);
  });

  it('may lie within the corpus folder or beside one whose name begins with its own', async () => {
    const settings = await indexFixture();
    for (const indexFolder of [join(settings.corpusFolder, 'index'), join(settings.folder, 'corp')])
      expect((await ingest({ ...settings, indexFolder })).documents).toBe(3);
  });
});

describe('a damaged generation', { timeout: 30_000 }, () => {
  const damaged = { code: 'index', message: expect.stringMatching(/is damaged: .*Run `summit ingest`/) };

  it('is refused when a file was cut off, emptied or removed', async () => {
    const settings = await ingested();
    for (const path of await savedFiles(settings)) {
      const bytes = await readFile(path);
      const shortest = path.endsWith('CURRENT') ? bytes.length - 2 : bytes.length - 1;
      for (const length of [shortest, Math.floor(bytes.length / 2), 0]) {
        await truncate(path, length);
        await expect(open(settings), `${path} of ${length} bytes`).rejects.toMatchObject(damaged);
      }
      await writeFile(path, bytes);
      if (path.endsWith('CURRENT')) continue;
      await unlink(path);
      await expect(open(settings), `${path} removed`).rejects.toMatchObject(damaged);
      await writeFile(path, bytes);
    }
    await open(settings);
  });

  it('is refused when a file was replaced by another one', async () => {
    const settings = await ingested();
    const other = await ingested();
    const [, ...files] = await savedFiles(settings);
    for (const path of files) {
      const bytes = await readFile(path);
      for (const foreign of ['hello', '{"format":1}', '\u0000'.repeat(bytes.length)]) {
        await writeFile(path, foreign);
        await expect(open(settings)).rejects.toMatchObject(damaged);
      }
      await writeFile(path, bytes);
    }
    for (const current of ['', 'hello', '../..', 'generation-0', await readCurrent(other.indexFolder)]) {
      await writeFile(join(settings.indexFolder, 'CURRENT'), current ?? '');
      await expect(open(settings)).rejects.toMatchObject(damaged);
    }
  });

  it('is refused, or says exactly the same, wherever one bit is flipped', async () => {
    const settings = await ingested();
    const content = await contentOf(await open(settings));
    const files = await savedFiles(settings);
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.nat(), fc.nat(7), async (path, position, bit) => {
        const bytes = await readFile(path);
        const flipped = Uint8Array.from(bytes);
        const at = position % bytes.length;
        flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
        await writeFile(path, flipped);
        try {
          expect(await contentOf(await open(settings))).toEqual(content);
          expect(path).toMatch(/CURRENT$/);
        } catch (error) {
          expect(error).toMatchObject(damaged);
          refused++;
        } finally {
          await writeFile(path, bytes);
        }
      }),
      { numRuns: 300 },
    );
    expect(refused).toBeGreaterThan(250);
  });

  it('is refused for every bit of CURRENT but those that leave the names as they are', async () => {
    const settings = await ingested();
    const path = join(settings.indexFolder, 'CURRENT');
    const bytes = await readFile(path);
    const accepted: string[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await writeFile(path, flipped);
      const index = await open(settings).catch((error: unknown) => {
        expect(error).toMatchObject(damaged);
        return null;
      });
      if (index) accepted.push(new TextDecoder().decode(flipped).trim());
    }
    for (const current of accepted) expect(current).toBe(bytes.toString('utf8').trim());
  });
});

describe('a generation of another kind', () => {
  it('is refused when a later version wrote it in another format', async () => {
    const settings = await ingested();
    await editManifest(settings, `"format": ${FORMAT_VERSION}`, `"format": ${FORMAT_VERSION + 1}`);
    await expect(open(settings)).rejects.toMatchObject({
      code: 'index',
      message: expect.stringMatching(
        new RegExp(`format ${FORMAT_VERSION + 1}, this version reads ${FORMAT_VERSION}.*summit ingest`),
      ),
    });
  });

  it('whose passages were cut in another way is outdated, not damaged', async () => {
    const settings = await ingested();
    const { chunker } = (await open(settings)).manifest;
    await editManifest(settings, JSON.stringify(chunker), JSON.stringify(`other ${chunker}`));
    await expect(open(settings)).rejects.toBeInstanceOf(OutdatedIndexError);
  });

  it('of another embedder is an error that names both and says what to run', async () => {
    const settings = await ingested();
    const error = await open({ ...settings, embedder: hashingEmbedder('test-other') }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(OtherEmbedderError);
    expect(error).toMatchObject({ code: 'index' });
    expect((error as Error).message).toMatch(/test-hashing \(24 dimensions\).*test-other.*`summit ingest`/);
  });

  it('of another vector store is outdated, not damaged', async () => {
    const settings = await ingested();
    await expect(open({ ...settings, store: { ...exactStore(), kind: 'other' } })).rejects.toBeInstanceOf(
      OutdatedIndexError,
    );
  });
});

describe('ingest', () => {
  it('leaves the old generation in use when anything fails', async () => {
    const settings = await ingested();
    const content = await contentOf(await open(settings));
    const failing = [
      {
        ...settings,
        embedder: { ...settings.embedder, embedCorpus: async () => Promise.reject(new Error('embedder')) },
      },
      { ...settings, store: { ...settings.store, build: async () => Promise.reject(new Error('store')) } },
      { ...settings, store: { ...settings.store, build: async () => ['missing.bin'] } },
      { ...settings, corpusFolder: join(settings.corpusFolder, 'missing') },
    ];
    for (const broken of failing) {
      await expect(ingest(broken)).rejects.toThrow();
      expect(await contentOf(await open(settings))).toEqual(content);
      expect((await readdir(settings.indexFolder)).sort()).toEqual([
        'CURRENT',
        expect.stringMatching(/^generation-/),
      ]);
    }
  });

  it('stops when it is cancelled, in every phase, and leaves the old generation in use', async () => {
    const settings = await ingested();
    const content = await contentOf(await open(settings));
    const phases: string[] = [];
    await ingest(settings, { onProgress: (phase) => phases.push(phase) });
    expect(new Set(phases)).toEqual(new Set(['reading', 'embedding', 'counting', 'indexing', 'writing']));
    for (const cancelledIn of ['reading', 'embedding', 'counting', 'indexing', 'writing']) {
      const controller = new AbortController();
      const work = ingest(settings, {
        signal: controller.signal,
        onProgress: (phase) => {
          if (phase === cancelledIn) controller.abort();
        },
      });
      await expect(work, cancelledIn).rejects.toThrow();
      expect(await contentOf(await open(settings))).toEqual(content);
    }
  });

  it('reports what it did', async () => {
    const report = await ingest(await indexFixture());
    expect(report).toMatchObject({ documents: 3, chunks: 3, problems: [] });
    expect(report.elapsedMs).toBeGreaterThan(0);
  });

  it('does nothing when another process has published what was to be replaced', async () => {
    const settings = await ingested();
    const before = await readCurrent(settings.indexFolder);
    expect(await ingest(settings, { replaces: null })).toMatchObject({ generation: null });
    expect(await readCurrent(settings.indexFolder)).toBe(before);
    expect((await ingest(settings, { replaces: before })).generation).not.toBeNull();
    expect(await readCurrent(settings.indexFolder)).not.toBe(before);
  });
});

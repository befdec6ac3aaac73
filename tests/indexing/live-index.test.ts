import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readCurrent } from '../../src/indexing/generations.ts';
import { type IndexSettings, ingest } from '../../src/indexing/ingest.ts';
import {
  type LiveIndex,
  type LiveIndexOptions,
  openLiveIndex,
  type Rebuild,
} from '../../src/indexing/live-index.ts';
import { OtherEmbedderError } from '../../src/indexing/open-index.ts';
import { hashingEmbedder } from '../support/hashing-embedder.ts';
import { ARTICLES, chunkTextsOf, indexFixture } from '../support/index-fixtures.ts';
import { type RecordingLogger, recordingLogger } from '../support/recording-logger.ts';
import { writeFiles } from '../support/temporary-folder.ts';
import { asUnprivileged } from '../support/unprivileged.ts';

/** What takes milliseconds takes seconds on a busy machine. */
const SOON = { timeout: 10_000 };

afterEach(() => vi.unstubAllEnvs());

/** Opens with a logger and a comparison with the corpus before every answer. */
async function opened(
  settings: IndexSettings,
  options: LiveIndexOptions = {},
): Promise<{ live: LiveIndex; logger: RecordingLogger }> {
  const logger = recordingLogger();
  const live = await openLiveIndex(settings, { logger, checkEveryMs: 0, patienceMs: 30_000, ...options });
  onTestFinished(() => live.close());
  return { live, logger };
}

const textOf = async (live: LiveIndex): Promise<string> =>
  (await chunkTextsOf(await live.current())).join('\n');
const filesOf = async (live: LiveIndex): Promise<string[]> =>
  (await live.current()).manifest.documents.map(({ file }) => file);

describe('openLiveIndex', () => {
  it('builds an index that is missing, and says nothing', async () => {
    const settings = await indexFixture();
    const { live, logger } = await opened(settings);
    expect(await filesOf(live)).toEqual(Object.keys(ARTICLES));
    expect(logger.lines).toEqual([]);
    expect(await readCurrent(settings.indexFolder)).not.toBeNull();
  });

  it('opens one that is current without building it again', async () => {
    const settings = await indexFixture();
    await ingest(settings);
    const before = await readCurrent(settings.indexFolder);
    await opened(settings);
    expect(await readCurrent(settings.indexFolder)).toBe(before);
  });

  it('rebuilds a damaged one with a warning', async () => {
    const settings = await indexFixture();
    for (const file of [
      'CURRENT',
      'manifest.json',
      'chunks.bin',
      'vectors.bin',
      'postings.bin',
      'embedder.bin',
    ]) {
      const { generation } = await ingest(settings);
      const path = join(file === 'CURRENT' ? settings.indexFolder : (generation?.folder ?? ''), file);
      const bytes = await readFile(path);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      await writeFile(path, bytes);
      const { live, logger } = await opened(settings);
      expect(await textOf(live)).toContain('The bridge over the harbour');
      expect(logger.of('warn')).toEqual([expect.stringMatching(/is damaged: .*Rebuilding it\.$/)]);
    }
  });

  it('rebuilds one that was made for another vector store', async () => {
    const settings = await indexFixture();
    await ingest({ ...settings, store: { ...settings.store, kind: 'other' } });
    const { live, logger } = await opened(settings);
    expect((await live.current()).manifest.store).toBe('exact');
    expect(logger.of('warn')).toEqual([
      expect.stringMatching(/built for other search, not exact.*Rebuilding/),
    ]);
  });

  it('never replaces one of another embedder by itself', async () => {
    const settings = await indexFixture();
    await ingest(settings);
    const before = await readCurrent(settings.indexFolder);
    await expect(opened({ ...settings, embedder: hashingEmbedder('test-other') })).rejects.toBeInstanceOf(
      OtherEmbedderError,
    );
    expect(await readCurrent(settings.indexFolder)).toBe(before);
  });

  it('updates one whose corpus changed while nobody looked', async () => {
    const settings = await indexFixture();
    await ingest(settings);
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'The bridge was closed on Tuesday.\n' });
    const { live, logger } = await opened(settings);
    expect(await textOf(live)).toContain('The bridge was closed');
    expect(logger.of('info')).toEqual([expect.stringContaining('corpus has changed')]);
  });

  it('reports each file that could not be indexed', async () => {
    const settings = await indexFixture({ ...ARTICLES, 'binary.txt': Uint8Array.of(0, 1) });
    const { logger } = await opened(settings);
    expect(logger.of('warn')).toEqual(['Not indexed: binary.txt is a binary file, not text.']);
  });

  it('fails when the corpus is missing, and leaves nothing behind', async () => {
    const fixture = await indexFixture();
    const temporary = join(fixture.folder, 'tmp');
    await mkdir(temporary);
    vi.stubEnv('TMPDIR', temporary);
    const settings = { ...fixture, corpusFolder: join(fixture.folder, 'missing') };
    await expect(openLiveIndex(settings)).rejects.toMatchObject({ code: 'corpus' });
    const below = { ...settings, indexFolder: join(fixture.corpusFolder, 'bridge.txt', 'index') };
    await expect(openLiveIndex(below)).rejects.toMatchObject({ code: 'corpus' });
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe('a live index', () => {
  it('follows files that are changed, added and deleted', async () => {
    const settings = await indexFixture();
    const { live } = await opened(settings);
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'The bridge was closed on Tuesday.\n' });
    expect(await textOf(live)).toContain('The bridge was closed');
    await writeFiles(settings.corpusFolder, { 'rail/tram.txt': 'The tram runs again.\n' });
    expect(await filesOf(live)).toContain('rail/tram.txt');
    await rm(join(settings.corpusFolder, 'ferry.txt'));
    expect(await filesOf(live)).toEqual(['bridge.txt', 'rail/tram.txt', 'tea/prices.md']);
    expect(live.updating).toBe(false);
  });

  it('reopens what another process published', async () => {
    const settings = await indexFixture();
    const { live } = await opened(settings);
    const before = (await live.current()).generation;
    const { generation } = await ingest(settings);
    expect(generation?.name).not.toBe(before);
    expect((await live.current()).generation).toBe(generation?.name);
  });

  it('rebuilds what another process published and was damaged since, with a warning', async () => {
    const settings = await indexFixture();
    const { live, logger } = await opened(settings);
    const { generation } = await ingest(settings);
    await writeFile(join(generation?.folder ?? '', 'chunks.bin'), 'cut');
    const rebuilt = (await live.current()).generation;
    expect(rebuilt).not.toBe(generation?.name);
    expect(await readCurrent(settings.indexFolder)).toContain(rebuilt);
    expect(logger.lines).toEqual([expect.stringMatching(/^warn: .*is damaged: .*altered.*Rebuilding it\.$/)]);
    expect((await live.current()).generation).toBe(rebuilt);
  });

  it('rebuilds when CURRENT was damaged', async () => {
    const settings = await indexFixture();
    const { live } = await opened(settings);
    await writeFile(join(settings.indexFolder, 'CURRENT'), 'something else');
    expect(await readCurrent(settings.indexFolder)).toBe('something else');
    const { generation } = await live.current();
    expect(await readCurrent(settings.indexFolder)).toContain(generation);
  });

  it('leaves what was built for another store to its maker until the corpus changes', async () => {
    const settings = await indexFixture();
    const { live, logger } = await opened(settings);
    const before = (await live.current()).generation;
    await ingest({ ...settings, store: { ...settings.store, kind: 'other' } });
    const published = await readCurrent(settings.indexFolder);
    for (let round = 0; round < 3; round++) expect((await live.current()).generation).toBe(before);
    expect(await readCurrent(settings.indexFolder)).toBe(published);
    expect(logger.lines).toEqual([expect.stringMatching(/^warn: .*built for other search.*stays in use/)]);
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'The bridge was closed.\n' });
    expect(await textOf(live)).toContain('The bridge was closed.');
    expect(await readCurrent(settings.indexFolder)).toContain((await live.current()).generation);
  });

  it('keeps the old index when the new one cannot be built, and says so', async () => {
    const working = hashingEmbedder();
    let failing = false;
    const settings: IndexSettings = {
      ...(await indexFixture()),
      embedder: {
        ...working,
        embedCorpus: async (...given) =>
          failing ? Promise.reject(new Error('the embedder is on strike')) : working.embedCorpus(...given),
      },
    };
    const { live, logger } = await opened(settings);
    const before = (await live.current()).generation;
    failing = true;
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'The bridge was closed.\n' });
    expect((await live.current()).generation).toBe(before);
    expect(logger.of('error')).toEqual([expect.stringMatching(/last one stays in use.*on strike/)]);
    failing = false;
    expect(await textOf(live)).toContain('The bridge was closed.');
  });

  it('keeps the old index when the corpus vanishes', async () => {
    const settings = await indexFixture();
    const { live, logger } = await opened(settings);
    const before = (await live.current()).generation;
    await rm(settings.corpusFolder, { recursive: true });
    expect((await live.current()).generation).toBe(before);
    expect(logger.of('error')).toEqual([expect.stringContaining('does not exist')]);
  });

  /** An index whose embedder waits for what `hold` returns. */
  async function held(): Promise<{ settings: IndexSettings; hold: () => () => void }> {
    const working = hashingEmbedder();
    let waiting: Promise<void> | undefined;
    const settings: IndexSettings = {
      ...(await indexFixture()),
      embedder: {
        ...working,
        async embedCorpus(...given) {
          await waiting;
          return working.embedCorpus(...given);
        },
      },
    };
    const hold = (): (() => void) => {
      let release = (): void => {};
      waiting = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    };
    return { settings, hold };
  }

  it('answers from the old index while the new one takes longer than its patience', async () => {
    const { settings, hold } = await held();
    const { live } = await opened(settings, { patienceMs: 1 });
    const before = (await live.current()).generation;
    // That look at the corpus has ended, too, before the corpus changes.
    await vi.waitFor(() => expect(live.updating).toBe(false), SOON);
    const release = hold();
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'The bridge was closed.\n' });
    expect((await live.current()).generation).toBe(before);
    expect(live.updating).toBe(true);
    release();
    await vi.waitFor(async () => expect((await live.current()).generation).not.toBe(before), SOON);
  });

  it('loses its patience once for an update, not for every question', async () => {
    const { settings, hold } = await held();
    const patienceMs = 400;
    const { live } = await opened(settings, { patienceMs });
    await live.current();
    await vi.waitFor(() => expect(live.updating).toBe(false), SOON);
    const release = hold();
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'The bridge was closed.\n' });
    await live.current();
    const startedAt = performance.now();
    for (let question = 0; question < 10; question++) await live.current();
    expect(performance.now() - startedAt).toBeLessThan(5 * patienceMs);
    expect(live.updating).toBe(true);
    release();
  });

  it('stops what is being built when it is closed', async () => {
    const settings = await indexFixture();
    let begin = (): void => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const rebuild: Rebuild = (_, { signal }) => {
      begin();
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    };
    const { live, logger } = await opened(settings, { patienceMs: 0, rebuild });
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'The bridge was closed.\n' });
    await live.current();
    await begun;
    await live.close();
    expect(logger.of('error')).toEqual([]);
  });

  it('looks at the corpus no more often than it is told to', async () => {
    const settings = await indexFixture();
    const { live } = await opened(settings, { checkEveryMs: 3_600_000 });
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'The bridge was closed.\n' });
    expect((await live.current()).manifest.documents[0]?.title).toBe('Harbour bridge opens');
  });
});

describe('a full disk', () => {
  /** A store whose files cannot be written while `isFull` is set, neither in the index folder nor in a temporary one. */
  async function filling(): Promise<{
    settings: IndexSettings;
    temporary: string;
    disk: { isFull: boolean };
  }> {
    const fixture = await indexFixture();
    const temporary = join(fixture.folder, 'tmp');
    await mkdir(temporary);
    vi.stubEnv('TMPDIR', temporary);
    const disk = { isFull: false };
    const settings: IndexSettings = {
      ...fixture,
      store: {
        ...fixture.store,
        async build(...given) {
          if (disk.isFull) throw Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' });
          return fixture.store.build(...given);
        },
      },
    };
    return { settings, temporary, disk };
  }
  const noSpace = /index cannot be written \(ENOSPC.*--index DIR/;

  it('leaves the last index to answer when the corpus changed while nobody looked', async () => {
    const { settings, temporary, disk } = await filling();
    await ingest(settings);
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'The bridge was closed.\n' });
    disk.isFull = true;
    const { live, logger } = await opened(settings, { checkEveryMs: 3_600_000 });
    expect((await live.current()).manifest.documents[0]?.title).toBe('Harbour bridge opens');
    expect(logger.of('warn')).toEqual([expect.stringMatching(/ENOSPC.*the last index answers/)]);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('is no lasting harm: what changed is indexed in the index folder once there is space again', async () => {
    const { settings, temporary, disk } = await filling();
    const { live, logger } = await opened(settings);
    disk.isFull = true;
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'The bridge was closed.\n' });
    expect((await live.current()).manifest.documents[0]?.title).toBe('Harbour bridge opens');
    expect(logger.lines).toEqual([expect.stringMatching(noSpace)]);
    disk.isFull = false;
    expect(await textOf(live)).toContain('The bridge was closed.');
    expect(await readCurrent(settings.indexFolder)).toContain((await live.current()).generation);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('is what is said where there is no index yet, and nothing is left behind', async () => {
    const { settings, temporary, disk } = await filling();
    disk.isFull = true;
    await expect(openLiveIndex(settings)).rejects.toMatchObject({
      code: 'index',
      message: expect.stringMatching(noSpace),
    });
    expect(await readdir(temporary)).toEqual([]);
  });
});

describe('an index folder that cannot be written', { timeout: 30_000 }, () => {
  it('is replaced by a temporary one with a warning, which is removed in the end', async () => {
    const fixture = await indexFixture();
    const written: string[] = [];
    const settings: IndexSettings = {
      ...fixture,
      store: {
        ...fixture.store,
        async build(_table, folder) {
          written.push(dirname(folder));
          return [];
        },
      },
    };
    await mkdir(settings.indexFolder, { mode: 0o555 });
    await asUnprivileged(async () => {
      const logger = recordingLogger();
      const live = await openLiveIndex(settings, { logger, checkEveryMs: 0 });
      expect(await textOf(live)).toContain('The bridge over the harbour');
      expect(logger.of('warn')).toEqual([
        expect.stringMatching(/index cannot be written \(EACCES.*--index DIR.*temporary folder/),
      ]);
      expect(await Promise.all(written.map((folder) => readCurrent(folder)))).toEqual([
        expect.stringContaining('generation-'),
      ]);
      await live.close();
    });
    await expect(readdir(written[0] ?? '')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(settings.indexFolder)).toEqual([]);
  });

  it('hides no file that could not be indexed', async () => {
    const bad = Object.fromEntries(
      Array.from({ length: 12 }, (_, number) => [`bad${number}.txt`, Uint8Array.of(0)]),
    );
    const settings = await indexFixture({ ...ARTICLES, ...bad });
    const indexFolder = join(settings.corpusFolder, 'bridge.txt', 'index');
    const { logger } = await opened({ ...settings, indexFolder });
    const told = logger.of('warn').filter((line) => line.startsWith('Not indexed: '));
    expect(told).toHaveLength(11);
    expect(told[0]).toBe('Not indexed: bad0.txt is a binary file, not text.');
    expect(told.at(-1)).toBe('Not indexed: 2 more files.');
  });

  it('is read as it is while the index in it is current', async () => {
    const settings = await indexFixture();
    await ingest(settings);
    await chmod(settings.indexFolder, 0o555);
    await asUnprivileged(async () => {
      const { live, logger } = await opened(settings);
      expect(await textOf(live)).toContain('The bridge over the harbour');
      expect(logger.lines).toEqual([]);
    });
  });

  it('is left for a temporary one when the index in it is outdated', async () => {
    const settings = await indexFixture();
    const { generation } = await ingest(settings);
    await chmod(settings.indexFolder, 0o555);
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'The bridge was closed.\n' });
    await asUnprivileged(async () => {
      const { live, logger } = await opened(settings);
      expect(await textOf(live)).toContain('The bridge was closed.');
      expect(logger.of('warn')).toEqual([expect.stringContaining('temporary folder')]);
    });
    expect(await readCurrent(settings.indexFolder)).toContain(generation?.name);
  });

  it('is replaced as well where its path is, or leads through, a file', async () => {
    const settings = await indexFixture();
    const file = join(settings.folder, 'file');
    await writeFile(file, 'a file');
    for (const indexFolder of [file, join(file, 'index')]) {
      const { live, logger } = await opened({ ...settings, indexFolder });
      expect(await textOf(live)).toContain('The bridge over the harbour');
      expect(logger.of('warn')).toEqual([expect.stringContaining('temporary folder')]);
    }
    expect(await readFile(file, 'utf8')).toBe('a file');
  });

  it('is no reason for `ingest` to write elsewhere', async () => {
    const settings = await indexFixture();
    await mkdir(settings.indexFolder, { mode: 0o555 });
    await asUnprivileged(() =>
      expect(ingest(settings)).rejects.toMatchObject({
        code: 'index',
        message: expect.stringMatching(/cannot be written.*--index DIR or SUMMIT_INDEX/),
      }),
    );
  });
});

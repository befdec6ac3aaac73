import { chmod, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type IndexSettings, ingest } from '../../src/indexing/ingest.ts';
import type { Manifest } from '../../src/indexing/manifest.ts';
import { corpusChanges, isUnchanged } from '../../src/indexing/staleness.ts';
import { ARTICLES, indexFixture } from '../support/index-fixtures.ts';
import { writeFiles } from '../support/temporary-folder.ts';

const manifestOf = async (settings: IndexSettings): Promise<Manifest> => {
  const { generation } = await ingest(settings);
  if (!generation) throw new Error('nothing was indexed');
  return generation.manifest;
};
const LONG_AGO = new Date('2020-01-01');
const unchanged = { added: [], changed: [], removed: [] };

describe('corpusChanges', () => {
  it('finds nothing in a corpus that nobody touched', async () => {
    const settings = await indexFixture();
    const changes = await corpusChanges(settings.corpusFolder, await manifestOf(settings));
    expect(changes).toEqual(unchanged);
    expect(isUnchanged(changes)).toBe(true);
  });

  it('names files that were added, changed and removed', async () => {
    const settings = await indexFixture();
    const manifest = await manifestOf(settings);
    await rm(join(settings.corpusFolder, 'ferry.txt'));
    await writeFiles(settings.corpusFolder, { 'bridge.txt': 'Closed.', 'rail/tram.txt': 'The tram.' });
    const changes = await corpusChanges(settings.corpusFolder, manifest);
    expect(changes).toEqual({ added: ['rail/tram.txt'], changed: ['bridge.txt'], removed: ['ferry.txt'] });
    expect(isUnchanged(changes)).toBe(false);
  });

  it('sees a change of the same length right after the index was built, whatever the clock says', async () => {
    const settings = await indexFixture();
    const manifest = await manifestOf(settings);
    const record = manifest.documents.find(({ file }) => file === 'bridge.txt');
    const path = join(settings.corpusFolder, 'bridge.txt');
    await writeFiles(settings.corpusFolder, {
      'bridge.txt': (ARTICLES['bridge.txt'] ?? '').replace('64', '65'),
    });
    await utimes(path, (record?.mtimeMs ?? 0) / 1000, (record?.mtimeMs ?? 0) / 1000);
    expect((await corpusChanges(settings.corpusFolder, manifest)).changed).toEqual(['bridge.txt']);
  });

  it('sees a change of the same length in an old file', async () => {
    const settings = await indexFixture();
    await utimes(join(settings.corpusFolder, 'bridge.txt'), LONG_AGO, LONG_AGO);
    const manifest = await manifestOf(settings);
    await writeFiles(settings.corpusFolder, {
      'bridge.txt': (ARTICLES['bridge.txt'] ?? '').replace('64', '65'),
    });
    expect((await corpusChanges(settings.corpusFolder, manifest)).changed).toEqual(['bridge.txt']);
  });

  it('takes a file that was only touched as unchanged', async () => {
    const settings = await indexFixture();
    const manifest = await manifestOf(settings);
    await utimes(join(settings.corpusFolder, 'bridge.txt'), LONG_AGO, LONG_AGO);
    expect(await corpusChanges(settings.corpusFolder, manifest)).toEqual(unchanged);
  });

  it('takes a renamed file as removed and added', async () => {
    const settings = await indexFixture();
    const manifest = await manifestOf(settings);
    await rename(join(settings.corpusFolder, 'ferry.txt'), join(settings.corpusFolder, 'boat.txt'));
    expect(await corpusChanges(settings.corpusFolder, manifest)).toEqual({
      added: ['boat.txt'],
      changed: [],
      removed: ['ferry.txt'],
    });
  });

  it('does not ask for a rebuild because of files that cannot be used', async () => {
    const settings = await indexFixture({ ...ARTICLES, 'binary.txt': Uint8Array.of(0) });
    const manifest = await manifestOf(settings);
    await writeFiles(settings.corpusFolder, { 'later.txt': Uint8Array.of(0), 'picture.png': 'png' });
    expect(await corpusChanges(settings.corpusFolder, manifest)).toEqual(unchanged);
  });

  it('sees that a file which could not be used is now a text', async () => {
    const settings = await indexFixture({ ...ARTICLES, 'binary.txt': Uint8Array.of(0) });
    const manifest = await manifestOf(settings);
    await writeFiles(settings.corpusFolder, { 'binary.txt': 'Now it is text.' });
    expect((await corpusChanges(settings.corpusFolder, manifest)).added).toEqual(['binary.txt']);
  });

  it('sees a file that could not be used and was replaced by an old text', async () => {
    const settings = await indexFixture({ ...ARTICLES, 'binary.txt': Uint8Array.of(0) });
    const path = join(settings.corpusFolder, 'binary.txt');
    await utimes(path, LONG_AGO, LONG_AGO);
    const manifest = await manifestOf(settings);
    expect(await corpusChanges(settings.corpusFolder, manifest)).toEqual(unchanged);
    await writeFiles(settings.corpusFolder, { 'binary.txt': 'Now it is text.' });
    await utimes(path, LONG_AGO, LONG_AGO);
    expect((await corpusChanges(settings.corpusFolder, manifest)).added).toEqual(['binary.txt']);
    expect(isUnchanged(await corpusChanges(settings.corpusFolder, await manifestOf(settings)))).toBe(true);
  });

  it('fails when the corpus is gone', async () => {
    const settings = await indexFixture();
    const manifest = await manifestOf(settings);
    await chmod(settings.corpusFolder, 0o755);
    await rm(settings.corpusFolder, { recursive: true });
    await expect(corpusChanges(settings.corpusFolder, manifest)).rejects.toMatchObject({ code: 'corpus' });
  });
});

import { rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ingest } from '../../src/indexing/ingest.ts';
import { type VerifiedDocuments, verifiedDocuments } from '../../src/indexing/verified-documents.ts';
import { ARTICLES, indexFixture } from '../support/index-fixtures.ts';

async function fixture(
  mostCharacters?: number,
): Promise<{ documents: VerifiedDocuments; path: string; folder: string }> {
  const settings = await indexFixture();
  const { generation } = await ingest(settings);
  if (!generation) throw new Error('nothing was indexed');
  return {
    documents: verifiedDocuments(settings.corpusFolder, generation.manifest, mostCharacters),
    path: join(settings.corpusFolder, 'bridge.txt'),
    folder: settings.corpusFolder,
  };
}

describe('verifiedDocuments', () => {
  it('gives a document whose file is what was indexed, from memory the second time', async () => {
    const { documents } = await fixture();
    const document = await documents.read('bridge.txt');
    expect(document?.text).toBe(ARTICLES['bridge.txt']);
    expect(await documents.read('bridge.txt')).toBe(document);
    expect((await documents.readAgain('bridge.txt'))?.text).toBe(ARTICLES['bridge.txt']);
  });

  it('gives none when the file has changed since, before or after it was first read', async () => {
    const { documents, path } = await fixture();
    for (let round = 0; round < 2; round++) {
      await writeFile(path, 'The bridge was closed.');
      expect(await documents.read('bridge.txt')).toBeNull();
      expect(await documents.readAgain('bridge.txt')).toBeNull();
      await writeFile(path, ARTICLES['bridge.txt'] ?? '');
      expect((await documents.read('bridge.txt'))?.text).toBe(ARTICLES['bridge.txt']);
    }
  });

  it('finds a change that neither the length nor the time stamp shows when it reads again', async () => {
    const { documents, path } = await fixture();
    const time = new Date('2020-01-01');
    await utimes(path, time, time);
    expect(await documents.read('bridge.txt')).not.toBeNull();
    await writeFile(path, (ARTICLES['bridge.txt'] ?? '').replace('64', '65'));
    await utimes(path, time, time);
    expect(await documents.readAgain('bridge.txt')).toBeNull();
  });

  it('keeps as much in memory as before when several read the same file at once', async () => {
    const { documents } = await fixture((ARTICLES['bridge.txt'] ?? '').length * 1.5);
    const [first, ...others] = await Promise.all(
      Array.from({ length: 5 }, () => documents.read('bridge.txt')),
    );
    for (const other of others) expect(other).toBe(first);
    expect(await documents.read('bridge.txt')).toBe(first);
  });

  it('keeps a file in memory that was only touched', async () => {
    const { documents, path } = await fixture();
    const document = await documents.read('bridge.txt');
    const time = new Date('2020-01-01');
    await utimes(path, time, time);
    expect(await documents.read('bridge.txt')).toBe(document);
    await writeFile(path, (ARTICLES['bridge.txt'] ?? '').replace('64', '65'));
    await utimes(path, time, time);
    // The same stamp as the file had when it was last read.
    expect(await documents.read('bridge.txt')).toBe(document);
  });

  it('gives none when the file has vanished, is unknown or lies elsewhere', async () => {
    const { documents, path } = await fixture();
    await rm(path);
    for (const file of ['bridge.txt', 'unknown.txt', '../index/CURRENT', '/etc/passwd'])
      expect([file, await documents.read(file), await documents.readAgain(file)]).toEqual([file, null, null]);
  });
});

import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listCorpus, readDocument } from '../../src/corpus/corpus-reader.ts';
import { sha256Of } from '../../src/corpus/document.ts';
import { exactStore } from '../../src/indexing/exact-index.ts';
import { ingest } from '../../src/indexing/ingest.ts';
import { hashingEmbedder } from '../support/hashing-embedder.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';
import { asUnprivileged } from '../support/unprivileged.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const filesOf = async (folder: string): Promise<string[]> =>
  (await listCorpus(folder)).files.map(({ file }) => file);

describe('listCorpus', () => {
  it('lists documents of all folders, sorted by path, and nothing hidden or of another kind', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, {
      'b.txt': 'b',
      'a/z.md': 'z',
      'a/b/c.TXT': 'c',
      'Z.markdown': 'Z',
      'é.text': 'é',
      '.hidden.txt': 'no',
      '.git/x.txt': 'no',
      'picture.png': 'no',
      'no-extension': 'no',
    });
    expect(await filesOf(folder)).toEqual(['Z.markdown', 'a/b/c.TXT', 'a/z.md', 'b.txt', 'é.text']);
  });

  it('says that a folder does not exist, that a file is no folder, and what to do', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'a.txt': 'a' });
    await expect(listCorpus(join(folder, 'missing'))).rejects.toMatchObject({
      code: 'corpus',
      message: expect.stringMatching(/missing does not exist.*--corpus DIR/),
    });
    await expect(listCorpus(join(folder, 'a.txt'))).rejects.toMatchObject({
      code: 'corpus',
      message: expect.stringMatching(/a\.txt is a file, not a folder.*--corpus DIR/),
    });
  });

  it('follows a link inside the folder, and reports one that leads out or nowhere', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'corpus/a.txt': 'a', 'secret/secret.txt': 'secret' });
    const corpus = join(folder, 'corpus');
    await symlink('a.txt', join(corpus, 'b.txt'));
    await symlink('../secret/secret.txt', join(corpus, 'out.txt'));
    await symlink('../secret', join(corpus, 'folder'));
    await symlink('nowhere.txt', join(corpus, 'dangling.txt'));
    await symlink('.', join(corpus, 'loop'));
    const { files, problems } = await listCorpus(corpus);
    expect(files.map(({ file }) => file)).toEqual(['a.txt', 'b.txt']);
    expect(problems.map(({ file }) => file)).toEqual(['dangling.txt', 'folder', 'out.txt']);
    expect(problems[0]?.problem).toMatch(/leads nowhere/);
    expect(problems[2]?.problem).toMatch(/leads out/);
  });

  it('is silent about links that lead out and are no documents', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'corpus/a.txt': 'a', 'pictures/cat.png': 'png' });
    await symlink('../pictures/cat.png', join(folder, 'corpus/cat.png'));
    expect((await listCorpus(join(folder, 'corpus'))).problems).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('names a file whose name cannot be read', async () => {
    const folder = await temporaryFolder();
    await writeFile(Buffer.concat([Buffer.from(`${folder}/caf`), bytes(0xe9), Buffer.from('.txt')]), 'a');
    expect((await listCorpus(folder)).problems).toEqual([
      { file: 'caf\uFFFD.txt', problem: 'has a name that is not valid UTF-8; rename it' },
    ]);
  });

  it('reports a folder that may not be read and lists the rest', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'a.txt': 'a', 'closed/b.txt': 'b' });
    await chmod(join(folder, 'closed'), 0);
    const { files, problems } = await asUnprivileged(() => listCorpus(folder));
    await chmod(join(folder, 'closed'), 0o755);
    expect(files.map(({ file }) => file)).toEqual(['a.txt']);
    expect(problems).toEqual([{ file: 'closed', problem: 'cannot be read (permission denied)' }]);
  });

  it('says that the corpus folder itself may not be read', async () => {
    const folder = await temporaryFolder();
    await chmod(folder, 0);
    const listing = asUnprivileged(() => listCorpus(folder));
    await expect(listing).rejects.toMatchObject({
      code: 'corpus',
      message: expect.stringContaining('permission denied'),
    });
  });
});

describe('readDocument', () => {
  it('keeps the byte order mark and every line break, and hashes the bytes', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'a.txt': '\uFEFFOne\r\n\r\nTwo 😀\n' });
    expect(await readDocument(folder, 'a.txt')).toEqual({
      text: '\uFEFFOne\r\n\r\nTwo 😀\n',
      sha256: sha256Of('\uFEFFOne\r\n\r\nTwo 😀\n'),
    });
  });

  it('reads an empty file as an empty text', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'a.txt': '' });
    expect((await readDocument(folder, 'a.txt')).text).toBe('');
  });

  it('refuses what is not UTF-8 text and says what it is', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, {
      'binary.txt': bytes(0x7f, 0x45, 0x4c, 0x46, 0, 1, 2),
      'latin.txt': bytes(0x63, 0x61, 0x66, 0xe9),
      'cut.txt': bytes(0x61, 0xe2, 0x82),
      'little.txt': Buffer.from('\uFEFFtext', 'utf16le'),
      'big.txt': bytes(0xfe, 0xff, 0, 0x61),
    });
    const problem = async (file: string): Promise<string> =>
      readDocument(folder, file).then(
        () => 'no error',
        (error: { code?: string; message: string }) => `${error.code}: ${error.message}`,
      );
    expect(await problem('binary.txt')).toBe('corpus: binary.txt is a binary file, not text.');
    expect(await problem('latin.txt')).toMatch(/^corpus: latin\.txt is not valid UTF-8/);
    expect(await problem('cut.txt')).toMatch(/^corpus: cut\.txt is not valid UTF-8/);
    expect(await problem('little.txt')).toMatch(/^corpus: little\.txt is UTF-16/);
    expect(await problem('big.txt')).toMatch(/^corpus: big\.txt is UTF-16/);
    expect(await problem('missing.txt')).toMatch(/^corpus: missing\.txt is no longer there/);
  });

  it('reads nothing outside the folder', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'corpus/a.txt': 'a', 'corpus-2/secret.txt': 'secret' });
    const corpus = join(folder, 'corpus');
    await symlink('../corpus-2/secret.txt', join(corpus, 'link.txt'));
    for (const file of ['../corpus-2/secret.txt', 'link.txt', '../../../../etc/passwd'])
      await expect(readDocument(corpus, file)).rejects.toMatchObject({ code: 'corpus' });
  });
});

describe('a corpus with bad files', () => {
  const ingestInto = (corpusFolder: string, indexFolder: string) =>
    ingest({ corpusFolder, indexFolder, embedder: hashingEmbedder(), store: exactStore() });

  it('is indexed without them, and each is reported', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, {
      'corpus/binary.txt': bytes(0, 1, 2),
      'corpus/closed.txt': 'Nobody may read this.',
      'corpus/empty.txt': '',
      'corpus/good.txt': 'The bridge over the harbour opened on Monday.',
      'corpus/latin.txt': bytes(0xe9),
      'corpus/windows.txt': '\uFEFFThe ferry\r\nsails on Tuesday.\r\n',
    });
    await chmod(join(folder, 'corpus/closed.txt'), 0);
    await mkdir(join(folder, 'index'));
    await chmod(join(folder, 'index'), 0o777);
    const report = await asUnprivileged(() => ingestInto(join(folder, 'corpus'), join(folder, 'index')));
    expect(report.problems.map(({ file }) => file).sort()).toEqual(['binary.txt', 'closed.txt', 'latin.txt']);
    expect(report.problems.find(({ file }) => file === 'closed.txt')?.problem).toContain('permission denied');
    expect(report).toMatchObject({ documents: 3, chunks: 2 });
  });

  it('is refused when nothing is left to index', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'none'));
    await writeFiles(folder, {
      'blank/a.txt': ' \n',
      'bad/a.txt': bytes(0),
      'other/a.pdf': 'text',
      'furniture/a.txt': 'Leave a Reply\n',
    });
    const index = join(folder, 'index');
    await expect(ingestInto(join(folder, 'none'), index)).rejects.toMatchObject({
      code: 'corpus',
      message: expect.stringMatching(/no documents \(\.txt.*--corpus DIR/),
    });
    await expect(ingestInto(join(folder, 'other'), index)).rejects.toMatchObject({ code: 'corpus' });
    await expect(ingestInto(join(folder, 'blank'), index)).rejects.toMatchObject({ code: 'corpus' });
    await expect(ingestInto(join(folder, 'furniture'), index)).rejects.toMatchObject({ code: 'corpus' });
    await expect(ingestInto(join(folder, 'bad'), index)).rejects.toMatchObject({
      code: 'corpus',
      message: expect.stringContaining('a.txt is a binary file'),
    });
  });
});

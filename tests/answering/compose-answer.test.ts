import { describe, expect, it } from 'vitest';
import { composeAnswer, quotedSentences } from '../../src/answering/compose-answer.ts';
import { analyseDocument } from '../../src/corpus/document.ts';
import type { DocumentRecord } from '../../src/indexing/manifest.ts';
import type { VerifiedDocuments } from '../../src/indexing/verified-documents.ts';

const FILES: Readonly<Record<string, string>> = {
  'a.txt': 'Title\n\nTrade grew.\nOil fell.\n',
  'b.txt': '• Ships\n  sail.\n',
};
const RECORDS: readonly DocumentRecord[] = Object.keys(FILES).map((file) => ({
  ...{ file, sha256: '', bytes: 0, mtimeMs: 0, title: `Title of ${file}`, publisher: null, author: null },
  date: file === 'a.txt' ? { value: '2023-12-05', start: 0, end: 5 } : null,
}));

/** Documents of which some have changed since they were indexed. */
function documents(changed: readonly string[] = []): VerifiedDocuments {
  const read: VerifiedDocuments['read'] = async (file) => {
    const text = FILES[file];
    return text === undefined || changed.includes(file) ? null : analyseDocument(file, '', text);
  };
  return { read, readAgain: read };
}

const trade = { file: 'a.txt', start: 7, end: 18 };
const oil = { file: 'a.txt', start: 19, end: 28 };
const ships = { file: 'b.txt', start: 0, end: 15 };

describe('composeAnswer', () => {
  it('numbers quotes by their first use and gives each its words, lines, title and date', async () => {
    const sentences = [
      { text: 'Oil fell while trade grew.', quotes: [oil, trade] },
      { text: 'Trade grew.', quotes: [trade, trade] },
      { text: 'Ships sail.', quotes: [ships] },
    ];
    const composed = await composeAnswer(sentences, documents(), RECORDS);
    expect(composed).toMatchObject({
      ...{ text: 'Oil fell while trade grew. [1][2] Trade grew. [2] Ships sail. [3]', dropped: 0 },
    });
    expect(composed.citations).toEqual([
      {
        ...{ marker: 1, ...oil, startLine: 4, endLine: 4, quote: 'Oil fell.' },
        ...{ title: 'Title of a.txt', date: '2023-12-05' },
      },
      {
        ...{ marker: 2, ...trade, startLine: 3, endLine: 3, quote: 'Trade grew.' },
        ...{ title: 'Title of a.txt', date: '2023-12-05' },
      },
      {
        ...{ marker: 3, ...ships, startLine: 1, endLine: 2, quote: '• Ships\n  sail.' },
        ...{ title: 'Title of b.txt', date: null },
      },
    ]);
  });

  it('leaves out a sentence whose quotes are all gone, and counts it', async () => {
    const sentences = [
      { text: 'Trade grew as ships sailed.', quotes: [trade, ships] },
      { text: 'Oil fell.', quotes: [oil] },
    ];
    const composed = await composeAnswer(sentences, documents(['a.txt']), RECORDS);
    expect(composed).toMatchObject({ text: 'Trade grew as ships sailed. [1]', dropped: 1 });
    expect(composed.citations.map(({ file }) => file)).toEqual(['b.txt']);
  });

  it('believes the file on disk, not one that is remembered', async () => {
    const remembered: VerifiedDocuments = { ...documents(), readAgain: documents(['a.txt']).readAgain };
    const sentences = [
      { text: 'Trade grew.', quotes: [trade] },
      { text: 'Ships sail.', quotes: [ships] },
    ];
    expect(await composeAnswer(sentences, remembered, RECORDS)).toMatchObject({
      text: 'Ships sail. [1]',
      dropped: 1,
    });
  });

  it('cites nothing beyond the end of a file or outside the corpus', async () => {
    const sentences = [
      { text: 'One.', quotes: [{ file: 'a.txt', start: 0, end: 1_000 }] },
      { text: 'Two.', quotes: [{ file: '../secret.txt', start: 0, end: 1 }] },
      { text: 'Three.', quotes: [] },
    ];
    expect(await composeAnswer(sentences, documents(), RECORDS)).toEqual({
      text: '',
      citations: [],
      dropped: 3,
    });
  });
});

describe('quotedSentences', () => {
  it('shows the words of a quote on one line, without the mark of a list', async () => {
    expect(await quotedSentences([ships, oil], documents())).toEqual([
      { text: 'Ships sail.', quotes: [ships] },
      { text: 'Oil fell.', quotes: [oil] },
    ]);
  });

  it('leaves out a quote of a file that has changed', async () => {
    expect(await quotedSentences([ships, oil], documents(['b.txt']))).toEqual([
      { text: 'Oil fell.', quotes: [oil] },
    ]);
  });
});

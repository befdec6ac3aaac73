import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDate } from '../../src/corpus/dates.ts';
import { analyseDocument } from '../../src/corpus/document.ts';
import type { Metadata } from '../../src/corpus/metadata.ts';

const metadataOf = (text: string): Metadata => analyseDocument('folder/a.txt', '', text).metadata;
const CORPUS = new URL('../../corpus/', import.meta.url);
const shipped = (file: string): string => readFileSync(new URL(file, CORPUS), 'utf8');

describe('metadata of the shipped corpus', () => {
  const all = readdirSync(CORPUS)
    .sort()
    .map((file) => metadataOf(shipped(file)));

  it('has the headline as the title, or the beginning of the first sentence', () => {
    expect(all.map(({ title }) => title)).toEqual([
      'Putin Hails “Close Working and Personal Contact” with PM Modi, Lauds Strategic Partnership',
      expect.stringMatching(
        /^The significant and unprecedented outcomes of Russian President Vladimir Putin’s .*…$/,
      ),
      expect.stringMatching(
        /^Prime Minister Narendra Modi and Russian President Vladimir Putin held a telephonic .*…$/,
      ),
      'Vladimir Putin on Thursday expressed eagerness for his forthcoming visit to India in early December.',
      'Putin and Modi Strengthen Cooperation – Latest News',
    ]);
    for (const { title } of all) expect(title.length).toBeLessThanOrEqual(121);
  });

  it('has no date and no publisher, because no article states one in full', () => {
    for (const { date, publisher } of all) expect([date, publisher]).toEqual([null, null]);
  });

  it('has the authors who are named', () => {
    expect(all.map(({ author }) => author?.value ?? null)).toEqual([
      null,
      'Anvar Azimov',
      null,
      null,
      'truth',
    ]);
    const [author, text] = [all[1]?.author, shipped('001_514babaee8e1ccd5.txt')];
    expect(text.slice(author?.start, author?.end)).toBe('Anvar Azimov');
    expect(text.slice(0, author?.start).split('\n')).toHaveLength(2);
  });
});

describe('metadata', () => {
  it('takes a date that stands in a header, on a line of its own or in a dateline', () => {
    for (const line of [
      'Date: December 5, 2025',
      'Published on: 5 December 2025',
      'December 5, 2025',
      '2025-12-05',
      'Friday, 5 Dec 2025, 14:30 IST',
      'New Delhi, December 5, 2025: The two leaders met.',
    ]) {
      const text = `A headline\n\n${line}\n\nThe leaders met in the capital.`;
      const { date } = metadataOf(text);
      expect([line, date?.value]).toEqual([line, '2025-12-05']);
      expect(parseDate(text.slice(date?.start, date?.end))).toBe('2025-12-05');
    }
  });

  it('never guesses a date', () => {
    for (const line of [
      'New Delhi, December 5: The two leaders met.',
      'December 5',
      'December 2025',
      '2025',
      '05/12/2025',
      'February 30, 2025',
      'The treaty of December 5, 2025 was signed by both sides.',
      'They met on December 5, 2025',
    ])
      expect([line, metadataOf(`A headline\n\n${line}\n\nThe leaders met.`).date]).toEqual([line, null]);
  });

  it('reads title, author and publisher from a header', () => {
    const text =
      '---\ntitle: "On bridges"\nauthor: Ada Byron\nsource: The Harbour Post\n---\nBridges carry roads.';
    const { title, author, publisher } = metadataOf(text);
    expect([title, author?.value, publisher?.value]).toEqual(['On bridges', 'Ada Byron', 'The Harbour Post']);
    expect(text.slice(author?.start, author?.end)).toBe('Ada Byron');
  });

  it('reads a byline, but takes no sentence for one', () => {
    expect(metadataOf('On bridges\nBy Ada Byron\nBridges carry roads.').author?.value).toBe('Ada Byron');
    for (const line of ['By Ada Byron, staff writer', 'Byline: Ada Byron', 'Words by Ada Byron | 3 March'])
      expect(metadataOf(`On bridges\n${line}\nBridges carry roads.`).author?.value).toBe('Ada Byron');
    expect(metadataOf('On bridges\nBy land and by sea they came.\nBridges carry roads.').author).toBeNull();
    expect(metadataOf('On bridges\nBridges carry roads.').author).toBeNull();
  });

  it('reads the holder of a copyright as the publisher', () => {
    expect(metadataOf('On bridges\n\nBridges carry roads.\n\n© 2025 The Harbour Post').publisher?.value).toBe(
      'The Harbour Post',
    );
  });

  it('uses the path as the title of a text without words', () => {
    for (const text of ['', '\uFEFF \n', 'Leave a Reply'])
      expect(metadataOf(text)).toMatchObject({
        title: 'folder/a.txt',
        date: null,
        author: null,
        publisher: null,
      });
  });

  it('takes a heading without its Markdown marks and a byte order mark', () => {
    expect(metadataOf('\uFEFF# On bridges\n\nBridges carry roads.').title).toBe('On bridges');
  });
});

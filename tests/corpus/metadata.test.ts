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
      // "Written by truth" below the article is the account that posted it, and no person's name.
      null,
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

  it.each([
    ['LISBON, 15 May 2024', '15 May 2024'],
    ['VILAMONDE, Portugal, 16 May 2024 (Iberia Press Agency) - The king laid a stone.', '16 May 2024'],
    ['BERGEN, 5 February 2024. The airliner had lost its brakes on 9 January 2024.', '5 February 2024'],
    ['Brussels / Alcorim, 9 September 2025', '9 September 2025'],
    ['AARSUND, Denmark, Monday 9 March 2026 – The government took control.', 'Monday 9 March 2026'],
    ['DUBLIN, March 3, 2026 (Hibernia Newswire) – A group has complained.', 'March 3, 2026'],
    ['ASTANA, 2024-08-19 – Wheat stays at home.', '2024-08-19'],
    ['27 September 2024 – To the sound of a brass band the line was opened.', '27 September 2024'],
    ['The Tagus Review, 18 May 2024', '18 May 2024'],
    ['The Continental Ledger | 10 March 2025 | Owen Prideaux', '10 March 2025'],
    ['Kessenau Tageblatt, English edition, Thursday 6 March 2025', 'Thursday 6 March 2025'],
    ['Tallinn Science Letter – from our archive: 22 January 2025', '22 January 2025'],
    ['25 July 2024, by Ottavio Zanetti', '25 July 2024'],
    ['By Dr Konrad Wieland, health correspondent, Southwest Review, 16 October 2025', '16 October 2025'],
    ['The Ledger Room, 20 February 2026. An analysis by Priyanka Oduya', '20 February 2026'],
    ['Published 20 March 2024', '20 March 2024'],
  ])('takes the date of the head line %j', (line, written) => {
    const text = `A headline\n\n${line}\n\nThe town was quiet on 1 January 2001, people said.`;
    const { date } = metadataOf(text);
    expect(text.slice(date?.start, date?.end)).toBe(written);
    expect(date?.value).toBe(parseDate(written));
  });

  it.each([
    'On 3 May 2020 the bridge fell.',
    'On 3 May 2020, the bridge fell',
    'On Friday, 3 May 2020, the bridge fell.',
    'On Friday, 3 May 2020 – two days after the storm – the bridge fell.',
    'Police said, 3 May 2020, that the bridge fell',
    'The bridge was closed (3 May 2020) and opened again.',
    'The bridge was open for long, 3 May 2020',
    'London, 3 May 2020, was a grey place.',
    '3 May 2020 – 5 May 2020',
    '3 May 2020: the bridge falls\n6 June 2021: a new one stands',
    '“We lost everything, 3 May 2020.” The baker wept.',
  ])('takes no date out of the running text %j', (line) => {
    expect(metadataOf(`A headline\n\n${line}\n\nThe town was quiet.`).date).toBeNull();
  });

  it('takes a date in the title for that of what the text is about', () => {
    expect(metadataOf('Battle of Hastings, 14 October 1066\n\nThe king fell.').date).toBeNull();
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

  it('takes the address of a source for neither publisher nor title', () => {
    const { title, publisher } = metadataOf(
      'Source: https://example.org/ferry\n\nThe ferry sails. It is late.',
    );
    expect([title, publisher]).toEqual(['The ferry sails.', null]);
  });

  it('reads a byline, but takes no sentence for one', () => {
    expect(metadataOf('On bridges\nBy Ada Byron\nBridges carry roads.').author?.value).toBe('Ada Byron');
    for (const line of ['By Ada Byron, staff writer', 'Byline: Ada Byron', 'Words by Ada Byron | 3 March'])
      expect(metadataOf(`On bridges\n${line}\nBridges carry roads.`).author?.value).toBe('Ada Byron');
    expect(metadataOf('On bridges\nBy land and by sea they came.\nBridges carry roads.').author).toBeNull();
    expect(metadataOf('On bridges\nBridges carry roads.').author).toBeNull();
  });

  it.each([
    ['By Mette Dahlkvist and Jonas Reiff', 'Mette Dahlkvist and Jonas Reiff'],
    ['By Lucía Benavent and Karel Hoste | The Andean Courier', 'Lucía Benavent and Karel Hoste'],
    ['By Camille Ostrowski in Paris and Fajar Nugroho in Jakarta', 'Camille Ostrowski and Fajar Nugroho'],
    ['By Anna Lee, Bo Marsh and Cy Dorn', 'Anna Lee, Bo Marsh and Cy Dorn'],
    ['By Camila Restrán in Puerto Alcira', 'Camila Restrán'],
    ['By Ingvild Strand, Bergen Morgenblad', 'Ingvild Strand'],
    ['By Beatrix Oyelaran for The Long Weekend, 14 September 2024', 'Beatrix Oyelaran'],
    ['Nordic Tribune | By Casper Lindqvist in Oslo | 24 January 2025', 'Casper Lindqvist'],
    ['By Craig Tully, chief sports writer', 'Craig Tully'],
    ['Analysis by Dr Pascal Ruedi', 'Dr Pascal Ruedi'],
    ['The Ledger | 10 March 2025 | Owen Prideaux, industry correspondent', 'Owen Prideaux'],
    ['Commentary and analysis by Rowan Aldcroft, Grain & Trade Monthly', 'Rowan Aldcroft'],
    ['Feature by Signe Rosenlund, photographs by Ali Demirbas', 'Signe Rosenlund'],
    ['The Ledger Room, 20 February 2026. An analysis by Priyanka Oduya', 'Priyanka Oduya'],
    ['Interview: Cormac Delahunt (by satellite telephone)', 'Cormac Delahunt'],
    ['Text: Leonie Hartung, photographs: Piet Osterkamp', 'Leonie Hartung'],
    ['From our correspondent Hanneke Duivenvoorde, Brussels', 'Hanneke Duivenvoorde'],
    ['From our court correspondent, Mette Grandal', 'Mette Grandal'],
    ['By our correspondent Luzia Ferrand', 'Luzia Ferrand'],
    ['LJUBLJANA, 7 October 2024. By Tilen Mavrič', 'Tilen Mavrič'],
    ['by Joost van Rellen, 20 March 2025', 'Joost van Rellen'],
  ])('reads the byline %j', (line, author) => {
    expect(metadataOf(`A headline\n${line}\nBridges carry roads.`).author?.value).toBe(author);
  });

  it.each([
    'By New York, the train was late and empty',
    'By Tuesday Noon three people were dead.',
    'Interview: Sari Mahendra, head of the aircraft maker, on missing welders',
    'From our correspondent in Rustavi',
    '"Woman with a Lantern" by Joost van Aerden, one beach scene and a portrait are back',
    'The novel by Joost van Aerden won the prize.',
    'Feature: The volunteers of Tarnby took part',
    'Written by admin',
  ])('takes no name out of %j', (line) => {
    expect(metadataOf(`A headline\n${line}\nBridges carry roads.`).author).toBeNull();
  });

  it.each([
    ['INTERVIEW\n"Concrete forgives nothing"\nBy Ada Byron', '"Concrete forgives nothing"'],
    ['Comment & Analysis\nBig house, small print', 'Big house, small print'],
    ['ENERGY LEDGER | Analysis\nThree countries, one pipe', 'Three countries, one pipe'],
    ['FEATURE | The man who came second\nBy Ada Byron', 'FEATURE | The man who came second'],
    ['Analysis\nBy Ada Byron', 'Analysis'],
    ['Needs analysis\nThe harbour is too small', 'Needs analysis'],
  ])('takes the headline below a kicker as the title of %j', (head, title) => {
    expect(metadataOf(`${head}\n\nBridges carry roads.`).title).toBe(title);
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

  it.each([
    '+++\ntitle = "On bridges"\ndate = 2024-05-03T10:00:00Z\nauthor = "Ada Byron"\n+++\n',
    '# On bridges\n\n**Date:** 3 May 2024\n**Author**: Ada Byron\n',
    'Title: **On bridges**\nDate: *3 May 2024*\nSource: https://example.org\nBy: [Ada Byron]\n',
  ])('reads the header %j', (head) => {
    const text = `${head}\nThey stand.`;
    const { title, date, author, publisher } = metadataOf(text);
    expect([title, date?.value, author?.value, publisher]).toEqual([
      'On bridges',
      '2024-05-03',
      'Ada Byron',
      null,
    ]);
    expect(parseDate(text.slice(date?.start, date?.end))).toBe('2024-05-03');
    expect(text.slice(author?.start, author?.end)).toBe('Ada Byron');
  });

  it.each([
    ['---\nowner: Facilities\ntags: [move]\n---\n# Office move', 'Office move'],
    [
      '<!-- do not edit\nthis file -->\n![banner](b.png)\n# [Office **move**](https://example.org) #',
      'Office move',
    ],
    ['<div align="center">\n<h1>Office move</h1>\n</div>', 'Office move'],
    ['```\nnpm start\n```\n# Office move', 'Office move'],
  ])('takes the headline of %j, not what marks up the file', (head, title) => {
    expect(metadataOf(`${head}\n\nWe move on 12 July.`).title).toBe(title);
  });

  it('reads quoted values of front matter, and a byline below however long it is', () => {
    const tags = Array.from({ length: 20 }, (_, number) => `tag${number}: x`).join('\n');
    const text = `---\n${tags}\ndate: "2024-05-03"\nsource: 'The Post'\n---\n# On bridges\nBy Ada Byron\n\nThey stand.`;
    const { title, author, date, publisher } = metadataOf(text);
    expect([title, author?.value, date?.value, publisher?.value]).toEqual([
      'On bridges',
      'Ada Byron',
      '2024-05-03',
      'The Post',
    ]);
    expect(text.slice(publisher?.start, publisher?.end)).toBe('The Post');
    expect(text.slice(date?.start, date?.end)).toBe('2024-05-03');
  });
});

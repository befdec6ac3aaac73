import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from '../../src/corpus/chunk.ts';
import { analyseDocument } from '../../src/corpus/document.ts';
import { furnitureLines } from '../../src/corpus/furniture.ts';
import { splitLines } from '../../src/corpus/lines.ts';

const CORPUS = new URL('../../corpus/', import.meta.url);
const FIXTURE: Readonly<Record<string, readonly number[]>> = JSON.parse(
  readFileSync(new URL('../fixtures/furniture.json', import.meta.url), 'utf8'),
);

const shipped = (file: string): string => readFileSync(new URL(file, CORPUS), 'utf8');
const furnitureOf = (lines: readonly string[]): string[] =>
  furnitureLines(lines.join('\n')).map((line) => line.text);

describe('web furniture of the shipped corpus', () => {
  it('is written down for every file', () => {
    expect(Object.keys(FIXTURE)).toEqual(readdirSync(CORPUS).sort());
  });

  for (const [file, numbers] of Object.entries(FIXTURE)) {
    it(`is found in ${file} on exactly the lines that a reader marked`, () => {
      expect(furnitureLines(shipped(file)).map((line) => line.number)).toEqual(numbers);
    });

    it(`is in no chunk of ${file}, and every other line lies in chunks from end to end`, () => {
      const text = shipped(file);
      const covered = new Uint8Array(text.length);
      for (const { start, end } of chunkDocument(analyseDocument(file, '', text)))
        covered.fill(1, start, end);
      for (const line of splitLines(text)) {
        const within = covered.slice(line.start, line.end);
        const indent = line.text.length - line.text.trimStart().length;
        if (numbers.includes(line.number))
          expect([line.number, within.indexOf(1)]).toEqual([line.number, -1]);
        else if (line.text.trim() !== '')
          expect([line.number, within.slice(indent, line.text.trimEnd().length).indexOf(0)]).toEqual([
            line.number,
            -1,
          ]);
      }
    });
  }
});

describe('web furniture of other pages', () => {
  it('is left out of a WordPress page, whatever surrounds the article', () => {
    const page = [
      ['Skip to content', true],
      ['Menu', true],
      ['Harbour bridge opens after nine years', false],
      ['', false],
      [
        'The bridge over the harbour opened to traffic on Monday, nine years after the first pile was driven.',
        false,
      ],
      ['Share this:', true],
      ['3 min read', true],
      ['The toll is two crowns.', false],
      ['', false],
      ['12 Comments', true],
      ['Related Posts', true],
      ['Ferry line to close in spring', true],
      ['Leave a Reply Cancel reply', true],
      ['Your email address will not be published. Required fields are marked *', true],
      ['Comment *', true],
      ['Name *', true],
      ['Email *', true],
      ['Website', true],
      ['Save my name, email, and website in this browser for the next time I comment.', true],
      ['Post Comment', true],
      ['Powered by WordPress', true],
    ] as const;
    expect(furnitureOf(page.map(([line]) => line))).toEqual(
      page.filter(([, furniture]) => furniture).map(([line]) => line),
    );
  });

  it('is left out of a Blogger page', () => {
    const article = [
      'A walk along the canal',
      'We started at the lock before sunrise, when the towpath was still white with frost and nobody was about.',
      'The café was closed.',
    ];
    const around = ['2 comments:', 'Post a Comment', 'You may also like', 'Ten lakes for a rainy weekend'];
    expect(furnitureOf([...article, ...around])).toEqual(around);
  });

  it('is recognised with indentation, carriage returns and a byte order mark', () => {
    expect(furnitureLines('\uFEFFLeave a Reply\r\n   Resize text \r\n').map((line) => line.number)).toEqual([
      1, 2,
    ]);
  });

  it('does not take in sentences that begin like it', () => {
    const sentences = [
      'Written by Jane Austen in 1813, the novel was first published without her name on the cover.',
      'Written by hand in 1813.',
      'Sorry, this site was bombed in 1943 and nothing of the abbey is left.',
      'Sorry this page of history is, it had to be written.',
      'This will close in 30 minutes the longest session that parliament has ever held, the speaker said.',
      'What do you think of the treaty, the reporter asked the minister.',
      'No comments were made by the delegation after the talks.',
      'Leave a reply with the embassy, the notice said, and the consul will call you.',
      'Upvotes and downvotes decide what the forum shows first.',
      'Comments are closed to nobody at the town hall.',
      'Related articles of the treaty were signed in 1972.',
      'You may also like the older of the two bridges.',
      'Share of local currencies in the settlement rose to 96%.',
      'Follow us, said the guide, and the party went on into the cave.',
      'Join us or leave us, the minister told his critics.',
      'Share with your neighbour what you have, the bishop said.',
      'Tagged with collars, the tigers were set free in March.',
      '100 points of light were counted in the sky.',
      'Search parties left the village at dawn.',
    ];
    expect(furnitureOf(sentences)).toEqual([]);
  });

  it('does not end an article that has not begun', () => {
    const page = ['Latest News', 'Tram line opens', 'The tram runs again.', 'It is red.'];
    expect(furnitureOf(page)).toEqual(['Latest News']);
  });

  it('lets an article go on after a teaser in its middle', () => {
    const page = [
      'The minister opened the new line on Monday and took the first tram to the harbour himself.',
      'Read also:',
      'Ferry line to close in spring',
      'The line is eleven kilometres long and cost less than had been planned, the ministry said.',
      'It is red.',
    ];
    expect(furnitureOf(page)).toEqual(['Read also:', 'Ferry line to close in spring']);
  });
});

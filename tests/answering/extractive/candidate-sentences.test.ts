import { describe, expect, it } from 'vitest';
import { candidateSentences } from '../../../src/answering/extractive/candidate-sentences.ts';
import { displayText } from '../../../src/answering/extractive/display-text.ts';
import { stem } from '../../../src/core/words.ts';
import { analyseDocument } from '../../../src/corpus/document.ts';

const TEXT = `Harbour news

Plans

The council named three projects:
  • a lighthouse
  • a ferry
  • a bridge

She opened the bridge. It cost nine crowns.

The mayor said:
“We are proud of the bridge. Nobody else has one.”
`;
const document = analyseDocument('a.txt', '', TEXT);
const candidates = candidateSentences(document, { start: 0, end: TEXT.length }, 2);
const find = (start: string) => candidates.find(({ text }) => text.startsWith(start));

describe('candidateSentences', () => {
  it('takes sentences, not headings, with the rank of their passage', () => {
    expect(candidates.map(({ text }) => text)).not.toContain('Plans');
    expect(candidates.every(({ passageRank }) => passageRank === 2)).toBe(true);
    expect(candidates.every(({ start, end, text }) => displayText(TEXT.slice(start, end)) === text)).toBe(
      true,
    );
  });

  it('lets an introduction reach to the end of its list', () => {
    expect(find('The council')?.text).toBe(
      'The council named three projects: a lighthouse · a ferry · a bridge',
    );
  });

  it('lets an introduction without a list reach to the end of the next sentence', () => {
    expect(find('The mayor')?.text).toBe('The mayor said: “We are proud of the bridge.');
  });

  it('knows the heading, the introduction of a list item and the sentence before', () => {
    expect(find('a ferry')?.contextStems).toContain(stem('projects'));
    expect(find('It cost')?.contextStems).toContain(stem('opened'));
    expect(find('She opened')?.contextStems).toContain(stem('plans'));
  });

  it('takes only what the passage touches', () => {
    const start = TEXT.indexOf('It cost');
    expect(candidateSentences(document, { start, end: start + 5 }, 0).map(({ text }) => text)).toEqual([
      'It cost nine crowns.',
    ]);
  });
});

describe('headings', () => {
  it('are candidates where they state something, but not for who wrote the document and when', () => {
    const text = `Notes: the rowing club
Author: Ada Brown
Date: 1 June 2021

Present: Ada Brown (chair), Bo Lind

The boat house

The boats are dry.

Chapter 2: The flood

The river rose.

Regatta, 4 May 2021

Bo Lind won.
`;
    const found = candidateSentences(analyseDocument('a.txt', '', text), { start: 0, end: text.length }, 0);
    expect(found.map(({ text: shown }) => shown)).toEqual([
      'Notes: the rowing club',
      'Present: Ada Brown (chair), Bo Lind',
      'The boats are dry.',
      'The river rose.',
      'Regatta, 4 May 2021',
      'Bo Lind won.',
    ]);
  });

  it('of the sections around count as well, the document’s title and sections that ended do not', () => {
    const text = `# Releases

## Birch

### Added

- A bell.

## Alder

### Added

- A lamp.
`;
    const found = candidateSentences(analyseDocument('a.md', '', text), { start: 0, end: text.length }, 0);
    const context = found.find(({ text: shown }) => shown === 'A lamp.')?.contextStems;
    expect(context).toEqual(new Set(['alder', 'ad']));
  });
});

describe('lists', () => {
  const textsOf = (text: string): string[] =>
    candidateSentences(analyseDocument('a.md', '', text), { start: 0, end: text.length }, 0).map(
      (candidate) => candidate.text,
    );

  it('end before another kind of mark, but not before an indented one', () => {
    const text = `Helpers:
• Ann: tea
    - with cake
• Bo: tombola

5. Shed`;
    expect(textsOf(text)[0]).toBe('Helpers: Ann: tea · with cake · Bo: tombola');
  });

  it('do not belong to an item of the same list that ends in a colon', () => {
    expect(textsOf('Bring:\n- tools:\n- seeds')).toContain('tools:');
  });

  it('are introduced by a heading directly above them, and table rows by their head', () => {
    expect(textsOf('## Perks\n\n- coffee\n- tea')[0]).toBe('Perks: coffee · tea');
    expect(textsOf('# Perks\n\nWe have some.\n\n- tea\n- rum')[0]).toBe('We have some.');
    expect(textsOf('| Item | Cost |\n|---|---|\n| Desk | £40 |\n| Van | £300 |')).toEqual([
      'Desk: Cost £40 · Van: Cost £300',
      'Desk: Cost £40',
      'Van: Cost £300',
    ]);
  });
});

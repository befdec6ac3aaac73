import { describe, expect, it } from 'vitest';
import { candidateSentences, displayText } from '../../src/answering/candidate-sentences.ts';
import { stem } from '../../src/core/words.ts';
import { analyseDocument } from '../../src/corpus/document.ts';

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

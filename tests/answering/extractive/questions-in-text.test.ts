import { describe, expect, it } from 'vitest';
import { candidateSentences } from '../../../src/answering/extractive/candidate-sentences.ts';
import { asks } from '../../../src/answering/extractive/questions-in-text.ts';
import { stem } from '../../../src/core/words.ts';
import { analyseDocument } from '../../../src/corpus/document.ts';
import { askFiles } from '../../support/ask-files.ts';

const INTERVIEW = `The break-in at the water works

The water works were attacked in May. The police looked for the attackers in three countries.

**How long were the attackers inside?**

“Three weeks, as far as the logs show. They came through an old account of a supplier.”

**Can customers still drink the water?**

Yes. The pumps were never in danger, because they run by hand.
`;

describe('a question in a document', () => {
  it.each([
    'How long were the attackers inside?',
    '“How long were the attackers inside?”',
    '**Can I bring my plants?**',
    'Q: Who pays for it?',
    'Jane Doe: “Who pays for it?”',
  ])('is known in %j', (text) => {
    expect(asks(text)).toBe(true);
  });

  it.each([
    'The minister asked the board in a letter: “Who pays for it?”',
    '“Who pays for it?” she asked.',
    'He asked why.',
  ])('is no more than a part of %j', (text) => {
    expect(asks(text)).toBe(false);
  });

  it('is no candidate; the reply is compared with its words, and all that answers it has them as context', () => {
    const candidates = candidateSentences(
      analyseDocument('a.txt', '', INTERVIEW),
      { start: 0, end: INTERVIEW.length },
      0,
    );
    expect(candidates.filter(({ text }) => text.includes('?'))).toEqual([]);
    const find = (start: string) => candidates.find(({ text }) => text.startsWith(start));
    expect(find('“Three weeks')?.stems).toContain(stem('attackers'));
    expect(find('They came')?.contextStems).toContain(stem('attackers'));
    expect(find('They came')?.stems).not.toContain(stem('attackers'));
    expect(find('The pumps')?.stems).toContain(stem('customers'));
    expect(find('The water works')?.contextStems).not.toContain(stem('customers'));
  });

  it('brings its reply along where a passage ends with it', () => {
    const document = analyseDocument('a.txt', '', INTERVIEW);
    const [start, end] = [INTERVIEW.indexOf('**Can'), INTERVIEW.indexOf('Yes.') - 2];
    expect(candidateSentences(document, { start, end }, 0).map(({ text }) => text)).toEqual([
      'Yes.',
      'The pumps were never in danger, because they run by hand.',
    ]);
  });

  it('asked again is answered by its reply', async () => {
    const { text } = await askFiles('How long were the attackers inside?', { 'a.md': INTERVIEW });
    expect(text).toContain('Three weeks');
    const other = await askFiles('Can customers still drink the water?', { 'a.md': INTERVIEW });
    expect(other.text).toContain('Yes. The pumps were never in danger');
  });
});

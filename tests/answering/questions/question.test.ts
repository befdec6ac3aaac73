import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AnswerKind,
  analyseQuestion,
  LONGEST_QUESTION,
} from '../../../src/answering/questions/question.ts';

describe('analyseQuestion', () => {
  it.each<[string, AnswerKind]>([
    ['How much is the trade worth?', 'quantity'],
    ['What share of payments is in rupees?', 'quantity'],
    ['When did Putin arrive?', 'time'],
    ['In which year was the treaty signed?', 'time'],
    ['Where did they meet?', 'place'],
    ['Which city hosts the summit?', 'place'],
    ['Who wrote the article?', 'person'],
    ['Which minister attended?', 'person'],
    ['Why did oil imports fall?', 'reason'],
    ['Is India a member of BRICS?', 'yes-no'],
    ['What is the North-South corridor?', 'definition'],
    ['What chunk of the oil is sold?', 'quantity'],
    ['On which days is the market open?', 'time'],
    ['Which former president spoke?', 'person'],
    ['Which small coastal town hosts the fair?', 'place'],
    ['Which corridors are planned?', 'list'],
    ['Name the rivers of the plain.', 'list'],
    ['What is the name of the river?', 'definition'],
    ['Which is cheaper, tea or coffee?', 'other'],
    ['Energy cooperation', 'other'],
    ['', 'other'],
  ])('takes %j as a question for %s', (question, kind) => {
    expect(analyseQuestion(question).kind).toBe(kind);
  });

  it('keeps content words by their stems, each once', () => {
    const { stems } = analyseQuestion('What were the imports, and which import was the largest import?');
    expect([...stems].filter((stem) => stem.startsWith('import'))).toHaveLength(1);
    expect(stems.has('the')).toBe(false);
  });

  it('knows names by capitals within the question and by digits, but not in shouting', () => {
    expect([...analyseQuestion('What did Azimov say about the S-400 in 2030?').names]).toEqual(
      expect.arrayContaining(['azimov', '400', '2030']),
    );
    expect(analyseQuestion('WHAT DID THE LEADERS AGREE UPON TODAY IN DELHI').names.size).toBe(0);
  });

  it('removes control characters and collapses white space', () => {
    expect(analyseQuestion('\x1bWhat\x00\n is\t\u202e  trade\u2028?\u200b ').text).toBe('What is trade ?');
  });

  it('reads only the beginning of a long question', () => {
    expect(analyseQuestion('x'.repeat(10_000)).text).toHaveLength(LONGEST_QUESTION);
  });

  it('has nothing to search for in stop-words and punctuation', () => {
    for (const question of ['', '?!… —', 'what is it that they would have been']) {
      expect(analyseQuestion(question).stems.size).toBe(0);
    }
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3_000 }), (given) => {
        const { text } = analyseQuestion(given);
        expect(text.length).toBeLessThanOrEqual(LONGEST_QUESTION);
        expect(text).toBe(text.trim());
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }),
    );
  });
});

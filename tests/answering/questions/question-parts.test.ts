import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseQuestion } from '../../../src/answering/questions/question.ts';
import { questionFocus } from '../../../src/answering/questions/question-focus.ts';
import { questionParts } from '../../../src/answering/questions/question-parts.ts';

const partsOf = (text: string): string[] => questionParts(analyseQuestion(text)).map((part) => part.text);

describe('questionParts', () => {
  it.each([
    ['Who designed the bridge, and when did it open?', ['Who designed the bridge', 'when did it open?']],
    ['What does tea cost? Where does it grow?', ['What does tea cost?', 'Where does it grow?']],
    ['Compare the northern ferry with the southern ferry.', ['the northern ferry', 'the southern ferry']],
    [
      'How do wages differ between bakers and brewers?',
      ['How do wages differ bakers', 'How do wages differ brewers'],
    ],
    [
      'Compare rents in Oslo with rents in Bergen, and why do they rise?',
      ['rents in Oslo', 'rents in Bergen', 'why do they rise?'],
    ],
    [
      'How did the number of trees change between 1990 and 2020?',
      ['How did the number of trees change 1990', 'How did the number of trees change 2020'],
    ],
    [
      'What did they ask for the club, and for how much did they sell?',
      ['What did they ask for the club', 'for how much did they sell?'],
    ],
    ['Who had the accident, and did he recover?', ['Who had the accident', 'did he recover?']],
    // Words to search for are those of the other part.
    ['Who had the accident, and where is he now?', ['Who had the accident', 'where is he now?']],
  ])('takes %j apart', (text, parts) => {
    expect(partsOf(text)).toEqual(parts);
  });

  it.each([
    'Who designed the bridge and the tower?',
    'How much does it cost, and what?',
    'Which harbour has bread and butter?',
    '',
  ])('leaves %j whole', (text) => {
    expect(partsOf(text)).toEqual([]);
  });

  it('takes no more than four parts, however many things are compared', () => {
    const compared = ['tea with coffee', 'rye with oats', 'Oslo with Bergen', 'trams with buses'];
    expect(partsOf(compared.map((pair) => `Compare ${pair}?`).join(' '))).toEqual([
      ...['tea', 'coffee', 'rye', 'oats'],
    ]);
  });

  it('knows what kind of thing each part asks for', () => {
    const parts = questionParts(analyseQuestion('Who designed the bridge, and when did it open?'));
    expect(parts.map(({ kind }) => kind)).toEqual(['person', 'time']);
  });

  it('takes any question apart into a few parts of its own words', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('who', 'and', 'what', 'tea', 'costs', '?', 'compare', 'with', 'between')),
        (given) => {
          const question = analyseQuestion(given.join(' '));
          for (const part of questionParts(question))
            for (const stem of part.stems) expect(question.stems).toContain(stem);
        },
      ),
    );
  });
});

describe('questionFocus', () => {
  it.each([
    ['In what country is the river?', ['country']],
    ['How many seats has the hall?', ['seats']],
    ['What is the highest mountain of the range?', ['highest', 'mountain']],
    ['Why did it rain?', []],
  ])('of %j are the words for the kind of thing', (text, focus) => {
    expect(questionFocus(text)).toEqual(focus);
  });
});

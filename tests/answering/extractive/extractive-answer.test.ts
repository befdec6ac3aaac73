import { describe, expect, it } from 'vitest';
import { ANSWERABILITY_MODEL } from '../../../src/answering/extractive/answerability.ts';
import { CHOICE_DEFAULTS, saysTheSame } from '../../../src/answering/extractive/choose-sentences.ts';
import { extractAnswer } from '../../../src/answering/extractive/extractive-answer.ts';
import type { ScoredSentence } from '../../../src/answering/extractive/score-sentences.ts';
import { analyseQuestion } from '../../../src/answering/questions/question.ts';
import { scoredSentence } from '../../support/scored-sentence.ts';

const QUESTION = analyseQuestion('What did the bridge cost?');
const FACTS = [
  'The bridge cost nine crowns.',
  'Seven engineers drew plans.',
  'Ferries stopped in March.',
  'Bakers sell warm bread.',
];

/** The places of the quotes, or the reason of the abstention. */
function extract(scored: readonly ScoredSentence[], question = QUESTION, logOdds = 1): unknown {
  const extraction = extractAnswer(question, scored, logOdds);
  return extraction.kind === 'abstained'
    ? extraction.reason
    : extraction.quotes.map(({ file, start, end }) => `${file} ${start}-${end}`);
}

describe('extractAnswer', () => {
  it('abstains without evidence, with hardly any, and with too little of it', () => {
    expect(extract([])).toBe('no-evidence');
    expect(extract([scoredSentence('The bridge.', { coverage: 0.1 })])).toBe('no-evidence');
    const unlikely = ANSWERABILITY_MODEL.threshold - 0.1;
    expect(extract([scoredSentence('The bridge.')], QUESTION, unlikely)).toBe('weak-evidence');
    expect(extract([scoredSentence('The bridge.')], analyseQuestion('What is it?'))).toBe('no-evidence');
  });

  it('takes the best sentence alone when the others score clearly less', () => {
    const others = FACTS.slice(1).map((text, index) =>
      scoredSentence(text, { start: 100 * (index + 1), score: 0.9 - CHOICE_DEFAULTS.furtherScore }),
    );
    expect(extract([scoredSentence(FACTS[0] ?? ''), ...others])).toEqual(['a.txt 0-28']);
  });

  it('takes at most three: the best one, then the others of its file and of the others, in reading order', () => {
    const scored = [
      scoredSentence(FACTS[0] ?? '', { file: 'b.txt', start: 300 }),
      scoredSentence(FACTS[1] ?? '', { file: 'a.txt', start: 50 }),
      scoredSentence(FACTS[2] ?? '', { file: 'b.txt', start: 100 }),
      scoredSentence(FACTS[3] ?? '', { file: 'a.txt', start: 10 }),
    ];
    expect(extract(scored)).toEqual(['b.txt 300-328', 'b.txt 100-125', 'a.txt 50-77']);
  });

  it('leaves out what another file says as well', () => {
    const same = scoredSentence('In all the bridge cost nine crowns.', { file: 'b.txt' });
    expect(extract([scoredSentence(FACTS[0] ?? ''), same])).toEqual(['a.txt 0-28']);
    expect(saysTheSame(scoredSentence(FACTS[0] ?? '').sentence, same.sentence)).toBe(true);
  });

  it('leaves out the same numbers in other words of another file, and keeps other numbers in the same words', () => {
    const given = scoredSentence('The northern dam employs 120 people.').sentence;
    const reworded = scoredSentence('At the northern dam 120 people work.', { file: 'b.txt' }).sentence;
    const other = scoredSentence('The northern dam employs 310 people.', { file: 'b.txt' }).sentence;
    expect(saysTheSame(given, reworded)).toBe(true);
    expect(saysTheSame(given, other)).toBe(false);
  });

  it('leaves out a further sentence that would make the answer too long', () => {
    const long = scoredSentence(`Plans ${'of many different pages '.repeat(40)}`, { start: 100 });
    expect(extract([scoredSentence(FACTS[0] ?? ''), long])).toEqual(['a.txt 0-28']);
  });

  it('brings along the sentences without which one cannot be understood', () => {
    const sentence = scoredSentence('It cost nine crowns.', { start: 40, whole: { start: 10, end: 60 } });
    expect(extract([sentence])).toEqual(['a.txt 10-60']);
  });

  it('answers each part of a question for several things before it adds anything else', () => {
    const [cost, plans, march, bread] = FACTS.map((text, index) =>
      scoredSentence(text, { start: 100 * index, score: 4 - index }),
    ) as [ScoredSentence, ScoredSentence, ScoredSentence, ScoredSentence];
    const scored = [cost, plans, march, bread];
    const parts = [
      [bread, cost],
      [bread, march],
    ];
    const extraction = extractAnswer(analyseQuestion('Who bakes, and when?'), scored, 1, parts);
    expect(extraction).toMatchObject({
      quotes: [{ start: 300 }, { start: 0 }, { start: 100 }, { start: 200 }],
    });
    const short = extractAnswer(QUESTION, scored, 1);
    expect(short).toMatchObject({ quotes: [{ start: 0 }, { start: 100 }, { start: 200 }] });
  });

  it('prefers another file where sentences answer alike', () => {
    const scored = [
      scoredSentence('The bridge cost nine crowns.', { score: 9 }),
      scoredSentence('Seven engineers drew plans.', { start: 100, score: 8 }),
      scoredSentence('Bakers sell warm bread.', { start: 200, score: 7.1 }),
      scoredSentence('A ferry stops in March.', { file: 'b.txt', score: 7 }),
    ];
    expect(extract(scored)).toEqual(['a.txt 0-28', 'a.txt 100-127', 'b.txt 0-23']);
  });

  it('joins quotes that overlap', () => {
    const first = scoredSentence('Seven engineers drew the long plans.', { start: 0 });
    const second = scoredSentence('It cost nine crowns.', { start: 37, whole: { start: 0, end: 57 } });
    expect(extract([second, first])).toEqual(['a.txt 0-57']);
  });
});

import { describe, expect, it } from 'vitest';
import { holdsAnswer } from '../../../src/answering/questions/answer-kinds.ts';
import { analyseQuestion } from '../../../src/answering/questions/question.ts';

describe('holdsAnswer', () => {
  it.each<[string, string, boolean | null]>([
    ['What slice of the harvest is sold abroad?', 'About 40 per cent of it goes abroad.', true],
    ['What slice of the harvest is sold abroad?', 'About 40 carts of it go abroad.', false],
    ['How much capital did the bakers raise?', 'They raised 3 million crowns.', true],
    ['How much capital did the bakers raise?', 'They raised it in 3 weeks.', false],
    ['Which teas grow there?', 'Black tea, green tea and mint grow there.', true],
    ['Which teas grow there?', 'Tea grows there.', false],
    ['On which days is the market open?', 'It opens on Monday.', true],
    ['On which days is the market open?', 'It opens early.', false],
    ['Energy', 'Energy is dear.', null],
  ])('of %j and %j is %j', (question, sentence, held) => {
    expect(holdsAnswer(analyseQuestion(question), sentence)).toBe(held);
  });
});

import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/answering/conversation/conversations.ts';
import { readFollowUp } from '../../../src/answering/conversation/follow-up.ts';
import { interpretFollowUp } from '../../../src/answering/conversation/interpret-follow-up.ts';
import { FOLLOW_UPS, type FollowUpCase, STANDALONE_QUESTIONS } from './follow-up-lists.ts';
import { FRESH_FOLLOW_UPS, FRESH_STANDALONE_QUESTIONS } from './fresh-follow-up-lists.ts';

const vocabulary = { names: new Map<string, string>(), knows: () => true };

function turnsOf({ question, answer }: Pick<FollowUpCase, 'question' | 'answer'>): Turn[] {
  const quotes = answer === '' ? [] : [{ file: 'a.txt', start: 0, end: answer.length, text: answer }];
  return [{ question, interpreted: question, quotes }];
}

function completed(question: string, turns: readonly Turn[]): string | null {
  const followUp = readFollowUp(question);
  return followUp === null ? null : (interpretFollowUp(followUp, turns, vocabulary)?.question ?? null);
}

describe('follow-ups without a model', () => {
  it.each([
    ['that the rules were made with', FOLLOW_UPS, 75],
    ['that were written afterwards', FRESH_FOLLOW_UPS, 29],
  ] as const)('are completed as expected, of those %s', (_, list, least) => {
    const wrong = list
      .map((item) => ({ ...item, given: completed(item.followUp, turnsOf(item)) }))
      .filter(({ given, completed: expected }) => given === null || !expected.test(given));
    const told = wrong.map(({ followUp, given }) => `${followUp} → ${given}`).join('\n');
    expect(list.length - wrong.length, told).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['that the rules were made with', STANDALONE_QUESTIONS],
    ['that were written afterwards', FRESH_STANDALONE_QUESTIONS],
  ])('are not seen in complete questions %s, whatever was said before', (_, list) => {
    const altered = list.flatMap((question) =>
      [...FOLLOW_UPS, ...FRESH_FOLLOW_UPS].flatMap((item) => {
        const given = completed(question, turnsOf(item));
        return given === null ? [] : [`${question} → ${given}`];
      }),
    );
    expect(altered).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Turn } from '../../src/answering/conversations.ts';
import { readFollowUp } from '../../src/answering/follow-up.ts';
import { interpretFollowUp } from '../../src/answering/interpret-follow-up.ts';
import type { FollowUpCase } from './follow-up-lists.ts';
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

describe('lists that were written after the rules', () => {
  it('has its follow-ups completed as expected', () => {
    const wrong = FRESH_FOLLOW_UPS.map((item) => ({
      ...item,
      given: completed(item.followUp, turnsOf(item)),
    })).filter(({ given, completed: expected }) => given === null || !expected.test(given));
    const right = FRESH_FOLLOW_UPS.length - wrong.length;
    expect(right, wrong.map(({ followUp, given }) => `${followUp} → ${given}`).join('\n')).toBe(99);
  });

  it('has its complete questions left alone, whatever was said before', () => {
    const altered = FRESH_STANDALONE_QUESTIONS.flatMap((question) =>
      FRESH_FOLLOW_UPS.map((item) => [question, completed(question, turnsOf(item))] as const)
        .filter(([, given]) => given !== null)
        .slice(0, 1)
        .map(([, given]) => `${question} → ${given}`),
    );
    expect(altered).toEqual([]);
  });
});

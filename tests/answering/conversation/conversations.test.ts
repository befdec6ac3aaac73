import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConversationLimits,
  createConversations,
  type Turn,
} from '../../../src/answering/conversation/conversations.ts';

const LIMITS: ConversationLimits = {
  ...{ turns: 3, quotesPerTurn: 2, characters: 20, conversations: 4, lifetimeMs: 1_000 },
};

function turn(question: string, quotes: readonly string[] = []): Turn {
  return {
    question,
    interpreted: question,
    quotes: quotes.map((text) => ({ file: 'a.txt', start: 0, end: text.length, text })),
  };
}

describe('conversations', () => {
  it('give back the last turns, oldest first', () => {
    const conversations = createConversations(LIMITS, () => 0);
    for (const question of ['one', 'two', 'three', 'four']) conversations.remember('a', turn(question));
    expect(conversations.turns('a').map(({ question }) => question)).toEqual(['two', 'three', 'four']);
  });

  it('know nothing of each other', () => {
    const conversations = createConversations(LIMITS, () => 0);
    conversations.remember('a', turn('one'));
    expect(conversations.turns('b')).toEqual([]);
  });

  it('are forgotten when nothing was said for their lifetime', () => {
    let now = 0;
    const conversations = createConversations(LIMITS, () => now);
    conversations.remember('a', turn('one'));
    now = 999;
    conversations.remember('a', turn('two'));
    now = 1_998;
    expect(conversations.turns('a')).toHaveLength(2);
    now = 1_999;
    expect(conversations.turns('a')).toEqual([]);
    expect(conversations.size).toBe(0);
  });

  it('make room by forgetting the one that was continued longest ago', () => {
    const conversations = createConversations(LIMITS, () => 0);
    for (const id of ['a', 'b', 'c', 'd', 'a', 'e']) conversations.remember(id, turn(id));
    expect(['a', 'b', 'c', 'd', 'e'].filter((id) => conversations.turns(id).length > 0)).toEqual([
      ...['a', 'c', 'd', 'e'],
    ]);
  });

  it('stay within every limit, whatever is said where and when', () => {
    const said = fc.record({
      id: fc.constantFrom(...'abcdefgh'),
      question: fc.string({ maxLength: 60 }),
      quotes: fc.array(fc.string({ maxLength: 60 }), { maxLength: 5 }),
      waitMs: fc.nat(700),
    });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 60 }), (history) => {
        let now = 0;
        const conversations = createConversations(LIMITS, () => now);
        for (const { id, question, quotes, waitMs } of history) {
          now += waitMs;
          conversations.remember(id, turn(question, quotes));
          expect(conversations.size).toBeLessThanOrEqual(LIMITS.conversations);
          const turns = conversations.turns(id);
          expect(turns.length).toBeLessThanOrEqual(LIMITS.turns);
          expect(turns.at(-1)?.question).toBe(question.slice(0, LIMITS.characters));
          for (const kept of turns) {
            expect(kept.quotes.length).toBeLessThanOrEqual(LIMITS.quotesPerTurn);
            for (const text of [kept.question, kept.interpreted, ...kept.quotes.map((quote) => quote.text)])
              expect(text.length).toBeLessThanOrEqual(LIMITS.characters);
          }
        }
      }),
    );
  });
});

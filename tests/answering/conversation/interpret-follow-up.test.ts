import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Turn } from '../../../src/answering/conversation/conversations.ts';
import { readFollowUp } from '../../../src/answering/conversation/follow-up.ts';
import { interpretFollowUp } from '../../../src/answering/conversation/interpret-follow-up.ts';
import { readMessage } from '../../../src/answering/conversation/small-talk.ts';
import { processorMs } from '../../support/processor-time.ts';

function turn(interpreted: string, ...quotes: string[]): Turn {
  return {
    ...{ question: interpreted, interpreted },
    quotes: quotes.map((text) => ({ file: 'a.txt', start: 0, end: text.length, text })),
  };
}

function interpret(question: string, turns: readonly Turn[], known: (word: string) => boolean = () => true) {
  const followUp = readFollowUp(question);
  const names = new Map([['bello', 'Bello']]);
  return followUp === null ? null : interpretFollowUp(followUp, turns, { names, knows: known });
}

const wheat = turn(
  'How much wheat did Canada export in 2019?',
  'Canada exported 23 million tonnes of wheat.',
);
const okafor = turn(
  'What did Okafor say about the railway?',
  'Okafor said that the railway will open in March.',
);

describe('interpretFollowUp', () => {
  it('says what an answer has to hold in particular', () => {
    expect(interpret('and in 2020?', [wheat])?.specifics).toBe('2020');
    expect(interpret('the year before?', [wheat])?.specifics).toBe('2018');
    expect(interpret('and in recent years?', [wheat])).toMatchObject({
      question: 'How much wheat did Canada export in recent years?',
      specifics: '',
    });
    expect(interpret('what did she say about wages?', [okafor])).toMatchObject({
      specifics: 'wages',
      person: 'Okafor',
    });
  });

  it('goes on from the question, not from what was asked about its answer', () => {
    expect(interpret('who said that?', [okafor])).toMatchObject({
      question: 'Who said “the railway will open in March”?',
      subject: okafor.interpreted,
    });
    expect(interpret('why?', [turn('Who leads the bank?', 'The bank is led by Eva Lind.')])).toMatchObject({
      question: 'Why is it that the bank is led by Eva Lind?',
      subject: 'Who leads the bank?',
    });
  });

  it('writes names as the documents do, and leaves words alone that they do not know', () => {
    expect(interpret('and bello?', [okafor])?.question).toBe('What did Bello say about the railway?');
    expect(interpret('and the weather?', [wheat], (word) => word !== 'weather')).toBeNull();
  });

  it.each([
    [
      turn('What was stolen from the shed?', 'A lawn mower was stolen from the shed.'),
      'when?',
      'What was stolen from the shed? When?',
    ],
    [
      turn('What was stolen from the shed?', 'A lawn mower was stolen from the shed.'),
      'who found it?',
      'Who found the lawn mower?',
    ],
    [turn('How many people were on the list?'), 'why?', 'How many people were on the list? Why?'],
    [turn('Who is Ada Byron?', 'Ada Byron is a captain.'), 'when was that?', 'Who is Ada Byron? When?'],
    [turn('When did Lind visit Oslo?', 'Lind went there.'), 'when was it?', 'When did Lind visit Oslo?'],
  ])('makes no broken question of %j and %j', (said, question, completed) => {
    expect(interpret(question, [said])?.question).toBe(completed);
  });

  it.each([
    ['no, in 2020', wheat, 'How much wheat did Canada export in 2020?'],
    ['sorry, I meant Australia', wheat, 'How much wheat did Australia export in 2019?'],
    ['I mean barley', wheat, 'How much barley did Canada export in 2019?'],
    ['Australia, I mean', wheat, 'How much wheat did Australia export in 2019?'],
    ['sorry, the south bridge', turn('Will the north bridge be closed?'), 'Will the south bridge be closed?'],
    ['actually in 2020', wheat, 'How much wheat did Canada export in 2020?'],
    ['no, Bello', okafor, 'What did Bello say about the railway?'],
    [
      'sorry, the other bridge',
      turn('When was the north bridge opened?'),
      'When was the other bridge opened?',
    ],
  ])('takes a correction for the same question about another thing: %s', (question, said, completed) => {
    expect(interpret(question, [said])?.question).toBe(completed);
  });

  it.each([
    'No country exports more',
    'Actually, who owns the Itaipu dam?',
    'Instead of oil, what does it sell?',
  ])('sees no correction in %j', (question) => {
    expect(interpret(question, [wheat])).toBeNull();
  });

  it('turns two countries round when one of them is named again', () => {
    const sold = turn('How much did India sell to Russia?');
    expect(interpret('and Russia?', [sold])?.question).toBe('How much did Russia sell to India?');
  });

  it.each([
    [
      'a person, when nobody was named',
      'what did he say?',
      [turn('How high is the tower?', 'It is 40 metres high.')],
    ],
    ['who said something, when nothing was quoted', 'who said that?', [turn('Who rules Atlantis?')]],
    ['a year, when several were named', 'the year before?', [turn('Did trade grow from 2015 to 2019?')]],
    ['anything, when nothing was said', 'and in 2020?', []],
  ])('leaves open %s', (_, question, turns) => {
    expect(interpret(question, turns)).toBeNull();
  });

  it('gives one question of bounded length, whatever was said and asked', () => {
    const opening = fc.constantFrom(
      '',
      'and ',
      'what about ',
      'why ',
      'who said ',
      'what did he ',
      'in ',
      'is it ',
    );
    const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.lorem({ maxCount: 12 }));
    fc.assert(
      fc.property(opening, text, text, text, (start, end, asked, quoted) => {
        const interpretation = interpret(`${start}${end}?`, [turn(`What is ${asked}?`, quoted)]);
        if (interpretation === null) return;
        expect(interpretation.question.length).toBeLessThan(1_000);
        expect(interpretation.question).not.toMatch(/\bundefined\b|\bnull\b/);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'it ',
    'a ',
    'the ',
    'and ',
    'did ',
    'what ',
    'in 2020 ',
    'of the ',
    'said ',
    'Aa ',
    'hi ',
    'ignore ',
    '?',
  ])('takes no longer than a moment for thousands of %j', (piece) => {
    const long = piece.repeat(Math.floor(2_000 / piece.length));
    const spentMs = processorMs(() => {
      for (const question of [long, `what did ${long}`, `and ${long}`, `who ${long} it`]) {
        readMessage(question);
        interpret(question, [turn(long.slice(0, 600), long.slice(0, 600))]);
        interpret('what did it do?', [turn(`What did ${long.slice(0, 590)}`, long.slice(0, 600))]);
        interpret('and oil?', [turn(`What did ${long.slice(0, 590)}`, long.slice(0, 600))]);
        interpret('why?', [turn(`What did ${long.slice(0, 590)}`, long.slice(0, 600))]);
      }
    });
    expect(spentMs).toBeLessThan(5_000);
  });
});

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
    const unknown = () => false;
    expect(interpret('who painted it?', [okafor], unknown)?.specifics).toContain('painted');
    expect(interpret('why did it fall?', [okafor], unknown)?.specifics).not.toContain('fall');
    expect(interpret('how many farmers?', [wheat])?.specifics).toBe('farmers');
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

  it.each([
    [
      turn('Who promised a grant?', 'The county promised a grant.'),
      'how much',
      'Who promised a grant? How much?',
    ],
    [turn('Who signed the treaty?'), 'by whom?', 'Who signed the treaty? By whom?'],
    [
      turn('What did Lind get in Oslo?', 'Lind got a medal.'),
      'from whom?',
      'What did Lind get in Oslo? From whom?',
    ],
    [
      turn('Who is the conductor?', 'Ann Dike is the conductor.'),
      'since when?',
      'Who is the conductor? Since when?',
    ],
    [turn('Where was the brooch found?'), 'by whom?', 'By whom was the brooch found?'],
    [turn('Where was the brooch found?'), 'when and how?', 'When and how was the brooch found?'],
    [turn('How big is the deficit?', 'It is 4 percent.'), 'why?', 'Why is the deficit so big?'],
    [turn('How much did the wing cost?'), 'why so expensive?', 'Why did the wing cost?'],
    [turn('Who will tour Japan?'), 'and who pays?', 'Who will tour Japan? Who pays?'],
    [turn('When did the fair open?'), 'how many guests?', 'When did the fair open? How many guests?'],
    [turn('When did Lind say it?'), 'on which occasion?', 'When did Lind say it? On which occasion?'],
    [
      turn('Who opposed the ferry?', 'The ferry was ordered.', 'The union opposed the ferry.'),
      'why?',
      'Why is it that the union opposed the ferry?',
    ],
    [
      turn('What did the council decide?', '1. **School.** The council closed the school.'),
      'why?',
      'Why is it that the council closed the school?',
    ],
    [
      turn('What did Paul Steiner announce?', 'Paul Steiner announced the merger on Thursday.'),
      'why?',
      'Why is it that Paul Steiner announced the merger on Thursday?',
    ],
    [
      turn(
        'What is expected of exports?',
        'The union hopes. Its head Ann Dike expects that exports will double.',
      ),
      'why?',
      'Why is it that exports will double?',
    ],
    [
      turn('What was ordered?', 'Oslo, 3 June 2024 – Twelve ships were ordered.'),
      'why?',
      'Why is it that twelve ships were ordered?',
    ],
  ])('asks again, after %j, by %j', (said, question, completed) => {
    expect(interpret(question, [said])?.question).toBe(completed);
  });

  it.each([
    [
      turn('Which one is the oldest?', 'The Borga is the oldest.'),
      'when was it built?',
      'When was the oldest built?',
    ],
    [turn('Tell me about the northern line'), 'how long is it?', 'How long is the northern line?'],
    [turn('The budget in 2024?'), 'why did it grow?', 'Why did the budget grow?'],
    [turn('Why is the deficit so big?'), 'does it grow?', 'Does the deficit grow?'],
    [
      turn('What is the museum’s best known object?', 'It is a brooch.'),
      'who found it?',
      'Who found the museum’s best known object?',
    ],
    [turn('What else did Lind build?', 'Lind built nothing else.'), 'how much did it cost?', null],
    [turn('What did Lind say?', 'Lind wants peace.'), 'who is that?', 'Who is Lind?'],
    [
      turn('Who leads the bank?', 'Oslo, 3 June 2024 – Eva Lind leads the bank.'),
      'how old is she?',
      'How old is Eva Lind?',
    ],
    [
      turn('Who opposed the ferry?', 'The union Kaia opposed the ferry, its chairman Olav Dahl said.'),
      'what did he say?',
      'What did Olav Dahl say?',
    ],
    [
      turn(
        'Who opposed the school?',
        'Schoolhouse Nordby opposed nothing.',
        'Councillor Anna Lie opposed the school.',
      ),
      'what did she say?',
      'What did Anna Lie say?',
    ],
    [turn('Why is the share of oil falling?'), 'what do they sell?', null],
    [
      turn('When did Lind visit Peru?', 'Peru and Chile met in March.'),
      'what did they sign?',
      'What did Peru and Chile sign?',
    ],
    [turn('What did Lind say about Dahl?'), 'and him?', 'What did Dahl say about Lind?'],
    [
      turn('What did Lind say?', 'Lind spoke. Judge Dahl was silent.'),
      'what about him?',
      'What did Dahl say?',
    ],
    [
      turn('What does Peru export?', 'Peru exports copper.'),
      'how much is that?',
      'What does Peru export? How much?',
    ],
    [turn('Did the West try to stop it?'), 'did it work?', null],
    [turn('When was the tower built?'), 'how old is it exactly?', 'How old is the tower exactly?'],
    [turn('Is it open?', 'It had 600 guests a year.'), 'how long was it closed?', null],
    [turn('How many accidents were there?'), 'what were they?', 'What were the accidents?'],
    [
      turn('Why did Chile’s share fall?', 'Peru and Chad grew.'),
      'who do they sell to?',
      'Who do Peru and Chad sell to?',
    ],
    [
      turn('Where is the palace?', 'The palace is in Novo-Irkino.'),
      'who lives there?',
      'Who lives in Novo-Irkino?',
    ],
    [turn('What did the mayor say about the school?'), 'who was against it?', 'Who was against the school?'],
    [turn('What does the museum show?'), 'which day is it closed?', 'Which day is the museum closed?'],
    [
      turn(
        'How deep is the basin?',
        'Lind said that the basin is 9 metres deep. She added that rain will fall.',
      ),
      'who said that?',
      'Who said “the basin is 9 metres deep”?',
    ],
    [turn('What caused the spill?'), 'and the fire?', 'What caused the fire?'],
    [turn('What does the museum cost for kids?'), 'and adults?', 'What does the museum cost for adults?'],
    [
      turn('How many concerts were there?', 'In 2024 there were 46, in 2023 there were 41.'),
      'and the year before?',
      'How many concerts were there in 2023?',
    ],
    [
      turn('What does the tower cost?'),
      'what about four years ago?',
      'What does the tower cost four years ago?',
    ],
    [
      turn('What was announced?', 'A strike was announced.'),
      'why is that important?',
      'Why is the strike important?',
    ],
  ])('knows, after %j, what is meant in %j', (said, question, completed) => {
    expect(interpret(question, [said])?.question ?? null).toBe(completed);
  });

  it.each([
    ...[
      'who expects that?',
      'who reported that?',
      'who announced that',
      'who warned that',
      'who said so?',
      'who said?',
    ],
  ])('takes %j for a question about who said it', (question) => {
    expect(interpret(question, [okafor])).toMatchObject({
      question: 'Who said “the railway will open in March”?',
      subject: okafor.interpreted,
    });
  });

  it.each([
    ...[
      'which file is that from',
      'what’s the source?',
      'sources?',
      'which document says that?',
      'where does it say that',
    ],
    ...['how do you know that?', 'from which article is this?', 'where did you find that'],
  ])('takes %j for a question about where it stands', (question) => {
    expect(interpret(question, [okafor])).toMatchObject({
      question: 'Which file says “the railway will open in March”?',
      subject: okafor.interpreted,
    });
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

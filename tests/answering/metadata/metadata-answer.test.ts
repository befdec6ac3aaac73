import { describe, expect, it } from 'vitest';
import { type MetadataField, metadataField } from '../../../src/answering/metadata/metadata-question.ts';
import type { Answer } from '../../../src/core/answer.ts';
import { askFiles, converse } from '../../support/ask-files.ts';

const LIBRARY = {
  'bees.md':
    '---\ntitle: Bees in the city\nauthor: Mara Lindt\ndate: 2024-05-17\nsource: The Garden Weekly\n---\n\nBees thrive on roofs. Honey from the city is mild.\n',
  'lighthouse.txt':
    'The lighthouse keepers\n\nBy Tomas Reed, staff writer\n\nThe last keeper of the lighthouse left in 1987. A lamp now turns alone.\n',
  'volcano.txt': 'Quiet volcano wakes\n\nThe volcano spat ash over the fields. Farmers moved their sheep.\n',
};

const ask = (question: string): Promise<Answer> => askFiles(question, LIBRARY);

describe('metadataField', () => {
  it.each<[string, MetadataField | null]>([
    ['Who wrote the article on bees?', 'author'],
    ['Who is the author of the piece about lighthouses?', 'author'],
    ['By whom was the commentary on trade written?', 'author'],
    ['When was the article about bees published?', 'date'],
    ['What is the title of the article about keepers?', 'title'],
    ['Which newspaper published the column on honey?', 'publisher'],
    ['Who wrote Hamlet?', null],
    ['When was the treaty published?', null],
    ['Which article guarantees free movement?', null],
    ['On what date were the documents signed by the two countries?', null],
    ['What is the main source of oil according to the article?', null],
    ['Who is the author of the programme mentioned in the article?', null],
    ['Who carried the documents at the summit?', null],
    ['Which country is the largest source of arms in the article?', null],
    ['How old is this short news report?', 'date'],
    ['Who wrote the analysis?', 'author'],
    ['Who conducted the interview?', 'author'],
    ['Who is the article about wheat by?', 'author'],
    ["Who is the article's author?", 'author'],
    ['When was the interview published?', 'date'],
    ['When were the minutes written?', 'date'],
    ['Do you know when the feature was published?', 'date'],
    ['Who wrote “The last gearbox”?', 'author'],
    ['Who conducted the trial?', null],
    ['Who did the police interview?', null],
  ])('of %j is %j', (question, field) => {
    expect(metadataField(question)).toBe(field);
  });
});

describe('a question about a document itself', () => {
  it.each([
    ['Who wrote the article about bees in the city?', 'author: Mara Lindt', 'bees.md', 3],
    ['When was the article about honey published?', 'date: 2024-05-17', 'bees.md', 4],
    ['Which magazine published the piece on bees?', 'source: The Garden Weekly', 'bees.md', 5],
    [
      'Who is the author of the article on the lighthouse?',
      'By Tomas Reed, staff writer',
      'lighthouse.txt',
      3,
    ],
    ['What is the headline of the article about volcano ash?', 'Quiet volcano wakes', 'volcano.txt', 1],
  ])('%j is answered by the line that states it', async (question, line, file, number) => {
    const { kind, citations } = await ask(question);
    expect(kind).toBe('answered');
    expect(citations).toMatchObject([{ file, quote: line, startLine: number, endLine: number }]);
  });

  it('is not answered when the document does not state it, and says so', async () => {
    const answer = await ask('Who wrote the article about the volcano?');
    expect(answer).toMatchObject({ kind: 'abstained', reason: 'weak-evidence', citations: [] });
    expect(answer.text).toBe('I found no author line in “Quiet volcano wakes” (volcano.txt).');
  });

  it('is not answered from a document that is about something else', async () => {
    const answer = await ask('Who wrote the article about submarine cables and penguins?');
    expect(answer.text).not.toMatch(/Lindt|Reed/);
  });
});

describe('the document that is meant', () => {
  const PRESS = {
    'analysis.txt':
      'COMMENT & ANALYSIS\nWhy the ferry pact matters\nBy Ines Falk, The Review\n\nThe pact opens the strait to all. A ferry line will follow.\n',
    'interview.txt':
      'INTERVIEW\n"Rust never sleeps"\nInterview: Otto Brand\nTideway Weekly, 11 June 2026\n\nThe dock master talks of rust and of ropes. He has seen nine winters.\n',
    'visit.txt':
      'Gifts and toasts\nBy Carl Moss\n\nThe visit of the mayor ended. The significance of the harbour visit was small, and a visit to the harbour is a visit. He wrote a report and a letter.\n',
    'harbour.txt':
      'The significance of the harbour visit\nBy Dora Wick and Emil Stone\nPORT HALE, 4 May 2026\n\nThe mayor came by boat. She left by train.\n',
  };
  const answerTo = (question: string): Promise<Answer> => askFiles(question, PRESS);

  it.each([
    ['Who wrote the article on the significance of the harbour visit?', 'By Dora Wick and Emil Stone'],
    ['Who wrote the analysis?', 'By Ines Falk, The Review'],
    ['When was the interview published?', 'Tideway Weekly, 11 June 2026'],
    ['Who conducted the interview?', 'Interview: Otto Brand'],
    ['Who wrote “Rust never sleeps”?', 'Interview: Otto Brand'],
    ['When was "The significance of the harbour visit" published?', 'PORT HALE, 4 May 2026'],
  ])('is found for %j by its title or its kind', async (question, line) => {
    const { citations } = await answerTo(question);
    expect(citations.map(({ quote }) => quote)).toEqual([line]);
  });

  it('is each of those that are meant alike', async () => {
    const twins = {
      'one.txt': 'The heron returns\nBy Ada Byron\n\nA heron stood in the reeds. It left.\n',
      'two.txt': 'A heron returns again\nBy Grace Hill\n\nThe heron was seen at dawn. It fished.\n',
    };
    const { citations } = await askFiles('Who wrote the article about the heron?', twins);
    expect(citations.map(({ file, quote }) => `${file} ${quote}`).sort()).toEqual([
      'one.txt By Ada Byron',
      'two.txt By Grace Hill',
    ]);
  });

  it.each([
    ['Who wrote the essay?', 'I found no document that is marked as an essay.'],
    ['When was the feature published?', 'I found no document that is marked as a feature.'],
    ['Who wrote the article?', 'I cannot tell which document is meant.'],
    ['Who wrote the article about penguins?', 'I found no document that would be the article on this.'],
  ])('is asked for when %j does not tell it, and no sentence of a body is shown', async (question, text) => {
    const answer = await answerTo(question);
    expect(answer).toMatchObject({ kind: 'abstained', citations: [] });
    expect(answer.text).toBe(`${text} Say which one you mean, by its title or what it is about.`);
  });

  it('may be called a report where no document speaks of one', async () => {
    const { citations } = await askFiles('When was the report on the heron published?', {
      'heron.txt': 'The heron returns\nPORT HALE, 4 May 2026\n\nA heron stood in the reeds. It left.\n',
      'bees.txt': 'Bees in the city\nPORT HALE, 7 May 2026\n\nBees thrive on roofs. Honey is mild.\n',
    });
    expect(citations.map(({ quote }) => quote)).toEqual(['PORT HALE, 4 May 2026']);
  });

  it('is a report that the documents speak of only where one calls itself so', async () => {
    const answer = await answerTo('Who wrote the report?');
    expect(answer.text).not.toMatch(/Say which one/);
    const minutes = {
      ...PRESS,
      'minutes.txt': 'Minutes of the board\nBy Finn Gray\n\nThe board met. It rose.\n',
    };
    const { citations } = await askFiles('Who wrote the minutes?', minutes);
    expect(citations.map(({ quote }) => quote)).toEqual(['By Finn Gray']);
  });

  it('may say of what kind it is in the name of its file', async () => {
    const club = {
      'letters/letter-2024-05.txt':
        'Dear members,\n\nBoats are washed on Sunday. The jetty has been mended.\n\nKind regards,\nNora Blum\nChair\n',
      'jetty-announcement.md': '---\nauthor: Piet Storm\n---\n\nThe jetty opens in May. It has a lamp.\n',
      'jetty.txt': 'The old jetty\nBy Ada Byron\n\nThe jetty was a wreck. Herons sat on it.\n',
    };
    const { citations } = await askFiles('Who wrote the announcement about the jetty?', club);
    expect(citations.map(({ quote }) => quote)).toEqual(['author: Piet Storm']);
    const letter = await askFiles('Who wrote the letter about the fire?', club);
    expect(letter.text).not.toMatch(/Storm|Byron/);
  });

  it('is the one that the answer before cited, when no other is named', async () => {
    const [, author, date] = await converse(
      ['What does the dock master talk of?', 'Who wrote that article?', 'When was the article published?'],
      PRESS,
    );
    expect(author?.citations.map(({ quote }) => quote)).toEqual(['Interview: Otto Brand']);
    expect(date?.citations.map(({ quote }) => quote)).toEqual(['Tideway Weekly, 11 June 2026']);
  });

  it('is named in the answer that it states no date', async () => {
    const { text } = await answerTo('When was the article about the ferry pact published?');
    expect(text).toBe('I found no full publication date in “Why the ferry pact matters” (analysis.txt).');
  });
});

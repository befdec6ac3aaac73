import { describe, expect, it } from 'vitest';
import { type MetadataField, metadataField } from '../../src/answering/metadata-answer.ts';
import type { Answer } from '../../src/core/answer.ts';
import { askFiles } from '../support/ask-files.ts';

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
    expect(answer.text).toBe('“Quiet volcano wakes” (volcano.txt) does not say who wrote it.');
  });

  it('is not answered from a document that is about something else', async () => {
    const answer = await ask('Who wrote the article about submarine cables and penguins?');
    expect(answer.text).not.toMatch(/Lindt|Reed/);
  });
});

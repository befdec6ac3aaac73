import { describe, expect, it } from 'vitest';
import { CHOICE_DEFAULTS, chooseSentences } from '../../../src/answering/extractive/choose-sentences.ts';
import { analyseQuestion } from '../../../src/answering/questions/question.ts';
import type { Answer } from '../../../src/core/answer.ts';
import { askFiles } from '../../support/ask-files.ts';
import { scoredSentence } from '../../support/scored-sentence.ts';

/** Two towns' papers, with the built-in embedder and its word vectors. */
const PAPERS = {
  'north.txt': `The northern dam

The northern dam was finished in 1962 by the engineer Greta Holm. It holds 40 million cubic metres of water. Its turbines supply three towns with electricity.

The dam employs 120 people. Anglers catch trout, perch and pike in its lake. Visitors reach the lake by bus from Elmbridge.
`,
  'south.txt': `The southern dam

The southern dam was finished in 1984 by the engineer Paul Reyes. It holds 75 million cubic metres of water. Nobody swims in its lake because the water is too cold.

The southern dam employs 310 people. A strike in 1991 stopped the turbines for eleven days.
`,
  'copy.txt': `Dams of the country

The northern dam, which was finished in 1962 by the engineer Greta Holm, is the older one. A museum tells of the workers.
`,
};

const ask = (question: string): Promise<Answer> => askFiles(question, PAPERS);

describe('an extractive answer', () => {
  it.each([
    ['Who was the engineer of the southern dam?', ['Paul Reyes']],
    ['When was the northern dam finished?', ['1962']],
    ['How much water does the southern dam hold?', ['75 million cubic metres']],
    ['Why does nobody swim in the lake of the southern dam?', ['because the water is too cold']],
    ['Which fish do anglers catch in the lake?', ['trout', 'perch', 'pike']],
    ['How many people does the southern dam employ?', ['310']],
    ['Did a strike stop the turbines?', ['A strike in 1991']],
  ])('to %j holds what is asked for', async (question, facts) => {
    const { text } = await ask(question);
    for (const fact of facts) expect(text).toContain(fact);
  });

  it('to a comparison has a sentence for each side', async () => {
    const { text, citations } = await ask(
      'Compare when the northern dam was finished with when the southern dam was finished.',
    );
    expect(text).toContain('1962');
    expect(text).toContain('1984');
    expect(new Set(citations.map(({ file }) => file)).has('south.txt')).toBe(true);
  });

  it('to a question of two parts answers both', async () => {
    const { text } = await ask(
      'Who built the southern dam, and how many people does the northern dam employ?',
    );
    expect(text).toContain('Paul Reyes');
    expect(text).toContain('120 people');
  });

  it('does not repeat what another file says as well', async () => {
    const { text } = await ask('Who was the engineer that finished the northern dam in 1962?');
    expect(text.match(/Greta Holm/g)).toHaveLength(1);
  });

  it('brings what "It" refers to', async () => {
    const { citations } = await ask('How much water does the southern dam hold?');
    const quote = citations.find((citation) => citation.quote.includes('75 million'))?.quote;
    expect(quote).toMatch(/^The southern dam was finished/);
  });
});

/** A shop's notes: a list that has a little of everything, a table, and steps. */
const NOTES = {
  'years.md': `# The years of the shop

- 1931: Otto Brandt opens the shop
- 1940: The shop moves to Mill Lane
- 1952: A van is bought
- 1966: Otto Brandt retires
- 1971: Fire in the store room
`,
  'hires.md': `# Hiring a boat

| Boat | Seats | Deposit |
|---|---|---|
| Canoe | 2 | £25 |
| Punt | 5 | £60 |
| Dinghy | 4 | £45 |

## Returning a boat

1. Tie it to the jetty.
2. Take the oars out.
3. Bring the key to the office.
`,
  'otto.txt': `Otto Brandt

Otto Brandt left the shop to his niece because his sons were at sea. She painted it green.
`,
};

describe('a list or a table in an answer', () => {
  it('gives the one row that is asked for, under the names of its columns, which are cited', async () => {
    const { text, citations } = await askFiles('How much is the deposit for a punt?', NOTES);
    expect(text).toMatch(/^Punt: Seats 5, Deposit £60 \[1\]\[2\]/);
    expect(text).not.toMatch(/Canoe|Dinghy/);
    expect(citations.slice(0, 2).map(({ quote }) => quote)).toEqual([
      '| Punt | 5 | £60 |',
      '| Boat | Seats | Deposit |',
    ]);
  });

  it('does not answer as a whole for words that are scattered over its items', async () => {
    const { text } = await askFiles('Why did Otto Brandt leave the shop to his niece?', NOTES);
    expect(text).toContain('because his sons were at sea');
    expect(text).not.toContain(' · ');
  });

  it('is given as a whole when the words above it are what is asked about', async () => {
    const { text } = await askFiles('What are the steps for returning a boat?', NOTES);
    expect(text).toContain('Tie it to the jetty. · Take the oars out. · Bring the key to the office.');
  });
});

it('what happened is answered by what did, whatever it was', async () => {
  const { kind, text } = await askFiles('What happened in 1966?', NOTES);
  expect(kind).toBe('answered');
  expect(text).toMatch(/^1966: Otto Brandt retires/);
});

it('the sentence that answers best comes first, the others as they stand in their documents', async () => {
  const { text } = await ask('How many people does the southern dam employ?');
  expect(text).toMatch(/^The southern dam employs 310 people\./);
});

describe('chooseSentences', () => {
  it('keeps to the most sentences of an answer, however many parts the question has', () => {
    const facts = ['Tea grows.', 'Coffee falls.', 'Rye ripens.', 'Oats rot.', 'Trams ring.', 'Buses honk.'];
    const scored = facts.map((text, index) => scoredSentence(text, { start: index * 100 }));
    const parts = scored.map((sentence) => [sentence]);
    const chosen = chooseSentences(analyseQuestion('What happens?'), scored, parts);
    expect(chosen.map(({ text }) => text)).toEqual(facts.slice(0, CHOICE_DEFAULTS.mostOfSeveral));
  });
});

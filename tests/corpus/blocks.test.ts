import { describe, expect, it } from 'vitest';
import { splitBlocks } from '../../src/corpus/blocks.ts';
import { splitSentences } from '../../src/corpus/sentences.ts';

const blocksOf = (text: string): string[] =>
  splitBlocks(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end).replace(/\n/g, '⏎')}`);
const sentencesOf = (text: string): string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end).replace(/\n/g, ' '));

describe('hard-wrapped text', () => {
  const REPORT = `The annual report of the garden society was read out at the meeting
and accepted by all who were present. The board thanks Mr and Mrs
J. Carter for lending the marquee, and the school for the chairs on plot
30. The hives were moved by the old members in spring to the far end
– as every year – and will be brought back to the orchard in autumn
when the harvest is in.`;

  it('goes on where a line begins with an initial, a number or a dash in mid-sentence', () => {
    expect(sentencesOf(REPORT)).toEqual([
      'The annual report of the garden society was read out at the meeting and accepted by all who were present.',
      'The board thanks Mr and Mrs J. Carter for lending the marquee, and the school for the chairs on plot 30.',
      'The hives were moved by the old members in spring to the far end – as every year – and will be brought back to the orchard in autumn when the harvest is in.',
    ]);
  });

  it('goes on with an initial behind a sentence end', () => {
    const text = `${REPORT.slice(0, REPORT.indexOf(' The board'))}
J. Carter lent the marquee for the whole of the week and helped to put
it up on Friday.`;
    expect(blocksOf(text)).toHaveLength(1);
  });

  it('still has lists, with or without a colon before them, and items of several lines', () => {
    const text = `${REPORT} Jobs for all those who can help in spring
- weed the path that leads from the gate to the shed and the other one
that leads to the pond
- paint the shed

Shopping list:
1. Flour
2. Sugar
A. Apples
B. Bread`;
    expect(blocksOf(text).slice(1)).toEqual([
      'item: - weed the path that leads from the gate to the shed and the other one⏎that leads to the pond',
      'item: - paint the shed',
      'paragraph: Shopping list:',
      'item: 1. Flour',
      'item: 2. Sugar',
      'item: A. Apples',
      'item: B. Bread',
    ]);
  });
});

describe('numbered lines', () => {
  it('are headings above prose or another list, and items in a list', () => {
    const text = `4. Summer fair

The fair is on 3 June.

5. Shed
- a rake
- a spade

6. Tea
  - Ann

Do this:
1. Dig
2. Sow

Then rest.`;
    expect(blocksOf(text)).toEqual([
      'heading: 4. Summer fair',
      'paragraph: The fair is on 3 June.',
      'heading: 5. Shed',
      'item: - a rake',
      'item: - a spade',
      'heading: 6. Tea',
      'item: - Ann',
      'paragraph: Do this:',
      'item: 1. Dig',
      'item: 2. Sow',
      'paragraph: Then rest.',
    ]);
  });
});

describe('marked up text', () => {
  it('has no block of front matter, rules, fences, images and comments', () => {
    const text = `---
title: Office move
owner: Facilities
---
# Office move

![Map](map.png)
<!-- for the staff -->

Contact?
========
Call Bo.

---

\`\`\`bash
# First
npm start
\`\`\`
`;
    expect(blocksOf(text)).toEqual([
      'heading: # Office move',
      'heading: Contact?',
      'paragraph: Call Bo.',
      'paragraph: # First',
      'paragraph: npm start',
    ]);
  });

  it('keeps a document that begins with a rule and no data', () => {
    expect(blocksOf('---\nWe met. It rained: a lot.\n---\nWe left.')).toEqual([
      'paragraph: We met. It rained: a lot.',
      'paragraph: We left.',
    ]);
  });

  it('takes the rows of a table as items and a line in bold as a heading', () => {
    const text = `4. Costs

| Item | Cost |
|------|-----:|
| Desk | £40 |

Room | Seats
--- | ---
Oak | 12

**Perks**

**Do not enter.**`;
    expect(blocksOf(text)).toEqual([
      'heading: 4. Costs',
      'paragraph: | Item | Cost |',
      'item: | Desk | £40 |',
      'paragraph: Room | Seats',
      'item: Oak | 12',
      'heading: **Perks**',
      'paragraph: **Do not enter.**',
    ]);
  });
});

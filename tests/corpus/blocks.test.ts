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

describe('HTML in text', () => {
  it('has no block of comments over several lines and of lines that hold only tags', () => {
    const text = `<!-- to do:
ask about the price of 99 pounds
-->
<div align="center">
<img src="boat.png"/>
</div>

A boat costs <b>14 pounds</b>. <!-- or 15? -->

<https://example.org/boats>

<Anna Lee>
I paid 12.`;
    expect(blocksOf(text)).toEqual([
      'paragraph: A boat costs <b>14 pounds</b>. <!-- or 15? -->',
      'paragraph: <https://example.org/boats>',
      'paragraph: <Anna Lee>',
      'paragraph: I paid 12.',
    ]);
  });

  it('keeps what follows a comment that nothing closes, and what stands behind one', () => {
    expect(blocksOf('<!-- open\nWe left.\n\n<!-- note --> We came.')).toEqual([
      'paragraph: <!-- open',
      'paragraph: We left.',
      'paragraph: <!-- note --> We came.',
    ]);
  });
});

describe('lines without a full stop', () => {
  it('are no headings where they end in a reference, a comment or a mark of emphasis', () => {
    for (const line of [
      'The town is old.[1][note 2]',
      'See the plan.[^1]',
      'It was *late.*',
      'We go. <!-- or? -->',
    ])
      expect(blocksOf(line)).toEqual([`paragraph: ${line}`]);
  });

  it('are turns of a conversation or entries where they open with labels', () => {
    const text = `Planning call: the new shed

Anna: Hi all, shall we start with the budget that we agreed on
Bo: Yes, the new shed comes to 4,200 pounds with all that is in it
[00:12:03] Anna: And when do the builders come
3/12/2024, 09:14 am - Bo: On Monday the 17th

Next steps: a list

Door code: 4411
Alarm: tel. 555-0199`;
    expect(blocksOf(text).map((block) => block.replace(/: .*/, ''))).toEqual([
      'heading',
      'paragraph',
      'paragraph',
      'paragraph',
      'paragraph',
      'heading',
      'paragraph',
      'paragraph',
    ]);
  });

  it('are a list under the first where there are several, unless names or dates are among them', () => {
    expect(blocksOf('Team\nAnna Lee, finance, ext. 4410\nBo Marsh, doors and keys, ext. 4411')).toEqual([
      'heading: Team',
      'item: Anna Lee, finance, ext. 4410',
      'item: Bo Marsh, doors and keys, ext. 4411',
    ]);
    expect(blocksOf('Who owns the shed\nThe Harbour Post\nBy Ada Byron\n\nNobody knows.')).toEqual([
      'heading: Who owns the shed',
      'heading: The Harbour Post',
      'heading: By Ada Byron',
      'paragraph: Nobody knows.',
    ]);
  });

  it('are a list with blank lines between them, too, but the last may head a text', () => {
    const notes = ['House', 'The key is under the mat', 'The code is 4411', 'Bins go out on Friday'];
    expect(blocksOf(notes.join('\n\n')).map((block) => block.replace(/: .*/, ''))).toEqual([
      'heading',
      'item',
      'item',
      'item',
    ]);
    expect(blocksOf([...notes, 'It is cold.'].join('\n\n')).slice(-2)).toEqual([
      'heading: Bins go out on Friday',
      'paragraph: It is cold.',
    ]);
  });

  it('are no wrapped text where each begins like a line of its own, however long they are', () => {
    const text = `Anna Lee is the head of finance and has the extension 4410
Bo Marsh is the keeper of doors and keys and has the extension 4411
Cy Dorn is the one for everything else and has the extension 4412`;
    expect(blocksOf(text)).toHaveLength(3);
  });
});

describe('wrapped text', () => {
  it('goes on around a long address', () => {
    const text = `The annual report of the garden society was read out at the meeting and
accepted by all who were present. More of it is to be found on the page
https://www.example.org/${'a-long-address/'.repeat(10)}
where also the minutes of the meetings of all the years before are kept.`;
    expect(blocksOf(text)).toHaveLength(1);
  });
});

describe('tables without rules', () => {
  it('have a row in each line whose cells stand below each other', () => {
    const text = `Prices of furniture

Item          Cost      Seller
Desk           £40      Ikonor & Sons
Chair           £9      Lumos

All prices are without tax.

Sofa\t£400
Rug, round\t£95`;
    expect(blocksOf(text)).toEqual([
      'heading: Prices of furniture',
      'item: Item          Cost      Seller',
      'item: Desk           £40      Ikonor & Sons',
      'item: Chair           £9      Lumos',
      'paragraph: All prices are without tax.',
      'item: Sofa\t£400',
      'item: Rug, round\t£95',
    ]);
  });

  it('are not made of sentences with two spaces between them', () => {
    const text = `He left early.  Then it rained for the whole of the day and nobody
went out any more.  She stayed at home with a book and a pot of tea
that grew cold.  They met again in the evening when the rain was over.`;
    expect(blocksOf(text)).toHaveLength(1);
  });
});

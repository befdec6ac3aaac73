import { describe, expect, it } from 'vitest';
import { displayText } from '../../../src/answering/extractive/display-text.ts';

const CASES: readonly (readonly [string, string, string])[] = [
  [
    'a link to its text',
    'Ask via [the HR portal](https://x.org/a_(b)) [now][1].',
    'Ask via the HR portal now.',
  ],
  [
    'emphasis',
    '**Bold**, *italic*, __Much of it__, __All__ and _last_ ~~gone~~.',
    'Bold, italic, Much of it, All and last gone.',
  ],
  ['code, untouched inside', 'Use `EX-7` or `a_b_c *x*`.', 'Use EX-7 or a_b_c *x*.'],
  ['a footnote', 'It rained.[^1]', 'It rained.'],
  ['quote marks', '> Note: keys\n> are here.', 'Note: keys are here.'],
  ['check boxes', '- [ ] Order desks\n- [x] Book a van', 'Order desks · ✓ Book a van'],
  [
    'a table',
    '| Item | Cost |\n|---|---|\n| Desk | £40 |\n| Van | £300 |',
    'Desk: Cost £40 · Van: Cost £300',
  ],
  ['wide tables', '| Room | Seats | Floor |\n|--|--|--|\n| Oak | 12 | 2 |', 'Oak: Seats 12, Floor 2'],
  ['a row by itself', '| Desk | £40 |', 'Desk: £40'],
  ['a heading with its list', '## Perks\n\n- coffee\n- tea', 'Perks: coffee · tea'],
  ['an underlined heading', 'Perks\n=====\n\n1. coffee\n2. tea', 'Perks: coffee · tea'],
  ['a numbered heading', '6. Tools\n- rake\n- spade', 'Tools: rake · spade'],
  ['numbered items', 'Do this:\n1. Dig\n2. Sow', 'Do this: Dig · Sow'],
  ['names in a list', 'Helpers:\nA. Smith: tea\nJ. Carter: cake', 'Helpers: A. Smith: tea · J. Carter: cake'],
];

describe('displayText', () => {
  for (const [what, quote, shown] of CASES)
    it(`shows ${what}`, () => {
      expect(displayText(quote)).toBe(shown);
    });

  it('leaves what only looks like marks', () => {
    for (const text of [
      'It is 2 * 3 * 4, snake_case_name, __init__ and *.md or *.txt.',
      'The price* rose [1], from 5 < 6 to 7 > 6 (see [2]).',
      '> 5 kg is too much – or so | they say.',
      'We thank Mr J. Carter.',
    ])
      expect(displayText(text)).toBe(text);
  });

  it('takes no broken line of prose for an item', () => {
    expect(displayText('kept on plot\n30. The hives were moved')).toBe(
      'kept on plot 30. The hives were moved',
    );
    expect(displayText('thanks to\nJ. Carter')).toBe('thanks to J. Carter');
    expect(displayText('moved to the far end\n– as ever – and back')).toBe(
      'moved to the far end – as ever – and back',
    );
  });
});

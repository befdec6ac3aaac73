import { describe, expect, it } from 'vitest';
import { withoutInlineMarks } from '../../src/corpus/markup.ts';

describe('withoutInlineMarks', () => {
  it.each([
    ['A boat costs <b>14 pounds</b>.<br/>Children pay half.', 'A boat costs 14 pounds. Children pay half.'],
    ['See <a href="https://example.org">the plan</a><!-- or not? -->.', 'See the plan.'],
    ['It has 400 people.[3][12] Most fish.[^1]', 'It has 400 people. Most fish.'],
    ['**Boats** and [the _pier_](pier.md)', 'Boats and the pier'],
  ])('reads %j as text', (marked, plain) => {
    expect(withoutInlineMarks(marked)).toBe(plain);
  });

  it.each(['if a <b and c> d', '<Anna> hello', 'items[3] is empty', 'figure [3] shows it'])(
    'leaves %j as it is',
    (text) => {
      expect(withoutInlineMarks(text)).toBe(text);
    },
  );

  it('leaves tags in code', () => {
    expect(withoutInlineMarks('write `<b>` for **bold**')).toBe('write <b> for bold');
  });
});

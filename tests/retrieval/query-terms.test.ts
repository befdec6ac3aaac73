import { describe, expect, it } from 'vitest';
import { LEAST_SHARE, type QueryGroup, worthwhileTerms } from '../../src/retrieval/query-terms.ts';
import { postingsOf } from '../support/index-fixtures.ts';

/** Words that are their own stems; each is as rare as the others. */
const PASSAGES = ['oil', 'coal', 'tea', 'port'];

const group = (members: Readonly<Record<string, number>>, weight = 1): QueryGroup => ({
  stem: Object.keys(members)[0] ?? '',
  weight,
  members: new Map(
    Object.entries(members).map(([stem, share]) => [stem, { weight: share, closeness: 1, sameness: 1 }]),
  ),
});

/** By group, the weights of the words that are scored. */
function scored(groups: readonly QueryGroup[], passages = PASSAGES): Record<string, number>[] {
  const texts = passages.map((text) => text.split(' '));
  return worthwhileTerms(groups, postingsOf(passages)).map((terms) =>
    Object.fromEntries(
      terms.map(({ list, weight }) => {
        const held = texts[list.items[0] as number] as string[];
        return [held.join(' '), weight];
      }),
    ),
  );
}

describe('worthwhileTerms', () => {
  it('takes the members that the corpus holds, weighted by group and member', () => {
    expect(scored([group({ oil: 1, coal: 0.5, silk: 0.5 }, 2), group({ tea: 1 })])).toEqual([
      { oil: 2, coal: 1 },
      { tea: 1 },
    ]);
  });

  it('scores no member of weight 0, the word itself among them', () => {
    expect(scored([group({ oil: 1, coal: 0 }), group({ tea: 0, port: 0.5 }), group({ port: 0 })])).toEqual([
      { oil: 1 },
      { port: 0.5 },
      {},
    ]);
  });

  it('leaves out members that count for too little beside the best, but never the word itself', () => {
    const little = LEAST_SHARE * 0.9;
    expect(scored([group({ oil: 1, coal: little, tea: LEAST_SHARE * 1.1 })])).toEqual([
      { oil: 1, tea: LEAST_SHARE * 1.1 },
    ]);
    expect(scored([group({ oil: little, coal: 1 })])).toEqual([{ oil: little, coal: 1 }]);
  });

  it('spends no more than a budget of postings on related words, the most telling first', () => {
    const common = Array.from({ length: 20_000 }, () => 'coal tea');
    const passages = [...common, ...Array.from({ length: 30_000 }, () => 'silk')];
    const terms = worthwhileTerms(
      [group({ oil: 1, coal: 0.5, tea: 0.6 }), group({ coal: 1 })],
      postingsOf(passages),
    );
    expect(terms.map((found) => found.map(({ weight }) => weight))).toEqual([[0.6], [1]]);
  });
});

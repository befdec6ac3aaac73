import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Proximity, proximityMeasure } from '../../../src/answering/extractive/word-proximity.ts';
import { analyseQuestion } from '../../../src/answering/questions/question.ts';
import type { QueryGroup } from '../../../src/retrieval/query-terms.ts';
import { scoredSentence } from '../../support/scored-sentence.ts';

type Sameness = Readonly<Record<string, number>>;

/** A word of a question with what may stand for it; word vectors hold all of it for nearly the same. */
const group = (stem: string, others: Sameness = {}): QueryGroup => ({
  stem,
  weight: 1,
  members: new Map([
    [stem, { weight: 1, closeness: 1, sameness: 1 }],
    ...Object.entries(others).map(
      ([member, sameness]) => [member, { weight: 0.4, closeness: 0.9, sameness }] as const,
    ),
  ]),
});

/** How a sentence stands to a question; `weights` of its stems are 1 unless they are given. */
function measure(
  question: string,
  text: string,
  {
    weights = {},
    others = {},
  }: { readonly weights?: Sameness; readonly others?: Record<string, Sameness> } = {},
): Proximity {
  const asked = analyseQuestion(question);
  const groups = new Map([...asked.stems].map((stem) => [group(stem, others[stem]), weights[stem] ?? 1]));
  return proximityMeasure(asked, groups)(scoredSentence(text).sentence);
}

/** So many words which say nothing. */
const filler = (count: number): string => 'and '.repeat(count);

describe('together', () => {
  it('is larger where the words of the question stand close to each other', () => {
    const question = 'Why did the bridge collapse?';
    expect(measure(question, 'At night the old bridge collapsed, as the town had feared.').together).toBe(1);
    const apart = 'The bridge, which the town had paid for with a tax on salt, wool and tea, collapsed.';
    expect(measure(question, apart).together).toBe(0.5);
  });

  it('reaches over ten words', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(5), (between, before) => {
        const text = `${filler(before)}bridge ${filler(between)}collapsed`;
        expect(measure('Why did the bridge collapse?', text).together).toBe(between + 2 <= 10 ? 1 : 0.5);
      }),
    );
  });

  it('counts words by their weights, each once', () => {
    const weights = { bridg: 3, collaps: 1 };
    const question = 'Why did the bridge collapse?';
    expect(measure(question, 'The bridge, a long bridge.', { weights }).together).toBe(0.75);
    expect(measure(question, 'It collapsed.', { weights }).together).toBe(0.25);
  });

  it('counts a synonym as far as it means the same, and a word that only word vectors relate not at all', () => {
    const others = { bridg: { viaduct: 0.8, tunnel: 0 } };
    const together = (text: string): number =>
      measure('Why did the bridge collapse?', text, { others }).together;
    expect(together('The viaduct collapsed.')).toBeCloseTo(0.9);
    expect(together('The tunnel collapsed.')).toBe(0.5);
    expect(together('The viaduct beside the bridge collapsed.')).toBe(1);
  });

  it('is 0 for a sentence with none of the words, and for a question without words', () => {
    const none = { together: 0, aroundAnswer: 0 };
    expect(measure('How many sheep drowned?', 'In 1990 some 40 goats swam.')).toEqual(none);
    expect(measure('How many sheep drowned?', '')).toEqual(none);
    expect(measure('Who is it?', 'It was Anna Berg.')).toEqual(none);
  });
});

describe('aroundAnswer', () => {
  it('is larger where an amount stands beside the words whose quantity is asked for', () => {
    const question = 'How many sheep drowned?';
    expect(measure(question, 'In the flood 40 sheep drowned.').aroundAnswer).toBe(1);
    const far = 'Sheep drowned when the river rose over the meadows, said a farmer who is 40.';
    expect(measure(question, far)).toEqual({ together: 1, aroundAnswer: 0 });
    expect(measure(question, 'In the flood a flock of sheep drowned.').aroundAnswer).toBe(0);
  });

  it('reaches over four words on either side', () => {
    fc.assert(
      fc.property(fc.nat(10), fc.boolean(), (between, isBefore) => {
        const text = isBefore ? `sheep ${filler(between)}40` : `40 ${filler(between)}sheep`;
        expect(measure('How many sheep are there?', text).aroundAnswer).toBe(between < 4 ? 1 : 0);
      }),
    );
  });

  it('takes nothing for the answer that the question says', () => {
    const question = 'How many of the 40 sheep drowned?';
    expect(measure(question, 'Of the 40 sheep some drowned.').aroundAnswer).toBe(0);
    expect(measure(question, 'Of the 40 sheep 12 drowned.').aroundAnswer).toBe(1);
  });

  it.each([
    ['How many sheep drowned?', 'Four sheep drowned.', 'Sheep drowned.'],
    ['When did the sheep drown?', 'The sheep drowned in March.', 'The sheep drowned in the river.'],
    ['When did the sheep drown?', 'The sheep drowned on Friday.', 'Sheep drowned early.'],
    ['Who drowned the sheep?', 'The sheep were drowned by Anna.', 'The sheep were drowned by a boy.'],
    ['Who drowned the sheep?', 'It was Anna who drowned the sheep.', 'Boys drowned the sheep.'],
    ['Where did the sheep drown?', 'The sheep drowned near Lund.', 'The sheep drowned near a mill.'],
  ])('looks in an answer to "%s" for what is asked for: "%s" rather than "%s"', (question, right, wrong) => {
    expect(measure(question, right).aroundAnswer).toBe(1);
    expect(measure(question, wrong).aroundAnswer).toBe(0);
  });

  it.each(['Why did the sheep drown?', 'Did the sheep drown?', 'Tell me about the sheep that drowned'])(
    'is 0 for a question that asks for no such thing: "%s"',
    (question) => {
      const { together, aroundAnswer } = measure(question, 'On Friday 40 sheep of Anna Berg drowned.');
      expect(together).toBeGreaterThan(0);
      expect(aroundAnswer).toBe(0);
    },
  );
});

describe('proximityMeasure', () => {
  it('finds what a look at every stretch of the sentence finds', () => {
    const WEIGHTS: Sameness = { sheep: 2, goat: 1, river: 0.5 };
    const others = { sheep: { lamb: 0.5 } };
    const SAMENESS: Readonly<Record<string, readonly [stem: string, share: number]>> = {
      sheep: ['sheep', 1],
      lamb: ['sheep', 0.5],
      goat: ['goat', 1],
      river: ['river', 1],
    };
    const shareIn = (stretch: readonly string[]): number => {
      const best = new Map<string, number>();
      for (const [stem, share] of stretch.flatMap((word) => (SAMENESS[word] ? [SAMENESS[word]] : [])))
        best.set(stem, Math.max(best.get(stem) ?? 0, share));
      return [...best].reduce((sum, [stem, share]) => sum + (WEIGHTS[stem] ?? 0) * share, 0) / 3.5;
    };
    const word = fc.constantFrom(...Object.keys(SAMENESS), 'and', 'the', 'mill', '40', '7');
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (text) => {
        const { together, aroundAnswer } = measure('How many sheep, goat, river?', text.join(' '), {
          weights: WEIGHTS,
          others,
        });
        const stretches = text.map((_, start) => shareIn(text.slice(start, start + 10)));
        expect(together).toBeCloseTo(Math.max(0, ...stretches));
        const around = text.map((found, place) =>
          /\d/.test(found) ? shareIn(text.slice(Math.max(0, place - 4), place + 5)) : 0,
        );
        expect(aroundAnswer).toBeCloseTo(Math.max(0, ...around));
      }),
    );
  });
});

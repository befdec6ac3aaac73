import { describe, expect, it } from 'vitest';
import { readValues, valuesDiffer } from '../../../src/answering/disagreements/claim-values.ts';
import { readClaims } from '../../../src/answering/disagreements/claims.ts';
import { scoredSentence } from '../../support/scored-sentence.ts';

const claimsOf = (text: string, date: string | null = null) =>
  readClaims(scoredSentence(text).sentence, date);
const values = (text: string): string[] => claimsOf(text).map(({ value }) => value.text);
const periods = (text: string, date: string | null) =>
  claimsOf(text, date).map(({ period: { stated } }) => stated && [stated.years, stated.part]);

describe('two values', () => {
  const differ = (a: string, b: string): boolean => {
    const [first] = readValues(a);
    const [second] = readValues(b);
    if (!first || !second) throw new Error('no value');
    return valuesDiffer(first, second);
  };

  it.each([
    ['$64–65 billion', '$68 billion'],
    ['96%', '91 per cent'],
    ['more than 70 km', '65 km'],
    ['at most 40 tonnes', '45 tonnes'],
    ['nearly 65 percent', '68 percent'],
    ['about 100 barrels', '150 barrels'],
    ['12 people', '13 people'],
    ['₹450 crore', '5.6 billion rupees'],
    ['4 May 1871', 'May 5, 1871'],
    ['in March 1990', 'in June 1990'],
    ['a 3–1 victory', 'a 3–2 victory'],
  ])('"%s" and "%s" differ', (a, b) => {
    expect(differ(a, b)).toBe(true);
    expect(differ(b, a)).toBe(true);
  });

  it.each([
    ['$68 billion', '68 billion dollars'],
    ['96%', '96 per cent'],
    ['$64–65 billion', '$64.5 billion'],
    ['nearly 65 percent', '64 percent'],
    ['more than $60 billion', '$65 billion'],
    ['$5.2 billion', '$5,183 million'],
    ['2,000 tonnes', '1,950 tonnes'],
    ['₹450 crore', '4.5 billion rupees'],
    ['$450 million', '€490 million'],
    ['40 km', '25 miles'],
    ['4 May 1871', 'in May 1871'],
    ['4 May 1871', '4 May'],
    ['December 4–5', 'December 5'],
    ['a 3–2 victory', 'lost 2–3 in the final'],
  ])('"%s" and "%s" do not differ', (a, b) => {
    expect(differ(a, b)).toBe(false);
    expect(differ(b, a)).toBe(false);
  });
});

describe('the claims of a sentence', () => {
  it('are its values, as written, with their hedges', () => {
    expect(values('The plant employs more than 2,300 people and burns about 40 tonnes of coal.')).toEqual([
      'more than 2,300',
      'about 40 tonnes',
    ]);
  });

  it('have the subject of their own clause', () => {
    const [exports, imports] = claimsOf('Exports stand at $60 billion, while imports amount to $5 billion.');
    expect(exports?.words.map(({ stem }) => stem)).toEqual(['export']);
    expect(imports?.words.map(({ stem }) => stem)).toEqual(['import']);
  });

  it('leave out who says it', () => {
    const [claim] = claimsOf('Minister Berg said that the bridge cost 64 million crowns.');
    expect(claim?.words.map(({ stem }) => stem)).not.toContain('berg');
  });

  it('take the end of "from … to …"', () => {
    expect(values('Trade has grown from $13 billion to $68 billion.')).toEqual(['$68 billion']);
  });

  it.each([
    'Has the bridge cost 64 million crowns?',
    'The bridge did not cost 64 million crowns.',
    'Critics allege that the bridge cost 90 million crowns.',
    'Of the 40 bridges, 12 bridges are old.',
    'The roads cost 3 and 4 million crowns respectively.',
  ])('are none in "%s"', (sentence) => {
    expect(claimsOf(sentence).filter(({ value }) => value.kind === 'quantity')).toEqual([]);
  });

  it('have the time that the sentence states, resolved by the date of the document', () => {
    const in2023 = [{ first: 2023, last: 2023 }, null];
    expect(periods('Velo sold 300 cars in 2023.', null)).toContainEqual(in2023);
    expect(periods('Velo sold 300 cars last year.', '2024-03-01')).toEqual([in2023]);
    expect(periods('Velo sold 300 cars last year.', null)).toEqual([[null, null]]);
    expect(periods('Velo sold 300 cars.', '2024-03-01')).toEqual([null]);
    expect(periods('Velo sold 300 cars in the first half of 2023.', null)).toContainEqual([
      { first: 2023, last: 2023 },
      'first half',
    ]);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractFacts, missingFacts } from '../../../src/answering/facts/facts.ts';
import { splitSentences } from '../../../src/corpus/sentences.ts';
import { processorMs } from '../../support/processor-time.ts';

const values = (text: string): string[] => extractFacts(text).map((fact) => fact.value);
const missing = (sentence: string, ...sources: string[]): string[] =>
  missingFacts(sentence, sources).map((fact) => fact.text);

describe('extractFacts', () => {
  it.each([
    [
      [
        '$100 billion',
        '100 billion dollars',
        'USD 100 billion',
        'US$100bn',
        '100 billion US dollars',
        '100 Milliarden Dollar',
        '100.000 millones de dólares',
        '100 млрд долларов',
        '१०० अरब डॉलर',
        '1000亿美元',
      ],
      ['100000000000 usd'],
    ],
    [
      ['USD 64–65 billion', '$64-65 billion', 'between $64 billion and $65 billion', '$64 to $65 billion'],
      ['64000000000..65000000000 usd'],
    ],
    [['96%', '96 percent', '96 per cent', '96 Prozent'], ['96 %']],
    [['December 4', '4 December', 'Dec. 4th', '4th of December', '4 dec'], ['12-04']],
    [
      ['December 4-5', 'December 4 and 5', '4–5 December'],
      ['12-04', '12-05'],
    ],
    [['4 December 2025', 'December 4, 2025', '2025-12-04'], ['2025-12-04']],
    [['1,000', '1000', 'thousand: 1 000'].slice(0, 2), ['1000']],
    [['five', '5'], ['5']],
    [['23rd', 'twenty-third'], ['#23']],
    [
      ['between 2015-2020', 'from 2015 to 2020', '2015–20'],
      ['2015', '2020'],
    ],
    [['S-400', 'S‑400', 's400'], ['id:s400']],
    [['fivefold', 'five times', '5-fold'], ['5 x']],
    [['four years', '4 years'], ['4 year']],
    [
      ['from $13 to $68 billion', '$13 billion and $68 billion'],
      ['13000000000 usd', '68000000000 usd'],
    ],
    [['in May 2023', 'on the eve of May 2023'], ['2023-05']],
  ])('reads %j as one fact', (spellings, expected) => {
    for (const spelling of spellings) expect([spelling, values(spelling)]).toEqual([spelling, expected]);
  });

  it('takes no fact from words that only look like one', () => {
    expect(values('It may rain. One of the two countries said so. First, they talked.')).toEqual([]);
    expect(values('Meanwhile, officials agreed. Trade rose.')).toEqual([]);
    expect(values('Jan Vermeer and April Jones met.')).toEqual(['n:jan vermeer', 'n:april jones']);
  });

  it('finds names without titles and possessives', () => {
    expect(values('Russian President Vladimir Putin met Prime Minister Modi’s aides in New Delhi.')).toEqual([
      'n:russia',
      'n:vladimir putin',
      'n:modi',
      'n:new delhi',
    ]);
  });

  it('places every fact where it stands', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.constantFrom('$100 bn', 'Dec. 4', 'Putin', '५%'),
        (text, fact) => {
          const whole = `${text} ${fact} ${text}`;
          for (const { start, end, text: written } of extractFacts(whole))
            expect(whole.slice(start, end)).toBe(written);
        },
      ),
    );
  });
});

describe('missingFacts', () => {
  it.each([
    ['Trade is to reach 100 billion dollars.', 'Trade is to reach $100 billion.'],
    ['It reached 100 billion.', 'It reached $100 billion.'],
    ['It happened on December 5.', 'on December 4-5 this year'],
    ['It happened in December 2025.', 'on 4 December 2025'],
    ['President Modi spoke.', 'Prime Minister Narendra Modi spoke'],
    ['Putin spoke.', 'President Vladimir Putin’s visit'],
    ['America imposed tariffs on Indian goods.', 'U.S. tariffs on India'],
    ['The United Kingdom agreed.', 'British leaders agreed'],
    ['The Annual India-Russia Summit was held.', 'the 23rd Russia–India summit'],
    ['The Shanghai Cooperation Organisation met.', 'the SCO met'],
    ['The INSTC was discussed.', 'the International North-South Transport Corridor'],
    ['The Ministry of Foreign Affairs of Russia spoke.', 'Ministry of Foreign Affairs of Russia'],
    ['El comercio entre Rusia e India llegó a 68.000 millones de dólares.', 'Russia and India: $68 billion'],
    [
      'Le commerce entre la Russie et l’Inde a atteint 68 milliards de dollars.',
      'Russia and India: $68 billion',
    ],
    ['Der Handel mit Russland stieg auf 68 Milliarden Dollar.', 'trade with Russia: $68 billion'],
    ['Товарооборот вырос до 68 млрд долларов.', 'trade grew to $68 billion'],
    ['He called it “a balanced and wise policy”.', 'It is “a balanced and wise policy,” he said.'],
  ])('proves %j from %j', (sentence, source) => {
    expect(missing(sentence, source)).toEqual([]);
  });

  it.each([
    ['It reached $64 billion.', 'It crossed the $64–65 billion mark.', '$64 billion'],
    ['It reached $100 million.', 'It reached $100 billion.', '$100 million'],
    ['It reached €100 billion.', 'It reached $100 billion.', '€100 billion'],
    ['It was 96 billion.', 'It was 96%.', '96 billion'],
    ['It happened on December 6.', 'on December 4-5', 'December 6'],
    ['It happened on December 4, 2024.', 'on December 4, 2025', 'December 4, 2024'],
    ['The talks with Anvar Putin ended.', 'Anvar Azimov wrote of Vladimir Putin', 'Anvar Putin'],
    ['Nepal will join.', 'India will join', 'Nepal'],
    ['They bought the S-500.', 'They bought the S-400', 'S-500'],
    ['The 24th summit was held.', 'the 23rd summit', '24th'],
    [
      'He called it “a foolish and unwise policy”.',
      'It is “a balanced and wise policy,” he said.',
      '“a foolish and unwise policy”',
    ],
    [
      'El comercio con Rusia llegó a 69.000 millones de dólares.',
      'Russia: $68 billion',
      '69.000 millones de dólares',
    ],
    ['व्यापार 69 अरब डॉलर तक पहुँचा।', 'trade reached $68 billion', '69 अरब डॉलर'],
  ])('finds what is wrong in %j against %j', (sentence, source, fact) => {
    expect(missing(sentence, source)).toEqual([fact]);
  });

  it('needs each fact in at least one source', () => {
    expect(missing('Putin spoke of $68 billion.', 'Putin spoke', 'it was $68 billion')).toEqual([]);
  });

  it('proves every sentence of the corpus by its own file, in a few milliseconds each at most', () => {
    const corpus = new URL('../../../corpus/', import.meta.url);
    let count = 0;
    const spentMs = processorMs(() => {
      for (const file of readdirSync(corpus)) {
        const text = readFileSync(new URL(file, corpus), 'utf8');
        for (const { start, end } of splitSentences(text)) {
          count++;
          const sentence = text.slice(start, end);
          expect([sentence, missing(sentence, text)]).toEqual([sentence, []]);
        }
      }
    });
    expect(count).toBeGreaterThan(150);
    expect(spentMs / count).toBeLessThan(10);
  });
});

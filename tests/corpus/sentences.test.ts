import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLines } from '../../src/corpus/lines.ts';
import { lineRoles } from '../../src/corpus/markup.ts';
import { splitSentences } from '../../src/corpus/sentences.ts';
import { arbitraryText } from '../support/arbitrary-text.ts';

const sentencesOf = (text: string): string[] =>
  splitSentences(text).map(({ start, end }) => text.slice(start, end));

/** Texts whose sentences are separated by `|`. */
const CASES: readonly (readonly [string, string])[] = [
  [
    'titles before names',
    'Support came from Dr. Arvind Gupta, Director General.| He spoke to Mrs. Rao.| Gen. Singh left.',
  ],
  [
    '"U.S." inside a sentence',
    'Concern was noted that U.S. pressure grew.| The U.S. Treasury and U.S. President objected.',
  ],
  ['"U.S." at the end of a sentence', 'It was in the U.S.| The end.'],
  [
    'amounts with dashes',
    'Trade crossed the $64–65 billion mark.| It was $13.5 billion in 2020.| Nobody paid.',
  ],
  [
    'days with dashes',
    'The visit on December 4-5 was short.| On Dec. 4 they met.| Talks ended in December.| Rain fell.',
  ],
  [
    'curly quotes',
    'He said “No.”| Then he left.| “We are friends.”| “Are we?” she asked.| (It was late.)| Yes.',
  ],
  ['straight quotes', '"We won." |He smiled.| \'It is over.\'| They left.'],
  ['initials', 'V. V. Putin met S. Jaishankar.| J. R. R. Tolkien wrote.| George W. Bush read.'],
  ['"No." before a number', 'Unit No. 5 was built.| Nos. 3 and 4 followed.'],
  ['"no." as a word', 'He said no.| Then he left.'],
  ['"e.g." and "i.e."', 'Some goods, e.g. Tea and rice, rose.| Others, i.e. Oil, fell.'],
  [
    'decimals and versions',
    'Growth was 6.5 percent in version 2.0 of the plan.| It fell to 3.| Then it rose.',
  ],
  [
    'ellipses',
    'He paused... Then he … spoke.|And left…| Nobody saw.'
      .replace('... Then', '...| Then')
      .replace('spoke.|And', 'spoke.| And'),
  ],
  ['questions and exclamations', 'Why?| Because!| Really?!| Yes.'],
  ['sentences that begin with a number', 'Anna won.| 12 others lost.| $5 was paid.'.replace('| $5', ' $5')],
  ['companies', 'Tata Motors Ltd. The firm and Acme Inc. Europe grew.'.replace('Ltd. The', 'Ltd.| The')],
  ['rupees and honorifics of India', 'He paid Rs. 300 crore to Smt. Indira Rao.| It was late.'],
  ['times of day', 'They met at 5 p.m. Monday.| They left at 6 a.m.| The rest stayed.'],
  [
    'abbreviations before numbers',
    'Ask Bo, tel. 4410, for max. 3 keys.| It is in bldg. 4, built c. 1850, see para. 4 (ext. 12).| Pt. 2 follows.',
  ],
  ['units before a number', 'It took 5 min. |30 people came.| They ran 5 km. |12 won.| He ate it. |3 left.'],
  [
    'stops inside a bracket',
    'The key (ask Bo. He has it. Really!) is lost.| (It was late. |He left.) |No (yes.) |Two.',
  ],
  [
    'references and emphasis behind a stop',
    'It has 400 people.[3] |Most fish.[4][note 1] |*Some* sail.* |**They** row.[^2] |Few swim.',
  ],
  [
    'German ordinals and abbreviations',
    'Sie kam am 3. Mai 1921.| Im 19. Jahrhundert lebte hier z. B. Ein Fischer bzw. Bauer.| Es waren 3. |Dann kamen 12 Mio. Euro.',
  ],
  [
    'Russian abbreviations',
    'Институт им. Баумана, ул. Ленина, рис. 3.| Проф. Иванов получил 12 млн. Рублей.',
  ],
  ['Hindi titles and initials', 'डॉ. सिंह और एस. जयशंकर आए।| रु. 500 मिले।'],
  ['Chinese', '普京访问印度。|他会见了莫迪！|为什么？'],
  ['Hindi', 'भारत और रूस मित्र हैं।| व्यापार बढ़ा।| अंत'],
  ['Russian', 'Путин прибыл в Дели.| Он встретил Моди.'],
  ['Arabic', 'هل وصل؟| نعم وصل.'],
];

describe('splitSentences', () => {
  for (const [what, marked] of CASES) {
    it(`handles ${what}`, () => {
      expect(sentencesOf(marked.replaceAll('|', ''))).toEqual(marked.split('|').map((part) => part.trim()));
    });
  }

  it('takes every bullet and heading as a sentence of its own', () => {
    const text =
      'Major projects\n\nThey discussed:\n\n  • International Corridor (INSTC)\n  • Northern Sea Route\n1. Oil\n2. Gas';
    expect(sentencesOf(text)).toEqual([
      'Major projects',
      'They discussed:',
      '• International Corridor (INSTC)',
      '• Northern Sea Route',
      '1. Oil',
      '2. Gas',
    ]);
  });

  it('is not disturbed by floods of blank lines, line breaks of Windows and a byte order mark', () => {
    expect(sentencesOf('\uFEFF\r\n\r\n  \r\nOne is here. Two\r\n\r\n\r\n\t\r\n\r\nThree.\r\n\r\n')).toEqual([
      'One is here.',
      'Two',
      'Three.',
    ]);
  });

  it('joins the lines of hard-wrapped text', () => {
    const text = [
      'The leaders discussed enhanced cooperation on connectivity projects',
      'and agreed that the corridor between the two countries would be',
      'opened in spring. A joint statement that was issued after the talks',
      'named the goals for the years to come.',
    ].join('\n');
    expect(sentencesOf(text)).toEqual([
      'The leaders discussed enhanced cooperation on connectivity projects\nand agreed that the corridor between the two countries would be\nopened in spring.',
      'A joint statement that was issued after the talks\nnamed the goals for the years to come.',
    ]);
  });

  it('keeps the name and the pressure of the shipped articles whole', () => {
    const read = (file: string): string =>
      readFileSync(new URL(`../../corpus/${file}`, import.meta.url), 'utf8');
    const all = ['001_514babaee8e1ccd5.txt', '003_ef5dd40f679da0dd.txt'].flatMap((file) =>
      sentencesOf(read(file)),
    );
    expect(all).toContainEqual(
      expect.stringMatching(/^During the forum.*Dr\. Arvind Gupta.*technologies\.$/s),
    );
    expect(all).toContainEqual(expect.stringMatching(/^Concern was noted that U\.S\. pressure.*markets\.$/s));
    expect(all).toContainEqual(expect.stringMatching(/^“Everyone in India.*U\.S\. sanctions.*nation\.$/s));
  });

  it('gives ordered, disjoint, trimmed spans and leaves nothing but white space and rules outside them', () => {
    fc.assert(
      fc.property(arbitraryText, (text) => {
        const outside = text.split('');
        const lines = splitLines(text);
        let at = 0;
        for (const { start, end } of splitSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          outside.fill(' ', start, end);
          at = end;
        }
        for (const [index, role] of lineRoles(lines).entries())
          if (role === 'apart') outside.fill(' ', lines[index]?.start, lines[index]?.end);
        expect(outside.join('').trim()).toBe('');
      }),
      { numRuns: 500 },
    );
  });
});

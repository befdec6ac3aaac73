import { describe, expect, it } from 'vitest';
import { SUMMARY_DEFAULTS, summarise } from '../../../src/answering/extractive/summary.ts';
import { scoredSentence } from '../../support/scored-sentence.ts';

/** A sentence of words that no other has. */
const unlike = (name: string): string => `${name}alpha ${name}beta ${name}gamma ${name}delta.`;

describe('summarise', () => {
  it('takes turns between the files and gives each in reading order', () => {
    const scored = ['a', 'b', 'c'].map((name, index) =>
      scoredSentence(unlike(name), { file: 'one.txt', start: 300 - 100 * index }),
    );
    const other = scoredSentence(unlike('d'), { file: 'two.txt', start: 5, score: 0.5 });
    expect(summarise([...scored, other]).map(({ file, start }) => `${file} ${start}`)).toEqual([
      ...['one.txt 200', 'one.txt 300', 'two.txt 5'],
    ]);
  });

  it('never says the same twice', () => {
    const scored = ['one.txt', 'two.txt'].map((file) => scoredSentence(unlike('a'), { file }));
    expect(summarise(scored)).toHaveLength(1);
  });

  it('brings along what a sentence cannot be understood without, each place once', () => {
    const start = unlike('a').length + 1;
    const second = scoredSentence(unlike('b'), {
      start,
      whole: { start: 0, end: start + unlike('b').length },
    });
    const whole = [{ file: 'a.txt', start: 0, end: start + unlike('b').length }];
    expect(summarise([second])).toEqual(whole);
    expect(summarise([second, scoredSentence(unlike('a'))])).toEqual(whole);
  });

  it('leaves out what hardly touches the topic', () => {
    expect(summarise([scoredSentence(unlike('a'), { coverage: 0.2 })])).toEqual([]);
    expect(summarise([])).toEqual([]);
  });

  it('keeps to its length and to its number of sentences', () => {
    const many = Array.from({ length: 20 }, (_, index) =>
      scoredSentence(unlike(String.fromCharCode(97 + index)), { file: `${index}.txt` }),
    );
    expect(summarise(many)).toHaveLength(SUMMARY_DEFAULTS.mostSentences);
    const long = many.map(({ sentence }) =>
      scoredSentence(`${sentence.text} ${sentence.text.repeat(30)}`, { file: sentence.file }),
    );
    const length = summarise(long).reduce((sum, { start, end }) => sum + end - start, 0);
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThanOrEqual(SUMMARY_DEFAULTS.longest);
  });
});

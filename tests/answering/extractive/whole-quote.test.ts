import { describe, expect, it } from 'vitest';
import { candidateSentences } from '../../../src/answering/extractive/candidate-sentences.ts';
import { analyseDocument } from '../../../src/corpus/document.ts';

/** What is quoted for the sentence that begins so, lines joined. */
function quoted(text: string, start: string): string | undefined {
  const document = analyseDocument('a.txt', '', text);
  const candidates = candidateSentences(document, { start: 0, end: text.length }, 0);
  const whole = candidates.find((sentence) => sentence.text.startsWith(start))?.whole;
  return whole && text.slice(whole.start, whole.end).replace(/\n+/g, ' / ');
}

const LONG = `Ada Brown ${'of the harbour board '.repeat(30)}spoke.`;

describe('the whole quote of a sentence', () => {
  it('is the sentence itself where that can be understood', () => {
    expect(quoted('Ada Brown came. Ships left the port.', 'Ships')).toBe('Ships left the port.');
  });

  it('has the sentence before one that refers back', () => {
    expect(quoted('A bridge opened. It cost nine crowns.', 'It')).toBe(
      'A bridge opened. It cost nine crowns.',
    );
  });

  it.each(['It was widely said that nobody came.', 'It seems that Ada Brown came.'])(
    'has none before %j, whose first word means what follows',
    (sentence) => {
      expect(quoted(`A bridge opened. ${sentence}`, 'It')).toBe(sentence);
    },
  );

  it.each(['He', 'She', 'They', 'His deputy'])('knows whom %j means at the head of a paragraph', (word) => {
    const text = `The town waits.\n\nRain fell. Ada Brown came.\n\n${word} praised the bridge.\n`;
    expect(quoted(text, word)).toBe(`Ada Brown came. / ${word} praised the bridge.`);
  });

  it('goes back by one sentence more where that before refers back too, and no further', () => {
    const text = 'Ada Brown came.\n\nShe left the car. She waved. She smiled.\n';
    expect(quoted(text, 'She waved')).toBe('Ada Brown came. / She left the car. She waved.');
    expect(quoted(text, 'She smiled')).toBe('She left the car. She waved. She smiled.');
  });

  it.each([
    ['a heading', 'Ada Brown came.\n\n## The bridge\n\nShe praised it.\n'],
    ['a list', '- Ada Brown came.\n\nShe praised it.\n'],
    ['web furniture', 'Ada Brown came.\n\nAdvertisement\n\nShe praised it.\n'],
    ['much text', `${LONG}\n\nShe praised it.\n`],
  ])('does not reach over %s', (_, text) => {
    expect(quoted(text, 'She')).toBe('She praised it.');
  });

  it('has the question of a reply that means nothing alone, and what the reply goes on with', () => {
    const text = '**Can I bring plants?**\n\nYes. You may bring three pots. Dogs stay at home.\n';
    expect(quoted(text, 'Yes')).toBe('**Can I bring plants?** / Yes. You may bring three pots.');
    expect(quoted('How long were they inside? Three days.', 'Three')).toBe(
      'How long were they inside? Three days.',
    );
  });

  it('leaves out the question of a reply that speaks for itself', () => {
    const text = 'How long were they inside? The attackers read mail for three weeks.';
    expect(quoted(text, 'The')).toBe('The attackers read mail for three weeks.');
  });

  it.each([
    [
      '"The port is old. It must be mended," she said. Ships left.',
      'The port is old. It must be mended," she said.',
    ],
    [
      '“The port is old. It must be mended,” she said. Ships left.',
      'The port is old. It must be mended,” she said.',
    ],
    ['(The port is old. It must be mended.) Ships left.', 'The port is old. It must be mended.)'],
  ])('has the whole of a quotation or a bracket: %s', (text, expected) => {
    const opening = text[0];
    expect(quoted(text, `${opening}The`)).toBe(`${opening}${expected}`);
    expect(quoted(text, 'It must')).toBe(`${opening}${expected}`);
    expect(quoted(text, 'Ships')).toBe('Ships left.');
  });

  it('stays as it is where no two neighbours close a quotation', () => {
    const text = '“Rain fell. Wind blew. Snow came. Ice formed,” said Ada Brown.';
    expect(quoted(text, '“Rain')).toBe('“Rain fell.');
    expect(quoted('“Rain fell. Wind blew.\n\n“Snow came,” said Ada Brown.', '“Rain')).toBe('“Rain fell.');
    expect(quoted(`“Rain fell. ${LONG}”`, '“Rain')).toBe('“Rain fell.');
  });

  it('takes no mark for an open one that numbers a point', () => {
    expect(quoted('Rules apply. They say: a) rest, b) eat.', 'They')).toBe(
      'Rules apply. They say: a) rest, b) eat.',
    );
    expect(quoted('Rules (all) apply. Points are 1) rest and 2) food.', 'Points')).toBe(
      'Points are 1) rest and 2) food.',
    );
  });
});

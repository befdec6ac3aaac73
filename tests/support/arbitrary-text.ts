import fc from 'fast-check';

const PIECES = [
  ...[
    '. ',
    '.',
    '! ',
    '? ',
    '… ',
    '... ',
    '。',
    '। ',
    ': ',
    '; ',
    ', ',
    ' – ',
    ' ',
    ' ',
    ' ',
    '\t',
    '\u00a0',
  ],
  ...['\n', '\n', '\r\n', '\n\n', '\r\n\r\n', '\n\n\n\n\n', '\r', '\uFEFF'],
  ...['“', '”', '"', '‘', '’', '(', ')', '• ', '- ', '1. ', '# ', '---'],
  ...['Dr. ', 'U.S. ', 'e.g. ', 'No. 5 ', 'Dec. 4 ', '$64–65 billion ', '6.5 ', 'A. B. Smith '],
  ...['The ', 'India ', 'Putin’s ', 'trade ', 'oil', 'He said no', '普京', 'भारत ', '😀', '👩‍👩‍👧 ', 'é'],
  ...['Leave a Reply', 'No comments:', 'Resize text', 'Written by truth', '55 Points'],
];

/** Texts such as corpora hold: sentences, headings, lists, floods of blank lines, web furniture, several scripts. */
export const arbitraryText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 300 }).map((length) => 'x'.repeat(length)) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 80 }).map((length) => '😀'.repeat(length)) },
    ),
    { maxLength: 120 },
  )
  .map((pieces) => pieces.join(''));

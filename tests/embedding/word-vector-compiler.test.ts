import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileWordVectors } from '../../src/embedding/word-vector-compiler.ts';
import { decodeWordVectors } from '../../src/embedding/word-vectors.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const DIMENSIONS = 100;
/** The compiler reads so many bytes at once. */
const READ_BYTES = 1 << 20;

/** A vector that tells its word: `at` in one place, small values elsewhere. */
const numbersOf = (at: number): number[] =>
  Array.from({ length: DIMENSIONS }, (_, d) => (d === at % DIMENSIONS ? 2 : 0.00123456));

/** A file of the form of the npm package's; words come in the order of `words`, ranks as they are given. */
function fileOf(words: readonly (readonly [word: string, rank: number])[], padding = 0): string {
  const rows = words.map(
    ([word, rank]) => `${JSON.stringify(word)}:[${[...numbersOf(rank), 2.000001, rank].join(',')}]`,
  );
  const list = JSON.stringify(words.map(([word]) => word));
  const pad = padding > 0 ? `"padding":"${'x'.repeat(padding)}",` : '';
  return `{"precision":8,"l2NormIndex":100,"wordIndex":101,"size":${words.length},"dimensions":${DIMENSIONS},${pad}"words":${list},"vectors":{${rows.join(',')}},"unkVector":[${numbersOf(0).join(',')}]}`;
}

async function compile(content: string, count = 1_000): ReturnType<typeof compileWordVectors> {
  const path = join(await temporaryFolder(), 'vectors.json');
  await writeFile(path, content);
  return compileWordVectors(path, count);
}

const WORDS = [
  ['the', 0],
  ['of', 1],
  ['russia', 394],
  ['naïve', 5_000],
  ["don't", 6_000],
  ['москва', 7_000],
  ['1990', 8_000],
] as const;

describe('compileWordVectors', () => {
  it('keeps words with their ranks and vectors', async () => {
    const { bytes, count, dimensions } = await compile(fileOf(WORDS));
    expect([count, dimensions]).toEqual([WORDS.length, DIMENSIONS]);
    const table = decodeWordVectors(bytes);
    for (const [word, rank] of WORDS) {
      const row = table.rowOf(word);
      expect([word, table.rankOf(row)]).toEqual([word, rank]);
      const vector = new Float64Array(DIMENSIONS);
      table.addTo(vector, 0, row, 1);
      expect(vector.indexOf(Math.max(...vector))).toBe(rank % DIMENSIONS);
      expect(Math.max(...vector)).toBeCloseTo(2, 5);
    }
  });

  it('leaves out what the tokeniser never produces', async () => {
    const odd = [
      'New',
      'a-b',
      'two words',
      'say "so"',
      'back\\slash',
      '"',
      ']',
      '],"x":[',
      '{',
      ',',
      '...',
      '1,000',
    ];
    const content = fileOf([...odd.map((word, at) => [word, 10 + at] as const), ...WORDS]);
    const { bytes, count } = await compile(content);
    expect(count).toBe(WORDS.length);
    expect(bytes).toEqual((await compile(fileOf(WORDS))).bytes);
  });

  it('takes the most frequent words', async () => {
    const { bytes } = await compile(fileOf(WORDS.toReversed()), 3);
    const table = decodeWordVectors(bytes);
    expect(WORDS.filter(([word]) => table.rowOf(word) !== -1).map(([word]) => word)).toEqual([
      'the',
      'of',
      'russia',
    ]);
  });

  it('depends on the content alone, not on the order of the rows', async () => {
    const { bytes } = await compile(fileOf(WORDS));
    expect((await compile(fileOf(WORDS.toReversed()))).bytes).toEqual(bytes);
  });

  it.each([
    ['inside the name of the vectors', '"vectors":{', 4],
    ['before the first key', '"vectors":{', 11],
    ['inside a key', '"russia":[', 4],
    ['inside a character of a key', '"москва":[', 4],
    ['after a backslash in a key', '"say \\"so\\"":[', 6],
    ['between a key and its row', '"naïve":[', 9],
    ['inside a number', '0.00123456', 6],
    ['after a row', '],"naïve"', 1],
    ['behind the comma after a row', '],"naïve"', 2],
    ['at the end of the vectors', ']},"unkVector"', 2],
  ])('reads a file whose first part ends %s', async (_, text, bytesIn) => {
    const words = [['say "so"', 9] as const, ...WORDS];
    const at = Buffer.from(fileOf(words, 1)).indexOf(
      text,
      Buffer.from(fileOf(words, 1)).indexOf('"vectors"'),
    );
    expect(at).toBeGreaterThan(-1);
    const content = fileOf(words, 1 + READ_BYTES - at - bytesIn);
    expect(Buffer.from(content).indexOf(text, Buffer.from(content).indexOf('"vectors"'))).toBe(
      READ_BYTES - bytesIn,
    );
    expect((await compile(content)).bytes).toEqual((await compile(fileOf(WORDS))).bytes);
  });

  it.each(['', '{}', '{"dimensions":100,"vectors":{}}', '[1,2,3]'])(
    'says that %j is not such a file',
    async (content) => {
      await expect(compile(content)).rejects.toThrow(/vectors\.json has no "dimensions" and "vectors"/);
    },
  );
});

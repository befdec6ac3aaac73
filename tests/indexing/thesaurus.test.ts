import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stems } from '../../src/core/search-terms.ts';
import { openWordVectors, rarityIn } from '../../src/embedding/word-vectors.ts';
import { ingest } from '../../src/indexing/ingest.ts';
import { openIndex } from '../../src/indexing/open-index.ts';
import {
  decodeThesaurus,
  encodeThesaurus,
  openThesaurus,
  type Thesaurus,
  type ThesaurusEntry,
} from '../../src/indexing/thesaurus.ts';
import { compileThesaurus } from '../../src/indexing/thesaurus-compiler.ts';
import { indexFixture } from '../support/index-fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const EMBEDDINGS = join(import.meta.dirname, '../../embeddings');
const WORD_VECTORS = join(EMBEDDINGS, 'word-vectors.bin');
const COMMITTED = join(EMBEDDINGS, 'thesaurus.bin');

const compiled = (source: string): Thesaurus => decodeThesaurus(compileThesaurus(source));

const synonyms = (thesaurus: Thesaurus, stem: string): Record<string, number> =>
  Object.fromEntries(thesaurus.synonymsOf(stem));

describe('compileThesaurus', () => {
  it('relates words both ways, each further one less surely, and backwards a little less', () => {
    const thesaurus = compiled('gun: weapon, pistols\nweapon: sword');
    expect(synonyms(thesaurus, 'gun')).toEqual({ weapon: 1, pistol: 0.96 });
    expect(synonyms(thesaurus, 'pistol')).toEqual({ gun: 0.91 });
    expect(synonyms(thesaurus, 'weapon')).toEqual({ gun: 0.95, sword: 1 });
  });

  it('takes the surer of what two lines say', () => {
    for (const source of [
      'gun: pistol, weapon\nweapon: sword, gun',
      'weapon: sword, gun\ngun: pistol, weapon',
    ]) {
      expect(synonyms(compiled(source), 'weapon')).toEqual({ gun: 0.96, sword: 1 });
      expect(synonyms(compiled(source), 'gun')).toEqual({ pistol: 1, weapon: 0.96 });
    }
  });

  it('holds no item of a long line for less sure than one in two', () => {
    const items = Array.from(
      { length: 26 },
      (_, place) => `${String.fromCharCode(97 + place).repeat(3)}x`,
    ).join(', ');
    expect(Math.min(...Object.values(synonyms(compiled(`gun: ${items}`), 'gun')))).toBe(0.5);
  });

  it('relates an acronym to the words that it is spelled by, and no other word to those of a phrase', () => {
    const thesaurus = compiled('ai: artificial intelligence, software\npremier: head of government');
    expect(synonyms(thesaurus, 'ai')).toEqual({ artifici: 0.8, intellig: 0.8, softwar: 0.96 });
    expect(synonyms(thesaurus, 'intellig')).toEqual({});
    expect(synonyms(thesaurus, 'premier')).toEqual({});
  });

  it('takes no word for its own synonym', () => {
    expect(synonyms(compiled('export: exports, exporting, sale'), 'export')).toEqual({ sale: 0.92 });
  });

  it.each([
    'gun weapon',
    'gun:',
    'gun: ',
    'gun:weapon',
    'gun: weapon,pistol',
    'gun: weapon, ',
    'Gun: weapon',
    'gun: Weapon',
    'gun: weapon\r',
    'head of government: premier',
    '# words of war',
  ])('says in which line it finds %j, which is none of a thesaurus', (line) => {
    expect(() => compileThesaurus(`tea: drink\n\n${line}\ncoal: fuel\n`)).toThrow(/^line 3 /);
  });
});

describe('a thesaurus', () => {
  const thesaurus = compiled(
    'premier: head of government, chancellor\nchief: head\nabolish: do away with\nboss: head of a big firm abroad',
  );

  it('finds phrases in a text, and where they stand', () => {
    const text = stems('The new head of the government and another head of government');
    expect(text).toEqual(['new', 'head', 'govern', 'anoth', 'head', 'govern']);
    expect(thesaurus.phrasesIn(text)).toEqual([
      { start: 1, end: 3, stem: 'premier', closeness: 1 },
      { start: 4, end: 6, stem: 'premier', closeness: 1 },
    ]);
  });

  it('finds none where the words stand apart, the other way round or cut off', () => {
    for (const text of ['head of our old government', 'government head', 'government', 'the head', ''])
      expect(thesaurus.phrasesIn(stems(text)), text).toEqual([]);
  });

  it('takes no single word for a phrase of which only that one is no function word, and keeps no long phrases', () => {
    const stem = stems('away')[0] ?? '';
    expect(stems('do away with')).toEqual([stem]);
    expect(synonyms(thesaurus, 'abolish')).toEqual({});
    expect(synonyms(thesaurus, stem)).toEqual({});
    expect(thesaurus.phrasesIn(stems('head of a big firm abroad'))).toEqual([]);
  });

  it('takes, of words that share a stem and nothing else, the commonest', () => {
    const source = 'general: overall, common\ngenerate: produce, create\ngenerally: overall, mostly';
    const rarity = (word: string): number => ['general', 'generate', 'generally'].indexOf(word);
    const general = decodeThesaurus(compileThesaurus(source, rarity)).synonymsOf(stems('general')[0] ?? '');
    expect([...general.keys()].sort()).toEqual(stems('overall common mostly').sort());
  });

  it('knows nothing of other words', () => {
    for (const unknown of ['', 'gun', 'govern', 'Premier', 'рубль', 'head govern'])
      expect(synonyms(thesaurus, unknown), unknown).toEqual({});
    expect(compiled('').synonymsOf('gun').size).toBe(0);
    expect(compiled('').phrasesIn(['gun', ''])).toEqual([]);
  });
});

const stem = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'я'), minLength: 1, maxLength: 3 });
const closeness = fc.double({ min: 0, max: 1, noNaN: true });
const entries: fc.Arbitrary<ThesaurusEntry[]> = fc.uniqueArray(
  fc.record({
    stem,
    synonyms: fc.uniqueArray(fc.record({ stem, closeness }), {
      selector: (item) => item.stem,
      maxLength: 5,
    }),
    phrases: fc.array(fc.record({ stems: fc.array(stem, { minLength: 1, maxLength: 3 }), closeness }), {
      maxLength: 4,
    }),
  }),
  { selector: (entry) => entry.stem, maxLength: 12 },
);

/** Closeness is kept in hundredths. */
const HALF_A_STEP = 0.005 + 1e-9;

describe('an encoded thesaurus', () => {
  it('keeps the synonyms of every entry, in their order', () => {
    fc.assert(
      fc.property(entries, fc.array(stem), (given, others) => {
        const thesaurus = decodeThesaurus(encodeThesaurus(given));
        const expected = new Map(given.map((entry) => [entry.stem, entry.synonyms]));
        for (const word of [...expected.keys(), ...others]) {
          const wanted = expected.get(word) ?? [];
          const found = [...thesaurus.synonymsOf(word)];
          expect(found.map(([other]) => other)).toEqual(wanted.map((item) => item.stem));
          for (const [place, [, value]] of found.entries())
            expect(Math.abs(value - (wanted[place]?.closeness ?? 0))).toBeLessThanOrEqual(HALF_A_STEP);
        }
      }),
    );
  });

  it('finds the phrases that a search of the whole text finds', () => {
    fc.assert(
      fc.property(entries, fc.array(stem, { maxLength: 6 }), fc.nat(), (given, other, choice) => {
        const thesaurus = decodeThesaurus(encodeThesaurus(given));
        const phrases = given.flatMap((entry) =>
          entry.phrases.map((phrase) => ({ ...phrase, stem: entry.stem })),
        );
        const text = [...other, ...(phrases[choice % Math.max(1, phrases.length)]?.stems ?? []), ...other];
        const expected = text.flatMap((_, start) =>
          phrases.flatMap((phrase) => {
            const end = start + phrase.stems.length;
            return text.slice(start, end).join(' ') === phrase.stems.join(' ')
              ? [{ start, end, stem: phrase.stem, closeness: Math.round(phrase.closeness * 100) / 100 }]
              : [];
          }),
        );
        expect(thesaurus.phrasesIn(text)).toEqual(expected);
      }),
    );
  });

  const bytes = compileThesaurus('gun: weapon, pistol, small arm\npremier: head of government, chancellor');

  it('is not read when it was cut off, nor from other bytes', () => {
    for (let length = 0; length <= bytes.length - 8; length++)
      expect(() => decodeThesaurus(bytes.subarray(0, length)), `${length} bytes`).toThrow(Error);
    for (const foreign of ['', 'no thesaurus', '{"json":true}'])
      expect(() => decodeThesaurus(new TextEncoder().encode(foreign)), foreign).toThrow(Error);
  });

  it('is an error or a thesaurus whatever happens to a byte of it', () => {
    const words = ['gun', 'weapon', 'pistol', 'small', 'arm', 'premier', 'head', 'govern', 'chancellor'];
    const readAll = (damaged: Uint8Array): unknown[] => {
      const thesaurus = decodeThesaurus(damaged);
      return [
        ...words.flatMap((word) => [...thesaurus.synonymsOf(word).keys()]),
        ...thesaurus.phrasesIn(words).map((phrase) => phrase.stem),
      ];
    };
    let refused = 0;
    for (const [place, value] of bytes.entries()) {
      const damaged = Uint8Array.from(bytes);
      damaged[place] = value ^ 0xff;
      try {
        for (const found of readAll(damaged)) expect(found).toBeTypeOf('string');
      } catch (error) {
        if (!(error instanceof Error) || error.name === 'AssertionError') throw error;
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(bytes.length / 3);
  });
});

describe('openThesaurus', () => {
  it('names the file that it cannot read', async () => {
    const folder = await temporaryFolder();
    const missing = join(folder, 'missing.bin');
    const foreign = join(folder, 'foreign.bin');
    await writeFile(foreign, 'no thesaurus');
    for (const path of [missing, foreign])
      expect(() => openThesaurus(path)).toThrow(
        expect.objectContaining({
          name: 'SummitError',
          code: 'config',
          message: expect.stringContaining(path),
        }),
      );
  });

  it('keeps the one that it opened', () => {
    expect(openThesaurus(COMMITTED)).toBe(openThesaurus(COMMITTED));
  });

  it('does not let an index be called damaged whose thesaurus is missing', async () => {
    const settings = await indexFixture();
    const thesaurus = join(settings.folder, 'missing.bin');
    await ingest(settings);
    await expect(openIndex({ ...settings, thesaurus })).rejects.toMatchObject({
      code: 'config',
      message: expect.stringContaining(thesaurus),
    });
    const index = await openIndex({ ...settings, thesaurus: COMMITTED });
    expect(index?.thesaurus).toBe(openThesaurus(COMMITTED));
    await index?.close();
  });
});

describe('the committed thesaurus', () => {
  it('is what its source compiles to, byte for byte', async () => {
    const source = await readFile(join(EMBEDDINGS, 'thesaurus.txt'), 'utf8');
    expect(
      Buffer.compare(
        compileThesaurus(source, rarityIn(openWordVectors(WORD_VECTORS))),
        await readFile(COMMITTED),
      ),
    ).toBe(0);
  });

  it('knows what general English says instead of a word', () => {
    const thesaurus = openThesaurus(COMMITTED);
    expect(thesaurus.synonymsOf('gun').get('weapon')).toBe(1);
    const meant = thesaurus.phrasesIn(stems('the head of government')).map((phrase) => phrase.stem);
    expect(meant).toContain('premier');
  });
});

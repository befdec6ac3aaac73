import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stem } from '../../src/core/words.ts';
import { openWordVectors } from '../../src/embedding/word-vectors.ts';
import { countryStems } from '../../src/indexing/country-names.ts';
import { RELATED_DEFAULTS } from '../../src/indexing/nearest-stems.ts';
import type { RelatedTerms } from '../../src/indexing/related-terms.ts';
import { decodeThesaurus } from '../../src/indexing/thesaurus.ts';
import { compileThesaurus } from '../../src/indexing/thesaurus-compiler.ts';
import { EXPANSION_DEFAULTS, queryGroups } from '../../src/retrieval/query-expansion.ts';
import type { QueryMember } from '../../src/retrieval/query-terms.ts';
import { postingsOf, relatedTermsOf } from '../support/index-fixtures.ts';

const TABLE = join(import.meta.dirname, '../../embeddings/word-vectors.bin');
const PASSAGES = [
  'Russia and India are friendly countries. The Russian president flew from Moscow to Delhi in 2030.',
  'Pharmaceuticals and drugs are made in Kaluga. The price of oil rose; militaries met.',
];

async function relatedOf(passages: readonly string[]): Promise<RelatedTerms> {
  return relatedTermsOf(passages, openWordVectors(TABLE), await countryStems());
}

/** What each word of a query is searched by. */
async function expand(
  query: string,
  passages = PASSAGES,
): Promise<Map<string, ReadonlyMap<string, QueryMember>>> {
  const groups = await queryGroups(query, {
    postings: postingsOf(passages),
    related: await relatedOf(passages),
    thesaurus: null,
  });
  return new Map(groups.map(({ stem, members }) => [stem, members]));
}

const membersOf = async (word: string): Promise<ReadonlyMap<string, QueryMember>> =>
  (await expand(word)).get(stem(word)) ?? new Map();

describe('queryGroups', () => {
  it('lets a word match related words in the corpus for less than itself', async () => {
    const members = await membersOf('medicines');
    expect(members.get(stem('medicines'))).toEqual({ weight: 1, closeness: 1, sameness: 1 });
    const { weight = 0, closeness = 0 } = members.get(stem('drugs')) ?? {};
    expect(closeness).toBeGreaterThan(RELATED_DEFAULTS.leastCosine);
    expect(weight).toBeCloseTo(EXPANSION_DEFAULTS.relatedWeight * closeness);
    expect(members.size).toBeLessThanOrEqual(1 + RELATED_DEFAULTS.most);
  });

  it.each([
    ['Moscow', ['Russia', 'Russian']],
    ['Russia', ['Moscow', 'Russian']],
    ['Russian', ['Moscow', 'Russia']],
    ['Delhi', ['India']],
    ['Indian', ['India', 'Delhi']],
  ])('takes %s for %j as well', async (word, names) => {
    const members = await membersOf(word.toLowerCase());
    for (const name of names)
      expect(members.get(stem(name.toLowerCase()))?.weight).toBeGreaterThanOrEqual(
        EXPANSION_DEFAULTS.aliasWeight,
      );
  });

  it.each([
    ['contries', 'countries'],
    ['parmaceuticals', 'pharmaceuticals'],
    ['rusisa', 'russia'],
    ['kalgua', 'kaluga'],
    ['parmaceutcals', 'pharmaceuticals'],
    ['rusia', 'russia'],
  ])('takes the misspelt "%s" for "%s"', async (misspelt, meant) => {
    expect((await membersOf(misspelt)).get(stem(meant))).toEqual({
      weight: EXPANSION_DEFAULTS.correctionWeight,
      closeness: EXPANSION_DEFAULTS.correctionWeight,
      sameness: EXPANSION_DEFAULTS.correctionWeight,
    });
  });

  it('never corrects a number', async () => {
    for (const number of ['2031', '20300', '2,030.5', 's400'])
      for (const [key, members] of await expand(number)) expect([...members.keys()]).toEqual([key]);
  });

  it('does not correct a common word that the corpus happens to lack', async () => {
    // One letter away from "price", and another word.
    expect([...(await membersOf('pride')).keys()]).not.toContain('price');
  });

  it('does not correct a word that the corpus holds', async () => {
    const passages = ['kaluga', 'kalugo'];
    expect([...((await expand('kaluga', passages)).get('kaluga') ?? new Map()).keys()]).toEqual(['kaluga']);
  });

  it('searches an unknown word by itself alone', async () => {
    for (const word of ['qwxzyzzy', 'рубль', '普京', 'xy', 'zzz'])
      for (const [key, members] of await expand(word)) expect([...members.keys()]).toEqual([key]);
  });

  it('makes one group of each stem, weighted by how often it stands in the query', async () => {
    const groups = await queryGroups('The price, the prices and the oil', {
      postings: postingsOf(PASSAGES),
      related: null,
      thesaurus: null,
    });
    expect(groups.map(({ stem, weight }) => [stem, weight])).toEqual([
      ['price', 2],
      ['oil', 1],
    ]);
  });

  it('works without word vectors, then with corrections only', async () => {
    const groups = await queryGroups('contries', {
      postings: postingsOf(PASSAGES),
      related: null,
      thesaurus: null,
    });
    expect([...(groups[0]?.members.keys() ?? [])]).toEqual([stem('contries'), stem('countries')]);
  });
});

const THESAURUS = `
rifle: gun, pistol, firearm
premier: head of government, chancellor, prime minister
medicine: drug
`;

/** What each word of a query is searched by with a thesaurus, and without word vectors unless they are given. */
async function read(
  query: string,
  passages: readonly string[],
  source = THESAURUS,
  related: RelatedTerms | null = null,
): Promise<Record<string, Record<string, QueryMember>>> {
  const thesaurus = decodeThesaurus(compileThesaurus(source));
  const groups = await queryGroups(query, { postings: postingsOf(passages), related, thesaurus });
  return Object.fromEntries(groups.map(({ stem, members }) => [stem, Object.fromEntries(members)]));
}

const ITSELF: QueryMember = { weight: 1, closeness: 1, sameness: 1 };

/** Of a word that the corpus lacks. */
const synonym = (closeness: number): QueryMember => ({
  weight: expect.closeTo(0.5 * closeness, 9),
  closeness: expect.closeTo(0.7 * closeness, 9),
  sameness: expect.closeTo(closeness, 9),
});

describe('queryGroups with a thesaurus', () => {
  it('ranks by the synonyms of a word that the corpus lacks, the surest most', async () => {
    expect(await read('rifle', ['A gun and a pistol.'])).toEqual({
      rifl: { rifl: ITSELF, gun: synonym(1), pistol: synonym(0.96) },
    });
    expect(await read('firearm', ['A rifle.'])).toEqual({
      firearm: { firearm: ITSELF, rifl: synonym(Math.round(95 * 0.92) / 100) },
    });
  });

  it('does not rank by the synonyms of a word that the corpus holds, but lets them answer', async () => {
    const { rifl } = await read('rifle', ['A rifle, a gun and a pistol.']);
    expect(rifl).toEqual({
      rifl: ITSELF,
      gun: { ...synonym(1), weight: 0 },
      pistol: { ...synonym(0.96), weight: 0 },
    });
  });

  it('searches for no synonym that the corpus lacks', async () => {
    expect(await read('rifle', ['A pistol.'])).toEqual({ rifl: { rifl: ITSELF, pistol: synonym(0.96) } });
    expect(await read('rifle', ['A cannon.'])).toEqual({ rifl: { rifl: ITSELF } });
  });

  it('lets every word of a phrase match the word that it means, and less surely the synonyms of that word', async () => {
    const found = await read('Which head of government resigned?', [
      'The premier resigned.',
      'A chancellor.',
    ]);
    const meant = { premier: synonym(1), chancellor: synonym(0.8 * 0.96) };
    expect(found).toEqual({
      head: { head: ITSELF, ...meant },
      govern: { govern: ITSELF, ...meant },
      resign: { resign: ITSELF },
    });
  });

  it('takes the words of a phrase for no phrase when others stand between them, or in another order', async () => {
    for (const query of [
      'the head of the new government',
      'the government of the head',
      'head',
      'government',
    ])
      for (const members of Object.values(await read(query, ['The premier.'])))
        expect(Object.keys(members)).not.toContain('premier');
  });

  it('takes the best of what thesaurus and word vectors say of a word', async () => {
    const related = await relatedOf(PASSAGES);
    const { weight = 0, closeness = 0 } = (await membersOf('medicines')).get('drug') ?? {};
    expect(weight).toBeGreaterThan(0);
    const { medicin } = await read('medicines', [...PASSAGES, 'medicines'], THESAURUS, related);
    expect(medicin?.drug).toEqual({ weight, closeness: Math.max(closeness, 0.7), sameness: 1 });
  });

  it('reads words that it does not know as if there were no thesaurus', async () => {
    const related = await relatedOf(PASSAGES);
    const query = 'Which contries export oil and drugs to Moscow, and medicines?';
    const without = Object.fromEntries(
      [...(await expand(query))].map(([key, members]) => [key, Object.fromEntries(members)]),
    );
    expect(await read(query, PASSAGES, '', related)).toEqual(without);
    expect(await read(query, PASSAGES, 'rifle: gun', related)).toEqual(without);
    expect(await read(query, PASSAGES, THESAURUS, related)).not.toEqual(without);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stems } from '../../src/core/search-terms.ts';
import { type Bm25Options, buildPostings } from '../../src/indexing/postings.ts';
import {
  FIELD_DEFAULTS,
  LEAST_SHARE,
  lexicalScorer,
  type QueryGroup,
} from '../../src/retrieval/lexical-fields.ts';

/** Words that are their own stems. */
const VOCABULARY = ['oil', 'gas', 'tea', 'port', 'ship', 'bank'];

/** Passages as the documents that they belong to. */
type Corpus = readonly (readonly string[])[];

interface Naive {
  readonly scores: readonly number[];
  readonly mean: number;
  readonly deviation: number;
}

const group = (members: Readonly<Record<string, number>>, weight = 1): QueryGroup => ({
  stem: Object.keys(members)[0] ?? '',
  weight,
  members: new Map(Object.entries(members).map(([stem, share]) => [stem, { weight: share, closeness: 1 }])),
});

/** BM25 over bags of stems, straight from the formula; a group counts with its best member. */
function naiveBm25(
  bags: readonly string[][],
  groups: readonly QueryGroup[],
  { k1, b }: Bm25Options,
): number[] {
  const average = bags.reduce((sum, bag) => sum + bag.length, 0) / Math.max(1, bags.length) || 1;
  const scoreOf = (bag: readonly string[], stem: string): number => {
    const holding = bags.filter((other) => other.includes(stem)).length;
    const idf = Math.log(1 + (bags.length - holding + 0.5) / (holding + 0.5));
    const count = bag.filter((other) => other === stem).length;
    return (idf * count * (k1 + 1)) / (count + k1 * (1 - b + (b * bag.length) / average));
  };
  return bags.map((bag) =>
    groups
      .map(({ weight, members }) =>
        Math.max(0, ...[...members].map(([stem, member]) => weight * member.weight * scoreOf(bag, stem))),
      )
      .reduce((sum, score) => sum + score, 0),
  );
}

function withMoments(scores: readonly number[]): Naive {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  return { scores, mean, deviation: Math.sqrt(variance) };
}

/** The three fields of a corpus, each with a score per passage. */
function naive(
  corpus: Corpus,
  groups: readonly QueryGroup[],
): Record<'chunk' | 'neighbours' | 'document', Naive> {
  const bags = corpus.map((passages) => passages.map((passage) => stems(passage)));
  const around = bags.flatMap((passages) =>
    passages.map((bag, at) => [...bag, ...bag, ...(passages[at - 1] ?? []), ...(passages[at + 1] ?? [])]),
  );
  const byDocument = naiveBm25(
    bags.map((passages) => passages.flat()),
    groups,
    FIELD_DEFAULTS.document,
  );
  return {
    chunk: withMoments(naiveBm25(bags.flat(), groups, FIELD_DEFAULTS.chunk)),
    neighbours: withMoments(naiveBm25(around, groups, FIELD_DEFAULTS.neighbours)),
    document: withMoments(bags.flatMap((passages, at) => passages.map(() => byDocument[at] as number))),
  };
}

function scorerOf(corpus: Corpus): ReturnType<typeof lexicalScorer> {
  const documentOf = Uint32Array.from(corpus.flatMap((passages, document) => passages.map(() => document)));
  return lexicalScorer(buildPostings(corpus.flat()), documentOf);
}

/** Groups without the members that count for too little beside the group's best. */
function worthwhile(corpus: Corpus, groups: readonly QueryGroup[]): QueryGroup[] {
  const { idf, frequency } = buildPostings(corpus.flat());
  return groups.map((given) => {
    const found = [...given.members].filter(([stem]) => frequency(stem) > 0);
    const best = Math.max(0, ...found.map(([stem, { weight }]) => weight * idf(stem)));
    const members = new Map(
      found.filter(([stem, { weight }]) => stem === given.stem || weight * idf(stem) >= LEAST_SHARE * best),
    );
    return { ...given, members };
  });
}

function expectAgreement(
  score: ReturnType<typeof lexicalScorer>,
  corpus: Corpus,
  groups: QueryGroup[],
): void {
  const fields = score(groups);
  const expected = naive(corpus, worthwhile(corpus, groups));
  for (const name of ['chunk', 'neighbours', 'document'] as const) {
    const { scores, mean, deviation } = expected[name];
    const found = scores.map((_, label) => fields[name].scoreOf(label));
    for (const [label, value] of scores.entries()) expect(found[label], name).toBeCloseTo(value, 9);
    expect(fields[name].mean, name).toBeCloseTo(mean, 9);
    expect(fields[name].deviation, name).toBeCloseTo(deviation, 6);
  }
  const near = expected.neighbours.scores.flatMap((value, label) => (value > 0 ? [label] : []));
  expect([...fields.labels].sort((a, b) => a - b)).toEqual(near);
}

const passage = fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 8 }).map((found) => found.join(' '));
const corpora = fc.array(fc.array(passage, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
const queries = fc.array(
  fc.record({
    members: fc.dictionary(
      fc.constantFrom(...VOCABULARY, 'unknown'),
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      {
        minKeys: 1,
        maxKeys: 4,
      },
    ),
    weight: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 4 },
);

describe('lexicalScorer', () => {
  it('agrees with the formula in every field, query after query', () => {
    fc.assert(
      fc.property(corpora, fc.array(queries, { minLength: 1, maxLength: 3 }), (corpus, sequence) => {
        const score = scorerOf(corpus);
        for (const query of sequence)
          expectAgreement(
            score,
            corpus,
            query.map(({ members, weight }) => group(members, weight)),
          );
      }),
    );
  });

  it('lets a passage profit from its neighbours, but not from those of another document', () => {
    const fields = scorerOf([
      ['oil', 'gas'],
      ['tea', 'oil oil'],
    ])([group({ oil: 1 })]);
    expect(fields.chunk.scoreOf(1)).toBe(0);
    expect(fields.neighbours.scoreOf(1)).toBeGreaterThan(0);
    const apart = scorerOf([['oil'], ['gas'], ['tea', 'oil']])([group({ oil: 1 })]);
    expect(apart.neighbours.scoreOf(1)).toBe(0);
    expect(apart.document.scoreOf(1)).toBe(0);
    expect(apart.document.scoreOf(2)).toBe(apart.document.scoreOf(3));
  });

  it('counts a synonym beside the word itself no further', () => {
    const score = scorerOf([['oil gas'], ['oil tea'], ['port']]);
    const alone = score([group({ oil: 1 })]).chunk.scoreOf(0);
    expect(score([group({ oil: 1, gas: 0.3 })]).chunk.scoreOf(0)).toBe(alone);
  });

  it('gives nothing for a query without words', () => {
    const { labels, chunk } = scorerOf([['oil']])([]);
    expect({ labels, mean: chunk.mean, deviation: chunk.deviation }).toEqual({
      labels: new Uint32Array(0),
      mean: 0,
      deviation: 0,
    });
  });
});

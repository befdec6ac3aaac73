import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stems } from '../../src/core/search-terms.ts';
import type { Bm25Options } from '../../src/retrieval/field-accumulator.ts';
import { FIELD_DEFAULTS, type FieldWeights, lexicalScorer } from '../../src/retrieval/lexical-fields.ts';
import { LEAST_SHARE, type QueryGroup } from '../../src/retrieval/query-terms.ts';
import { postingsOf } from '../support/index-fixtures.ts';

/** Words that are their own stems. */
const VOCABULARY = ['oil', 'coal', 'tea', 'port', 'ship', 'bank'];

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
  members: new Map(
    Object.entries(members).map(([stem, share]) => [stem, { weight: share, closeness: 1, sameness: 1 }]),
  ),
});

/**
 * BM25 over bags of stems, straight from the formula; a group counts with its best member. A stem is as rare as it is
 * among the `counted` bags.
 */
function naiveBm25(
  bags: readonly string[][],
  groups: readonly QueryGroup[],
  { k1, b }: Bm25Options,
  counted = bags,
): number[] {
  const average = bags.reduce((sum, bag) => sum + bag.length, 0) / Math.max(1, bags.length) || 1;
  const scoreOf = (bag: readonly string[], stem: string): number => {
    const holding = counted.filter((other) => other.includes(stem)).length;
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
    neighbours: withMoments(naiveBm25(around, groups, FIELD_DEFAULTS.neighbours, bags.flat())),
    document: withMoments(bags.flatMap((passages, at) => passages.map(() => byDocument[at] as number))),
  };
}

function scorerOf(corpus: Corpus): ReturnType<typeof lexicalScorer> {
  const documentOf = Uint32Array.from(corpus.flatMap((passages, document) => passages.map(() => document)));
  return lexicalScorer(postingsOf(corpus.flat()), documentOf);
}

/** Groups without the members that count for too little beside the group's best. */
function worthwhile(corpus: Corpus, groups: readonly QueryGroup[]): QueryGroup[] {
  const { idf, frequency } = postingsOf(corpus.flat());
  return groups.map((given) => {
    const found = [...given.members].filter(([stem]) => frequency(stem) > 0);
    const best = Math.max(0, ...found.map(([stem, { weight }]) => weight * idf(stem)));
    const members = new Map(
      found.filter(([stem, { weight }]) => stem === given.stem || weight * idf(stem) >= LEAST_SHARE * best),
    );
    return { ...given, members };
  });
}

const only = (field: keyof FieldWeights): FieldWeights => ({
  chunk: 0,
  neighbours: 0,
  document: 0,
  [field]: 1,
});

/** The standard scores of all passages in one field. */
function standardScores(
  score: ReturnType<typeof lexicalScorer>,
  corpus: Corpus,
  groups: readonly QueryGroup[],
  field: keyof FieldWeights,
): number[] {
  const labels = corpus.flat().map((_, label) => label);
  return labels.map(score(groups).weighted(only(field), labels));
}

function expectAgreement(
  score: ReturnType<typeof lexicalScorer>,
  corpus: Corpus,
  groups: QueryGroup[],
): void {
  const expected = naive(corpus, worthwhile(corpus, groups));
  for (const field of ['chunk', 'neighbours', 'document'] as const) {
    // The neighbours' field is measured in the passages' deviations.
    const { mean, deviation } = expected[field === 'neighbours' ? 'chunk' : field];
    // Divided by less, the rounding of single precision shows.
    if (deviation > 0 && deviation < 1e-2) continue;
    const found = standardScores(score, corpus, groups, field);
    for (const [label, value] of expected[field].scores.entries())
      expect(found[label], field).toBeCloseTo(deviation === 0 ? 0 : (value - mean) / deviation, 2);
  }
  const holding = expected.chunk.scores.flatMap((value, label) => (value > 0 ? [label] : []));
  const candidates = score(groups).candidates({ chunk: 1, neighbours: 1, document: 1 }, corpus.flat().length);
  expect(new Set(candidates).size).toBe(candidates.length);
  expect(candidates).toEqual(expect.arrayContaining(holding));
}

const passage = fc.array(fc.constantFrom(...VOCABULARY), { maxLength: 8 }).map((found) => found.join(' '));
const corpora = fc.array(fc.array(passage, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
const queries = fc.array(
  fc.record({
    members: fc.dictionary(
      fc.constantFrom(...VOCABULARY, 'unknown'),
      fc.oneof(fc.constant(0), fc.double({ min: 0.1, max: 1, noNaN: true })),
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
    const corpus = [
      ['oil', 'coal', 'coal'],
      ['tea', 'oil oil'],
    ];
    const groups = [group({ oil: 1 })];
    const near = standardScores(scorerOf(corpus), corpus, groups, 'neighbours');
    expect(near[1]).toBeGreaterThan(near[2] ?? 0);
    expect(near[3]).toBeGreaterThan(near[2] ?? 0);
    const apart = [['oil'], ['coal'], ['tea', 'oil']];
    const scores = standardScores(scorerOf(apart), apart, groups, 'neighbours');
    expect(scores[1]).toBeLessThan(scores[2] ?? 0);
    const whole = standardScores(scorerOf(apart), apart, groups, 'document');
    expect(whole[1]).toBeLessThan(whole[2] ?? 0);
    expect(whole[2]).toBe(whole[3]);
  });

  it('takes the passages beside the best ones for candidates, within their documents', () => {
    const score = scorerOf([['coal', 'oil', 'tea', 'tea'], ['tea']]);
    const weights = { chunk: 1, neighbours: 1, document: 1 };
    expect(
      score([group({ oil: 1 })])
        .candidates(weights, 1)
        .sort(),
    ).toEqual([0, 1, 2]);
    expect(
      score([group({ coal: 1 })])
        .candidates(weights, 1)
        .sort(),
    ).toEqual([0, 1]);
  });

  it('counts a synonym beside the word itself no further', () => {
    const corpus = [['oil coal'], ['oil tea'], ['port']];
    const score = scorerOf(corpus);
    const alone = standardScores(score, corpus, [group({ oil: 1 })], 'chunk');
    const both = standardScores(score, corpus, [group({ oil: 1, coal: 0.3 })], 'chunk');
    expect(both[0]).toBeCloseTo(alone[0] ?? 0, 6);
  });

  it('scores a query whose words all weigh nothing as one without words', () => {
    const corpus = [['oil coal tea', 'oil coal tea'], ['coal oil tea']];
    const score = scorerOf(corpus);
    const weightless = [group({ oil: 0, coal: 0, tea: 0 }), group({ tea: 0, oil: 0 })];
    for (const field of ['chunk', 'neighbours', 'document'] as const)
      expect(standardScores(score, corpus, weightless, field), field).toEqual([0, 0, 0]);
    expect(score(weightless).candidates({ chunk: 1, neighbours: 1, document: 1 }, 3)).toEqual([]);
  });

  it('gives nothing for a query without words', () => {
    const scores = scorerOf([['oil']])([]);
    expect(scores.candidates(only('chunk'), 10)).toEqual([]);
    expect(scores.weighted(only('chunk'), [0])(0)).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIVERSITY_DEFAULTS, type Diversifiable, diversify } from '../../src/retrieval/diversify.ts';

/** Candidates of documents, given best first; passages do not overlap. */
const candidatesOf = (...entries: readonly (readonly [document: number, score: number])[]): Diversifiable[] =>
  entries.map(([document, score], label) => ({
    label,
    document,
    score,
    start: 100 * label,
    end: 100 * label + 90,
  }));

const different = (): number => 0;
const labelsOf = (chosen: readonly Diversifiable[]): number[] => chosen.map(({ label }) => label);

const candidates = fc
  .array(
    fc.record({
      document: fc.nat(3),
      score: fc.double({ min: -4, max: 8, noNaN: true }),
      start: fc.nat(300),
      length: fc.integer({ min: 1, max: 100 }),
    }),
    { maxLength: 25 },
  )
  .map((entries) =>
    entries
      .sort((a, b) => b.score - a.score)
      .map(({ length, ...entry }, label) => ({ ...entry, label, end: entry.start + length })),
  );

describe('diversify', () => {
  it('does not let one document fill the list when others are close', () => {
    const close = candidatesOf([0, 3], [0, 2.9], [0, 2.8], [1, 2.7], [2, 2.6], [0, 2.5]);
    const documents = diversify(close, 3, different).map(({ document }) => document);
    expect(documents).toEqual([0, 1, 2]);
  });

  it('leaves the ranking alone when others are far behind', () => {
    expect(labelsOf(diversify(candidatesOf([0, 9], [0, 8], [0, 7], [1, 1]), 3, different))).toEqual([
      0, 1, 2,
    ]);
  });

  it('shows passages that say the same once, whichever document they are in', () => {
    const cosine = (a: number, b: number): number =>
      a + b === 1 ? DIVERSITY_DEFAULTS.duplicateCosine + 0.01 : 0.5;
    expect(labelsOf(diversify(candidatesOf([0, 3], [1, 2.9], [2, 1]), 3, cosine))).toEqual([0, 2]);
  });

  it('shows passages of one document that overlap by half once', () => {
    const [first, second, third] = [
      { label: 0, document: 0, score: 3, start: 0, end: 100 },
      { label: 1, document: 0, score: 2.9, start: 40, end: 140 },
      { label: 2, document: 0, score: 2.8, start: 90, end: 190 },
    ];
    expect(labelsOf(diversify([first, second, third], 3, different))).toEqual([0, 2]);
    // The same places in another document are other texts.
    expect(labelsOf(diversify([first, { ...second, document: 1 }], 3, different))).toEqual([0, 1]);
  });

  it('gives at most k of the candidates, each once, the best one first', () => {
    fc.assert(
      fc.property(
        candidates,
        fc.nat(30),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, k, likeness) => {
          const chosen = diversify(given, k, (a, b) => ((a * 7 + b * 7) % 10) / 10 + likeness / 10);
          expect(chosen.length).toBeLessThanOrEqual(k);
          expect(new Set(labelsOf(chosen)).size).toBe(chosen.length);
          const labels = given.map(({ label }) => label);
          for (const { label } of chosen) expect(labels).toContain(label);
          for (const [rank, { score }] of chosen.entries())
            expect(score).toBeLessThanOrEqual(chosen[rank - 1]?.score ?? Number.POSITIVE_INFINITY);
          if (k > 0 && given.length > 0) expect(chosen[0]?.label).toBe(0);
        },
      ),
    );
  });

  it('agrees with choosing the best penalised candidate again and again', () => {
    const { sameDocumentPenalty, mostPenalised } = DIVERSITY_DEFAULTS;
    fc.assert(
      fc.property(candidates, fc.nat(12), (given, k) => {
        // Without overlap and likeness only the penalty matters.
        const apart = given.map((candidate, at) => ({
          ...candidate,
          start: 1_000 * at,
          end: 1_000 * at + 1,
        }));
        const rest = [...apart];
        const expected: Diversifiable[] = [];
        while (expected.length < k && rest.length > 0) {
          const scoreOf = ({ document, score }: Diversifiable): number =>
            score -
            sameDocumentPenalty *
              Math.min(mostPenalised, expected.filter((other) => other.document === document).length);
          const best = rest.reduce((a, b) => (scoreOf(b) > scoreOf(a) ? b : a));
          expected.push(best);
          rest.splice(rest.indexOf(best), 1);
        }
        expect(labelsOf(diversify(apart, k, different))).toEqual(labelsOf(expected));
      }),
    );
  });
});

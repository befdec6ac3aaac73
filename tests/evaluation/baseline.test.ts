import { describe, expect, it } from 'vitest';
import type { QualityReport } from '../../src/evaluation/quality-report.ts';
import { type Baseline, baselineOf, regressions } from './baseline.ts';

const REPORT: QualityReport = {
  ...{ questions: 10, answerable: 6, recallAt5: 0.9, recallAt10: 1, hitAt1: 0.5, hitAt5: 0.9 },
  ...{ meanReciprocalRank: 0.7, ndcgAt10: 0.81234567, answerRecall: 0.6, citationPrecision: 0.7 },
  ...{ verbatimQuotes: 1, abstainedOnUnanswerable: 0.8, abstainedOnAnswerable: 0.1, meanAnswerLength: 300 },
  ...{ latencyMedianMs: 3, latency95Ms: 9 },
};

const baseline: Baseline = baselineOf({ fit: REPORT, test: REPORT });
const worse = (changes: Partial<QualityReport>): string[] =>
  regressions(baseline, baselineOf({ fit: REPORT, test: { ...REPORT, ...changes } }));

describe('baselineOf', () => {
  it('keeps quality to four digits, and nothing that depends on the machine', () => {
    expect(baseline.fit?.ndcgAt10).toBe(0.8123);
    expect(Object.keys(baseline.fit ?? {})).not.toContain('latencyMedianMs');
    expect(Object.keys(baseline)).toEqual(['fit', 'test']);
  });
});

describe('regressions', () => {
  it('finds none where nothing has changed', () => {
    expect(worse({})).toEqual([]);
  });

  it('forgives one point and reports more', () => {
    expect(worse({ hitAt1: 0.49 })).toEqual([]);
    expect(worse({ hitAt1: 0.489 })).toEqual(['test: hit@1 went from 50.0 % to 48.9 %']);
    expect(worse({ ndcgAt10: 0.8 })).toEqual(['test: nDCG@10 went from 0.812 to 0.800']);
  });

  it('reports abstentions on answerable questions when they rise, not when they fall', () => {
    expect(worse({ abstainedOnAnswerable: 0.2 })).toHaveLength(1);
    expect(worse({ abstainedOnAnswerable: 0 })).toEqual([]);
    expect(worse({ abstainedOnUnanswerable: 0.7 })).toHaveLength(1);
  });

  it('lets improvements pass', () => {
    expect(worse({ hitAt1: 1, ndcgAt10: 1, answerRecall: 1, meanAnswerLength: 10 })).toEqual([]);
  });

  it('lets answers grow by a tenth and latencies by anything', () => {
    expect(worse({ meanAnswerLength: 330, latencyMedianMs: 9_000, latency95Ms: 9_000 })).toEqual([]);
    expect(worse({ meanAnswerLength: 331 })).toEqual([
      'test: mean answer length, characters went from 300 to 331',
    ]);
  });

  it('reports each figure of each half, and what is no longer measured', () => {
    const bad = { ...REPORT, recallAt5: null, answerRecall: 0 };
    expect(regressions(baseline, baselineOf({ fit: bad, test: bad }))).toHaveLength(4);
    expect(regressions(baseline, baselineOf({ fit: REPORT })).length).toBeGreaterThan(5);
    expect(regressions(baselineOf({ fit: bad }), baselineOf({ fit: REPORT }))).toEqual([]);
  });
});

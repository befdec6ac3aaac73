import type { Answer, Citation } from '../../src/core/answer.ts';

export const QUOTE: string =
  'Putin highlighted that bilateral trade has witnessed robust momentum, crossing the USD 64–65 billion mark last year';

export function citation(marker: number, fields: Partial<Citation> = {}): Citation {
  const start = 1000 * marker;
  return {
    marker,
    file: '000_ccbed369184ef90d.txt',
    title: 'Putin Hails Close Working Contact',
    date: '2025-12-05',
    quote: QUOTE,
    start,
    end: start + (fields.quote ?? QUOTE).length,
    startLine: 14,
    endLine: 17,
    ...fields,
  };
}

export function answer(fields: Partial<Answer> = {}): Answer {
  return {
    question: 'How large is trade?',
    interpreted: null,
    kind: 'answered',
    reason: null,
    text: 'Bilateral trade crossed $64–65 billion last year. [1]',
    citations: [citation(1)],
    conflicts: [],
    developments: [],
    nearest: [],
    topics: [],
    mode: 'extractive',
    model: null,
    removedSentences: 0,
    notice: null,
    evidence: [
      { file: '000_ccbed369184ef90d.txt', start: 900, end: 1500, startLine: 12, endLine: 18, score: 2 },
      { file: '001_514babaee8e1ccd5.txt', start: 300, end: 700, startLine: 5, endLine: 6, score: 1 },
    ],
    elapsedMs: 112,
    ...fields,
  };
}

export function abstention(fields: Partial<Answer> = {}): Answer {
  return answer({
    kind: 'abstained',
    reason: 'weak-evidence',
    text: 'The documents do not answer this.',
    citations: [],
    nearest: [
      {
        file: '003_ef5dd40f679da0dd.txt',
        startLine: 2,
        endLine: 2,
        quote: 'He has directed his government.',
      },
    ],
    ...fields,
  });
}

/** A promise to be settled by the test. */
export function pending<Result>(): { promise: Promise<Result>; resolve: (result: Result) => void } {
  let resolve: (result: Result) => void = () => {};
  const promise = new Promise<Result>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

import type { Answer, Citation } from '../../src/core/answer.ts';

/** A citation of the second line of `a.txt`. */
export function citation(changes: Partial<Citation> = {}): Citation {
  return {
    ...{ marker: 1, file: 'a.txt', title: 'A', date: null, startLine: 2, endLine: 2, start: 6, end: 26 },
    quote: 'Trade is 68 billion.',
    ...changes,
  };
}

/** An extractive answer with one citation. */
export function answer(changes: Partial<Answer> = {}): Answer {
  return {
    ...{ question: 'How large is trade?', kind: 'answered', reason: null, text: 'Trade is 68 billion. [1]' },
    ...{
      citations: [citation()],
      conflicts: [],
      developments: [],
      nearest: [],
      mode: 'extractive',
      model: null,
    },
    ...{ interpreted: null, topics: [], removedSentences: 0, notice: null, evidence: [], elapsedMs: 2.5 },
    ...changes,
  };
}

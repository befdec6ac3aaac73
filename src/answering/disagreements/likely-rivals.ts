import type { CandidateSentence } from '../extractive/candidate-sentences.ts';
import type { Claim } from './claims.ts';
import { sentenceStems } from './sentence-stems.ts';

const LEAST_SHARED = 2;

/** A quick look: whether two sentences, with what stands around them, have words in common. */
export function shareWords(a: CandidateSentence, b: CandidateSentence): boolean {
  return sharesOf(sentenceStems(a).own, b).all >= LEAST_SHARED;
}

/** A closer look: whether a sentence has words in common with a claim, as one about the same thing must have. */
export function mayRival({ words, counted }: Claim, sentence: CandidateSentence): boolean {
  const measured = new Set([...words.map(({ stem }) => stem), ...counted]);
  const shares = sharesOf(measured, sentence);
  return shares.own > 0 && shares.all >= Math.min(LEAST_SHARED, measured.size);
}

function sharesOf(stems: ReadonlySet<string>, sentence: CandidateSentence): { own: number; all: number } {
  const of = sentenceStems(sentence);
  const shares = { own: 0, all: 0 };
  for (const stem of stems) {
    if (of.own.has(stem)) shares.own++;
    if (of.all.has(stem)) shares.all++;
  }
  return shares;
}

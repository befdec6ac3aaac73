import type { CandidateSentence } from './candidate-sentences.ts';
import type { Question } from './question.ts';
import type { ScoredSentence } from './score-sentences.ts';

/** Scores are log-odds; see `SENTENCE_MODEL`. */
export const CHOICE_DEFAULTS = {
  /** A further sentence scores at most so much less than the best one. */
  furtherScore: 5,
  /** What a sentence gains that holds all the question's words which the chosen ones lack. */
  newWords: 5,
  /** What a sentence loses for each chosen one of the same file. */
  sameFile: 0.5,
  /** Less coverage than this is beside the question. */
  leastCoverage: 0.15,
  /** Sentences that share more of their stems say the same. */
  sameStems: 0.6,
  mostSentences: 3,
  /** Of an answer that is a list, or that has several parts. */
  mostOfSeveral: 4,
  /** In UTF-16 code units; a further sentence that would make the answer longer is left out. */
  longestAnswer: 800,
} as const;

/**
 * Chooses the sentences that answer together, most important first: the best for each part of the question, then the best
 * of the others, each time valued by what it adds (maximal marginal relevance, Carbonell & Goldstein 1998).
 */
export function chooseSentences(
  question: Question,
  scored: readonly ScoredSentence[],
  parts: readonly (readonly ScoredSentence[])[],
): CandidateSentence[] {
  const chosen: CandidateSentence[] = [];
  for (const ofPart of parts) {
    const best = ofPart.find(({ sentence }) => fits(sentence, chosen));
    if (best) chosen.push(best.sentence);
  }
  const most =
    parts.length > 0 || question.kind === 'list'
      ? CHOICE_DEFAULTS.mostOfSeveral
      : CHOICE_DEFAULTS.mostSentences;
  const least = (scored[0]?.score ?? 0) - CHOICE_DEFAULTS.furtherScore;
  const rest = scored.filter(
    ({ score, coverage }, rank) =>
      rank === 0 || (score >= least && coverage >= CHOICE_DEFAULTS.leastCoverage),
  );
  while (chosen.length < most) {
    const value = marginalValue(question, chosen);
    let best: ScoredSentence | undefined;
    for (const candidate of rest) {
      if (best && value(candidate) <= value(best)) continue;
      if (fits(candidate.sentence, chosen)) best = candidate;
    }
    if (!best) break;
    chosen.push(best.sentence);
  }
  return chosen;
}

/** True when a sentence adds something, and the answer does not get too long by it. */
function fits(sentence: CandidateSentence, chosen: readonly CandidateSentence[]): boolean {
  const length = chosen.reduce((sum, { text }) => sum + text.length, sentence.text.length);
  return (
    chosen.length === 0 ||
    (length <= CHOICE_DEFAULTS.longestAnswer && !chosen.some((other) => saysTheSame(other, sentence)))
  );
}

/** A sentence's score with what it adds to the chosen ones. */
function marginalValue(
  { stems }: Question,
  chosen: readonly CandidateSentence[],
): (candidate: ScoredSentence) => number {
  const open = [...stems].filter((stem) => !chosen.some((sentence) => sentence.stems.has(stem)));
  return ({ score, sentence }) => {
    if (chosen.length === 0) return score;
    const added = open.filter((stem) => sentence.stems.has(stem)).length;
    const ofFile = chosen.filter(({ file }) => file === sentence.file).length;
    return (
      score + (CHOICE_DEFAULTS.newWords * added) / Math.max(1, stems.size) - CHOICE_DEFAULTS.sameFile * ofFile
    );
  };
}

/** True when two sentences share most of their stems: two reports of the same fact. */
export function saysTheSame(a: CandidateSentence, b: CandidateSentence): boolean {
  if (a.file === b.file && a.start === b.start) return true;
  let shared = 0;
  for (const stem of a.stems) if (b.stems.has(stem)) shared++;
  const smaller = Math.min(a.stems.size, b.stems.size);
  return smaller > 0 && shared / smaller > CHOICE_DEFAULTS.sameStems;
}

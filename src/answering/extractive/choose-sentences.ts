import type { Question } from '../questions/question.ts';
import type { CandidateSentence } from './candidate-sentences.ts';
import type { ScoredSentence } from './score-sentences.ts';

/** Scores are log-odds; see `SENTENCE_MODEL`. */
export const CHOICE_DEFAULTS = {
  /** A further sentence scores at most so much less than the best one. */
  furtherScore: 4.5,
  /** What a sentence loses for each chosen one of the same file. */
  sameFile: 0.25,
  /** Less coverage than this is beside the question. */
  leastCoverage: 0.15,
  /** Sentences that share more of their stems say the same; those of two files that give the same numbers, with less. */
  sameStems: 0.7,
  sameStemsAndNumbers: 0.5,
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
  const chosen: ScoredSentence[] = [];
  for (const ofPart of parts) {
    if (chosen.length === CHOICE_DEFAULTS.mostOfSeveral) break;
    const best = ofPart.find((candidate) => fits(candidate, chosen));
    if (best) chosen.push(best);
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
    const value = marginalValue(chosen);
    let best: ScoredSentence | undefined;
    for (const candidate of rest) {
      if (best && value(candidate) <= value(best)) continue;
      if (fits(candidate, chosen) && !isLesserRow(candidate, chosen)) best = candidate;
    }
    if (!best) break;
    chosen.push(best);
  }
  return chosen.map(({ sentence }) => sentence);
}

/** True when a sentence adds something, and the answer does not get too long by it. */
function fits({ sentence }: ScoredSentence, chosen: readonly ScoredSentence[]): boolean {
  // The chosen ones are shown with those that they bring along.
  const length = chosen.reduce(
    (sum, { sentence: { whole } }) => sum + whole.end - whole.start,
    sentence.text.length,
  );
  return (
    chosen.length === 0 ||
    (length <= CHOICE_DEFAULTS.longestAnswer &&
      !chosen.some((other) => saysTheSame(other.sentence, sentence)))
  );
}

/** True for a row of the table of a chosen row that holds more of the question: "Student" was asked for, not "Adult". */
function isLesserRow({ sentence, coverage }: ScoredSentence, chosen: readonly ScoredSentence[]): boolean {
  return chosen.some(
    ({ sentence: other, coverage: most }) =>
      sentence.table !== null &&
      sentence.table === other.table &&
      sentence.file === other.file &&
      coverage < most,
  );
}

/** A sentence's score, less for what the chosen ones of its file say already. */
function marginalValue(chosen: readonly ScoredSentence[]): (candidate: ScoredSentence) => number {
  return ({ score, sentence }) =>
    score - CHOICE_DEFAULTS.sameFile * chosen.filter((other) => other.sentence.file === sentence.file).length;
}

/**
 * True when two sentences share most of their stems, or many where two files give the same numbers: two reports of the same
 * fact. Sentences that give different numbers never say the same.
 */
export function saysTheSame(a: CandidateSentence, b: CandidateSentence): boolean {
  if (a.file === b.file && a.start === b.start) return true;
  const [shorter, longer] = a.stems.size < b.stems.size ? [a, b] : [b, a];
  const shared = [...shorter.stems].filter((stem) => longer.stems.has(stem));
  const numbers = [...shorter.stems].filter((stem) => /\d/.test(stem));
  if (numbers.some((number) => !longer.stems.has(number))) return false;
  const least =
    a.file !== b.file && numbers.length > 0 ? CHOICE_DEFAULTS.sameStemsAndNumbers : CHOICE_DEFAULTS.sameStems;
  return shared.length > shorter.stems.size * least;
}

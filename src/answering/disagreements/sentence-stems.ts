import type { CandidateSentence } from '../extractive/candidate-sentences.ts';
import { canonicalStem } from './claim-words.ts';

/** The stems of a sentence as claims compare them; see `canonicalStem`. */
export interface SentenceStems {
  readonly own: ReadonlySet<string>;
  /** Its own, and those of its heading, its title and the sentence before it. */
  readonly all: ReadonlySet<string>;
}

// Number words are digits among the stems.
const VALUE_STEM =
  /^(?:\p{N}|(?:januari|februari|march|april|mai|june|juli|august|septemb|octob|novemb|decemb)$)/u;

const kept = new WeakMap<CandidateSentence, SentenceStems>();

export function sentenceStems(sentence: CandidateSentence): SentenceStems {
  const known = kept.get(sentence);
  if (known) return known;
  const { stems, contextStems, titleStems } = sentence;
  const own = new Set<string>();
  for (const stem of stems) own.add(canonicalStem(stem));
  const all = new Set(own);
  for (const stem of contextStems) all.add(canonicalStem(stem));
  for (const stem of titleStems) all.add(canonicalStem(stem));
  const read = { own, all };
  kept.set(sentence, read);
  return read;
}

/** True when a number or a month is among a sentence's stems. */
export function mayHoldValue({ stems }: CandidateSentence): boolean {
  for (const stem of stems) if (VALUE_STEM.test(stem)) return true;
  return false;
}

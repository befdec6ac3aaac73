import { type Fact, isNumeric } from '../facts/facts.ts';
import { lemmasOf } from '../facts/lemmas.ts';
import { wordWeight } from './light-words.ts';
import { adjoins, refersBack, type SourceSentence } from './source-sentences.ts';

export const QUOTE_DEFAULTS = {
  /** Most source sentences that one sentence may lean on. */
  mostQuotes: 4,
  /** A fact weighs as much as this many ordinary words when quotes are chosen. */
  factWeight: 2,
  /** The same for telling which source sentence is closest: names occur in many, numbers in few. */
  nameCloseness: 0.25,
  numberCloseness: 0.6,
  /** A further quote must add at least this share of the sentence's words, unless it brings a missing fact. */
  leastGain: 0.12,
} as const;

/** The chosen sentences, most important first, and the facts that none of them proves. */
export interface QuoteChoice {
  readonly chosen: readonly SourceSentence[];
  readonly missing: readonly Fact[];
}

/**
 * Covers the facts and words of a sentence greedily by source sentences. A number is only taken from a sentence that
 * shares words with the claim, if its language allows that (`sharesWords`); a name may also come from shortly before a
 * chosen sentence that refers back ("He …").
 */
export function chooseQuotes(
  sentence: string,
  facts: readonly Fact[],
  candidates: readonly SourceSentence[],
  sharesWords: boolean,
): QuoteChoice {
  const wanted = new Set(lemmasOf(sentence));
  const closest = closestSentence(sentence, facts, wanted, candidates);
  const proven = provenFacts(sentence, facts, closest, candidates);
  const chosen: SourceSentence[] = [];
  let missing = [...facts];
  let open = new Set(wanted);
  const choose = (added: SourceSentence): void => {
    chosen.push(added);
    missing = missing.filter((fact) => !proven.get(added)?.includes(fact));
    open = new Set([...open].filter((word) => !added.stems.has(word)));
  };
  if (sharesWords && closest !== undefined) choose(closest);
  while (chosen.length < QUOTE_DEFAULTS.mostQuotes) {
    let best: SourceSentence | undefined;
    let bestGain = 0;
    for (const candidate of candidates) {
      if (chosen.includes(candidate)) continue;
      const words = [...open].filter((word) => candidate.stems.has(word)).length;
      const found = missing.filter((fact) => proven.get(candidate)?.includes(fact));
      const useful =
        found.length > 0
          ? !sharesWords || candidate === closest || isRelated(candidate, found, wanted, chosen)
          : words >= wanted.size * QUOTE_DEFAULTS.leastGain;
      const gain = words + QUOTE_DEFAULTS.factWeight * found.length;
      if (gain > bestGain && (chosen.length === 0 || useful)) {
        best = candidate;
        bestGain = gain;
      }
    }
    if (best === undefined) break;
    if (missing.length === 0 && chosen.length > 0 && bestGain < Math.max(2, wanted.size * 0.25)) break;
    choose(best);
  }
  return { chosen, missing };
}

/** The sentence that speaks of the same matter: the one that shares most words with the claim, its facts aside. */
function closestSentence(
  sentence: string,
  facts: readonly Fact[],
  wanted: ReadonlySet<string>,
  candidates: readonly SourceSentence[],
): SourceSentence | undefined {
  const ofFacts = new Set(facts.flatMap((fact) => lemmasOf(fact.text)));
  let closest: SourceSentence | undefined;
  let most = -1;
  for (const candidate of candidates) {
    const words = [...wanted]
      .filter((word) => !ofFacts.has(word) && candidate.stems.has(word))
      .reduce((total, word) => total + wordWeight(word), 0);
    const found = facts.filter((fact) => candidate.facts.proves(fact, sentence));
    const numbers = found.filter(isNumeric).length;
    const { nameCloseness, numberCloseness } = QUOTE_DEFAULTS;
    const closeness = words + numbers * numberCloseness + (found.length - numbers) * nameCloseness;
    if (closeness > most) [closest, most] = [candidate, closeness];
  }
  return closest;
}

/**
 * The facts that each candidate proves. A number is not taken from elsewhere when the closest sentence gives another of
 * its kind in its place: it says 2023, the claim says 2030, and 2030 stands somewhere else.
 */
function provenFacts(
  sentence: string,
  facts: readonly Fact[],
  closest: SourceSentence | undefined,
  candidates: readonly SourceSentence[],
): Map<SourceSentence, Fact[]> {
  const replaced = new Set(
    facts.filter(isNumeric).flatMap(({ kind }) => {
      const proves = facts.some((fact) => fact.kind === kind && closest?.facts.proves(fact, sentence));
      return closest?.numbers.some((number) => number.kind === kind) && !proves ? [kind] : [];
    }),
  );
  return new Map(
    candidates.map((candidate) => {
      const goesOn = candidate === closest || (closest !== undefined && adjoins(candidate, closest));
      const usable = facts.filter((fact) => candidate.facts.proves(fact, sentence));
      return [
        candidate,
        goesOn ? usable : usable.filter((fact) => !isNumeric(fact) || !replaced.has(fact.kind)),
      ];
    }),
  );
}

/** Whether a sentence that brings missing facts speaks of the same matter as the claim. */
function isRelated(
  candidate: SourceSentence,
  found: readonly Fact[],
  wanted: ReadonlySet<string>,
  chosen: readonly SourceSentence[],
): boolean {
  if (found.some(({ kind }) => kind === 'quotation')) return true;
  // A name beside the number tells what it is of.
  const numbers = found.filter(isNumeric);
  const ofFacts = new Set((numbers.length > 0 ? numbers : found).flatMap((fact) => lemmasOf(fact.text)));
  const shared = [...wanted].filter((word) => !ofFacts.has(word) && candidate.stems.has(word)).length;
  if (numbers.length > 0) {
    return (
      shared >= Math.min(2, wanted.size - ofFacts.size) || chosen.some((other) => adjoins(candidate, other))
    );
  }
  const referred = chosen.some((other) => refersBack(other, candidate));
  return referred || shared >= Math.max(2, (wanted.size - ofFacts.size) * 0.4);
}

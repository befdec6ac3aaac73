import { stems } from '../core/search-terms.ts';
import { extractFacts, missingFacts } from './facts.ts';
import type { ScoredSentence } from './score-sentences.ts';

/**
 * The sentences that hold what a follow-up asked for in particular, such as "2023" or "exports": what fits only the
 * question before it is no answer. All of them when nothing particular was asked for.
 */
export function holdingSpecifics(
  scored: readonly ScoredSentence[],
  specifics: string,
): readonly ScoredSentence[] {
  if (specifics === '') return scored;
  // A word before it keeps a capital from counting as the start of a sentence.
  const text = `so ${specifics}`;
  const facts = extractFacts(text);
  const ofFacts = new Set(facts.flatMap((fact) => stems(fact.text)));
  const others = stems(specifics).filter((stem) => !ofFacts.has(stem));
  return scored.filter(({ sentence }) => {
    const around = (stem: string): boolean =>
      sentence.stems.has(stem) || sentence.contextStems.has(stem) || sentence.titleStems.has(stem);
    return (
      others.every(around) &&
      missingFacts(text, [sentence.text]).every((fact) => stems(fact.text).every(around))
    );
  });
}

import { extractFacts, type Fact, factSource } from '../facts/facts.ts';
import { type SourceSentence, sourceSentences } from './source-sentences.ts';

/**
 * Whether a name of the passage that no quote holds is what the passage is about, so that its sentences need not repeat it:
 * it also stands in the document's title, or in the passage's first sentence and in another one. The quotes must then name
 * nobody and nothing else: a sentence about B is not about A, however often A occurs. Title and date of a document prove
 * nothing by themselves: they say what it is called and when it was written, not what happened and when.
 */
export function isTopicName(fact: Fact, claim: string, quotes: readonly SourceSentence[]): boolean {
  const passage = quotes[0]?.passage;
  if (fact.kind !== 'name' || passage === undefined) return false;
  const claimed = factSource(claim);
  const others = quotes.some(
    ({ text }) =>
      opensWithOther(text, claim, passage.text) ||
      extractFacts(text).some((name) => name.kind === 'name' && !claimed.proves(name, text)),
  );
  if (others) return false;
  if (factSource(passage.title).proves(fact, claim)) return true;
  const [first, ...rest] = sourceSentences(passage).map(({ facts }) => facts.proves(fact, claim));
  return first === true && rest.includes(true);
}

/** Whether a quote's first word is a name that the claim lacks: elsewhere in the passage it has its capital in mid-sentence. */
function opensWithOther(quote: string, claim: string, passage: string): boolean {
  const [first] = /^\p{Lu}[\p{L}\p{M}]+/u.exec(quote) ?? [];
  return (
    first !== undefined &&
    !claim.includes(first) &&
    new RegExp(`[\\p{L},;] ${first}(?!\\p{L})`, 'u').test(passage)
  );
}

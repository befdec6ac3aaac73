import { words } from '../../core/words.ts';
import { type Question, withText } from './question.ts';

/** Words of a part that has none to search for, "where is he now", and leaves them to the others. */
const SHORTEST_QUESTION = 3;
/** An answer has no room for a sentence to each of more; parts behind these get none of their own. */
const MOST_PARTS = 4;

const ASKS = String.raw`(?:who|whose|whom|what|which|when|where|why|how|(?:in|on|at|for|to|from|by|with) (?:what|which|whom|how|when|where))\b`;
const ASKS_WHETHER = String.raw`(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could)\b`;
const NEXT_QUESTION = new RegExp(
  String.raw`(?<=[?])\s+|[,;]?\s+(?:and|but|or)\s+(?=${ASKS})|[,;]\s+(?:and|but|or)\s+(?=${ASKS_WHETHER})`,
  'iu',
);
const COMPARES =
  /^(?:please )?(?:compare|contrast|what is the difference between|what distinguishes) (?<one>.+?) (?:with|to|and|from) (?<other>.+?)[?.]*$/iu;
const BETWEEN =
  /^(?<before>.*\b(?:differ\w*|compare[sd]?|vary|varies|chang\w+|develop\w*|evolve\w*)\b.*) between (?<one>.+?) and (?<other>.+?)[?.]*$/iu;

/**
 * What a question asks for, one thing each: "Who built it, and when?" asks for two, "Compare the north with the south" and
 * "How do prices differ between A and B?" too. A question for one thing has no parts.
 */
export function questionParts(question: Question): Question[] {
  const asked = question.text.split(NEXT_QUESTION).flatMap(sides).slice(0, MOST_PARTS);
  const parts = asked
    .map((text) => withText(question, text))
    .filter(({ stems, text }) => stems.size > 0 || words(text).length >= SHORTEST_QUESTION);
  return parts.length > 1 ? parts : [];
}

function sides(text: string): string[] {
  const between = BETWEEN.exec(text)?.groups;
  if (between) return [`${between.before} ${between.one}`, `${between.before} ${between.other}`];
  const compared = COMPARES.exec(text)?.groups;
  return compared ? [compared.one as string, compared.other as string] : [text];
}

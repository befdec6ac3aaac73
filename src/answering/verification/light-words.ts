import { lemmasOf } from '../facts/lemmas.ts';

/** Words that only report what is said, hedge it, or carry the noun that says it ("take place"). */
const LIGHT: ReadonlySet<string> = new Set(
  lemmasOf(
    `discuss discussion cover mention include state note describe report highlight emphasize point address talk passage article text
according also yes call source document author speak say tell add stress underline explain announce declare confirm claim believe
think argue suggest comment remark acknowledge refer around approximately roughly nearly almost still already due currently present
total order go come take place get make put bring back involve account expect plan intend aim`,
  ),
);

/** Weight of words that say little; others weigh 1. */
const LIGHT_WEIGHT = 0.25;

/** How much a word, given by its lemma, says of a sentence: in (0, 1]. */
export function wordWeight(lemma: string): number {
  return LIGHT.has(lemma) ? LIGHT_WEIGHT : 1;
}

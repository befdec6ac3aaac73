import { type Fact, isNumeric } from '../facts/facts.ts';
import type { SourceSentence } from './source-sentences.ts';

type Bound = 'least' | 'most' | 'none';

const LEAST =
  /\b(?:(?:more|greater|higher|longer|no (?:fewer|less)|not less) than|over|above|at least|exceed(?:s|ed|ing)?|a minimum of)\s*$/i;
const MOST =
  /\b(?:(?:less|fewer|lower|shorter|no (?:more|later)|not more) than|under|below|at most|up to|a maximum of)\s*$/i;
/** "Over four years" may tell how long something took. */
const TIME_UNIT = / (?:second|minute|hour|day|week|month|year|decade|century)$/;
const LONGEST_BOUND = 20;

/** Whether a claim says "more than" of a number where all that its sources say of the number is "less than", or the reverse. */
export function reversesBound(
  claim: string,
  facts: readonly Fact[],
  sources: readonly SourceSentence[],
): boolean {
  return facts.filter(isNumeric).some((fact) => {
    const mine = boundOf(claim, fact);
    if (mine === 'none') return false;
    const theirs = sources.flatMap(({ text, numbers }) =>
      numbers.filter(({ value }) => value === fact.value).map((number) => boundOf(text, number)),
    );
    return theirs.length > 0 && theirs.every((bound) => bound !== mine && bound !== 'none');
  });
}

function boundOf(text: string, { start, value }: Fact): Bound {
  const before = text.slice(Math.max(0, start - LONGEST_BOUND), start);
  if (MOST.test(before)) return 'most';
  if (!LEAST.test(before) || (/\bover\s*$/i.test(before) && TIME_UNIT.test(value))) return 'none';
  return 'least';
}

import { asQuestion, withoutEnd } from '../questions/question-form.ts';
import type { Turn } from './conversations.ts';
import type { Reference } from './references.ts';
import { salientPerson } from './salient-person.ts';
import { salientPlace } from './salient-place.ts';
import { salientSeveral } from './salient-several.ts';
import { salientThing } from './salient-thing.ts';
import { mainStatement } from './statements.ts';

/** What points at something said as well as at a thing. */
const POINTS = /^(?:that|this)$/i;

/** A question with what its pronouns mean in their places; null when the turns do not tell. */
export function withReferents(
  text: string,
  references: readonly Reference[],
  turns: readonly Turn[],
): string | null {
  let result = text;
  for (const { referent, possessive, start, end } of references.toReversed()) {
    const name =
      nameOf(referent, turns) ?? (POINTS.test(text.slice(start, end)) ? nameOf('statement', turns) : null);
    if (name === null) {
      // "There" and "that" may stay when the rest is explained.
      if (references.length > 1 && (referent === 'place' || referent === 'statement')) continue;
      return null;
    }
    const written = possessive ? `${name}${name.endsWith('s') ? '’' : '’s'}` : name;
    result = `${result.slice(0, start)}${written}${result.slice(end)}`;
  }
  return asQuestion(withoutEnd(result));
}

function nameOf(referent: Reference['referent'], turns: readonly Turn[]): string | null {
  switch (referent) {
    case 'person':
      return salientPerson(turns);
    case 'thing':
      return salientThing(turns);
    case 'several':
      return salientSeveral(turns);
    case 'place':
      return salientPlace(turns);
    case 'statement': {
      const last = turns.at(-1);
      const statement = last === undefined ? null : mainStatement(last);
      return statement === null ? null : `“${statement}”`;
    }
  }
}

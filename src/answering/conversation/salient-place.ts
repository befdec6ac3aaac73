import type { Turn } from './conversations.ts';
import { namesOf } from './names.ts';

const ASKS_PLACE = /\bwhere\b|\b(?:what|which) (?:city|town|country|place|venue|building)\b/i;
const PLACE_BEFORE = /\b(?:in|at|near)(?: the)?\s+$/i;

/** Where "there" is, with its preposition: the last place that a question, or an answer to "where", named. */
export function salientPlace(turns: readonly Turn[]): string | null {
  for (const { interpreted, quotes } of turns.toReversed()) {
    const texts = ASKS_PLACE.test(interpreted)
      ? [interpreted, ...quotes.map(({ text }) => text)]
      : [interpreted];
    for (const text of texts) {
      const place = namesOf(text).findLast(({ start }) => PLACE_BEFORE.test(text.slice(0, start)));
      const before = place && PLACE_BEFORE.exec(text.slice(0, place.start));
      if (place && before)
        return (
          text.slice(before.index, place.end) + (/^(?:-\p{L}+)+/u.exec(text.slice(place.end))?.[0] ?? '')
        );
    }
  }
  return null;
}

import { type Name, ROLE_BEFORE } from './names.ts';

/** Verbs that need no statement, as in "added a second line", and what shows that one follows or went before. */
const SAYS_THAT =
  '(?:added|reported|warned|expect(?:s|ed)|fear(?:s|ed)|hope(?:s|d))(?=,? that\\b|,? *[“":]|[,.]|\\s*$)';
const SPEECH = `said|says|told|stated|announced|noted|remarked|emphasi[sz]ed|emphasi[sz]ing|stressed|declared|described|highlighted|expressed|suggested|argued|claimed|explained|wrote|praised|acknowledged|confirmed|mentioned|pointed out|believes|thinks|${SAYS_THAT}`;
/** What may stand between somebody and what they do, as a pattern. */
export const ADVERBS =
  'also|then|already|further|furthermore|earlier|later|once|again|first|previously|recently|repeatedly|publicly|clearly|openly|initially|originally|formerly|finally|subsequently|explicitly|reportedly|briefly|often|always|never|just|only|now';
/** What people do when they say something, as a pattern: "said", "had also pointed out". */
export const SAYS: string = `(?:(?:had|has|have|${ADVERBS}) )*(?:${SPEECH})`;
const SPEAKS_AFTER = new RegExp(`^,?\\s+${SAYS}\\b`, 'i');
const SPEAKS_BEFORE = new RegExp(`\\b(?:according to|${SPEECH})\\s+$`, 'i');

/** True when the text says that this name said something. */
export function speaks(text: string, { start, end }: Name): boolean {
  return (
    SPEAKS_AFTER.test(text.slice(end)) ||
    SPEAKS_BEFORE.test(text.slice(Math.max(0, start - 40), start).replace(ROLE_BEFORE, ''))
  );
}

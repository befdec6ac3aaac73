import type { Span } from '../core/span.ts';
import { GENRES, isOfNames } from './head-lines.ts';
import { SENTENCE_END } from './sentence-end.ts';

const WORD = String.raw`\p{Lu}[\p{L}\p{M}'’.-]*`;
const NAME = `${WORD}(?: (?:(?:van|von|de|da|del|den|der|dos|di|du|la|le|bin|al|el|y) ){0,2}${WORD}){1,3}`;
/** A person's name and nothing else: two to four words. */
export const PERSON: RegExp = new RegExp(`^${NAME}$`, 'u');

const WRITTEN = `(?:an? )?(?:${GENRES}|words|text|written|posted|reporting)`;
const ROLE = String.raw`[\p{L} -]{0,40}?(?:correspondent|reporter|writer|editor)`;
/** What leads to the name, at the beginning of a line or after a separator. */
const LEAD = new RegExp(
  String.raw`(?:^\s*|[|/·•–—.,;]\s*|\s-\s+)(?:(?:${WRITTEN}(?: (?:and|&) (?:${GENRES}))? )?by(?: our ${ROLE},?|:)?|from (?:our |the )?${ROLE},?|(interview|text|words|story|report|questions):)\s+`,
  'giu',
);
const WHERE = String.raw`(?: (?:in|at|from|on board) (?:the )?\p{Lu}[\p{L}\p{M}'’ .-]{1,30}?)?`;
const NAMES = new RegExp(
  String.raw`(${NAME}${WHERE}(?:(?:, ${NAME}${WHERE})*,? (?:and|&) ${NAME}${WHERE})?)(?=\s*(?:$|[,|·•–—/(;]|\.\s|-\s)| for (?:the )?\p{Lu})`,
  'uy',
);
/** "Jane Doe, science correspondent" between separators. */
const SIGNED = new RegExp(
  String.raw`(?:^\s*|[|/·•]\s*)(${NAME}), (?:[\p{L}-]+ ){0,3}(?:correspondent|reporter|staff writer)(?=\s*(?:$|[,|/·•]))`,
  'u',
);
const PLACES = / (?:in|at|from|on board) (?:the )?\p{Lu}.*?(?=, | and | & |$)/gu;
const ENDS_IN_ROLE = /(?:correspondent|reporter|writer|editor|desk|staff)\b/iu;
/** In UTF-16 code units. */
const LONGEST_BYLINE = 160;

/**
 * The names of a byline: "By A and B", "Analysis by A, The Paper", "From our correspondent, A", "Interview: A". What is not
 * shaped like a person's name is none ("Written by admin"), nor is one inside a sentence. A title names others so, but for
 * one that is itself a byline.
 */
export function bylineOf(line: string, isTitle: boolean): (Span & { readonly value: string }) | null {
  if (line.length > LONGEST_BYLINE || SENTENCE_END.test(line.trim())) return null;
  for (const lead of line.matchAll(LEAD)) {
    if (isTitle && (lead.index > 0 || lead[1] !== undefined)) continue;
    const start = lead.index + lead[0].length;
    NAMES.lastIndex = start;
    const names = NAMES.exec(line)?.[1];
    if (names === undefined || ENDS_IN_ROLE.test(names)) continue;
    const end = start + names.length;
    if (isOfNames(line.slice(0, lead.index)) && isOfNames(line.slice(end)))
      return { value: names.replace(PLACES, ''), start, end };
  }
  return isTitle ? null : signed(line);
}

function signed(line: string): (Span & { readonly value: string }) | null {
  const match = SIGNED.exec(line);
  const value = match?.[1];
  if (!match || value === undefined) return null;
  const start = line.indexOf(value, match.index);
  return { value, start, end: start + value.length };
}

import type { Span } from '../../core/span.ts';
import { plainText } from '../facts/fact-text.ts';
import type { ClaimValue } from './claim-values.ts';

const REPORTS =
  'said|says|say|noted|notes|stated|states|added|adds|highlighted|stressed|emphasi[sz]ed|reported|announced|declared|confirmed|estimates?|estimated|explained|claimed|told \\w+|wrote|pointed out|recalled|reaffirmed|indicated|showed|found|acknowledged|underlined';
/** Who says it is no part of what is said. */
const ATTRIBUTIONS: readonly RegExp[] = [
  new RegExp(`^[^,;:]{0,90}?\\b(?:${REPORTS})\\s+that\\b`, 'di'),
  /\b(?:according to|as per|as reported by|data from|figures from)\s+[^,;:]+(?:,|\.?$)/i,
  new RegExp(
    `,\\s+(?:[\\p{L}.' -]{1,50}\\s(?:${REPORTS})|(?:${REPORTS})\\s[\\p{L}.' -]{1,50})(?=[,.]|$)`,
    'iu',
  ),
];
/** "Trade turnover" is trade. */
const REDUNDANT = /(?<=\b(?:trade|sales) )(?:turnover|volumes?|flows?)\b/i;
const BREAK =
  /[;:()"]|\s-+\s|\.{3}|,\s|\b(?:while|whereas|but|although|though|because|which|who|whose|where)\b|\sand\s(?=(?:\w+ed|is|are|was|were|has|have|had|will|then)\b)/gi;
const JOINT = /\s(?:and|or)\s/gi;

/** The text with those who say it blanked; offsets stay. */
export function withoutAttribution(sentence: string): string {
  let text = plainText(sentence.replaceAll('—', ';'));
  for (const pattern of [...ATTRIBUTIONS, REDUNDANT])
    text = text.replace(pattern, (match) => ' '.repeat(match.length));
  return text;
}

/**
 * The parts of a sentence between commas, dashes and conjunctions; at "and" only where each side has a value of its own,
 * so that "exports of 60 and imports of 5" are two parts and "India and Russia" is one.
 */
export function segmentsOf(text: string, values: readonly ClaimValue[]): Span[] {
  const breaks = [...text.matchAll(BREAK)].filter(
    ({ index }) => !values.some((value) => index >= value.start && index < value.end),
  );
  const ends = breaks.map(({ index, 0: match }) => ({ start: index, end: index + match.length }));
  for (const match of text.matchAll(JOINT)) {
    const place = { start: match.index, end: match.index + match[0].length };
    const inside = values.some(({ start, end }) => place.start >= start && place.end <= end);
    const before = Math.max(0, ...ends.filter(({ end }) => end <= place.start).map(({ end }) => end));
    const after = Math.min(
      text.length,
      ...ends.filter(({ start }) => start >= place.end).map(({ start }) => start),
    );
    const kinds = (from: number, to: number): string[] =>
      values.filter(({ start, end }) => start >= from && end <= to).map(({ kind }) => kind);
    const following = kinds(place.end, after);
    if (!inside && kinds(before, place.start).some((kind) => following.includes(kind))) ends.push(place);
  }
  ends.sort((a, b) => a.start - b.start);
  const segments: Span[] = [];
  let start = 0;
  for (const { start: end, end: next } of [...ends, { start: text.length, end: text.length }]) {
    if (/[\p{L}\p{N}]/u.test(text.slice(start, end))) segments.push({ start, end });
    start = next;
  }
  return segments;
}

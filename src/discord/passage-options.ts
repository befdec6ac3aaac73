import type { APISelectMenuOption } from 'discord.js';
import type { Answer, Place } from '../core/answer.ts';
import { cutText } from '../core/shown-text.ts';
import { linesText } from '../core/span.ts';
import { DISCORD_LIMITS } from './limits.ts';
import { cutStart, plainText } from './safe-text.ts';

/** A place as a menu option of a message remembers it. */
export interface RememberedPlace extends Place {
  /** The citation's marker, or null for a passage that was retrieved and not cited. */
  readonly marker: number | null;
  readonly date: string | null;
  /** The start of the quote, in case the passage cannot be found any more; empty when not cited. */
  readonly opening: string;
}

const MAX = DISCORD_LIMITS.optionCharacters;

/** The cited places, then the retrieved passages that hold none of them; at most 25. */
export function passageOptions(answer: Answer): readonly APISelectMenuOption[] {
  const cited = answer.citations.map((citation) => ({
    label: placeLabel(`[${citation.marker}] `, citation),
    description: cutText(plainText(citation.quote), MAX) || 'cited',
    value: placeValue(`c${citation.marker}`, citation, citation.date),
  }));
  const others = answer.evidence
    .filter((place) => !answer.citations.some((citation) => holds(place, citation)))
    .map((place, index) => ({
      label: placeLabel('', place),
      description: 'retrieved, not cited',
      value: placeValue(`e${index + 1}`, place, null),
    }));
  const seen = new Set<string>();
  return [...cited, ...others]
    .filter((option) => !seen.has(option.value) && seen.add(option.value))
    .slice(0, DISCORD_LIMITS.selectOptions);
}

/** Reads an option back; null when this version did not write it. */
export function rememberedPlace(option: APISelectMenuOption): RememberedPlace | null {
  const [key, start, end, startLine, endLine, date, ...file] = option.value.split('|');
  if (!/^[ce]\d+$/.test(key ?? '') || file.length === 0) return null;
  const cited = key?.startsWith('c') === true;
  return {
    marker: cited ? Number(key?.slice(1)) : null,
    start: Number(start),
    end: Number(end),
    startLine: Number(startLine),
    endLine: Number(endLine),
    date: date || null,
    file: file.join('|'),
    opening: cited ? (option.description ?? '') : '',
  };
}

/** True when `outer` is a passage of the same file that contains all of `inner`. */
export function holds(outer: Place, inner: Place): boolean {
  // A long path was remembered by its end only.
  const sameFile = inner.file.startsWith('…')
    ? outer.file.endsWith(inner.file.slice(1))
    : outer.file === inner.file;
  return sameFile && outer.start <= inner.start && inner.end <= outer.end;
}

function placeLabel(prefix: string, place: Place): string {
  const lines = ` · ${linesText(place)}`;
  return prefix + cutStart(plainText(place.file), MAX - prefix.length - lines.length) + lines;
}

function placeValue(key: string, place: Place, date: string | null): string {
  const isoDate = date !== null && /^\d{4}-\d\d-\d\d$/.test(date) ? date : '';
  const head = `${key}|${place.start}|${place.end}|${place.startLine}|${place.endLine}|${isoDate}|`;
  return head + cutStart(place.file, MAX - head.length);
}

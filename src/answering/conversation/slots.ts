import { overlaps } from '../../core/span.ts';
import { extractFacts, type Fact } from '../facts/facts.ts';
import { isCountry } from '../facts/name-kinds.ts';
import { PREPOSITION } from '../questions/question-form.ts';
import type { SlotKind } from './fragment.ts';

/** A part of a question that a follow-up may exchange. */
export interface Slot {
  readonly kind: SlotKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The preposition before it, with its place; null where none stands. */
  readonly preposition: { readonly text: string; readonly start: number } | null;
}

const PREPOSITION_BEFORE = new RegExp(`\\b(${PREPOSITION})((?: the| an?)? )$`, 'i');

/** "Last year" has no preposition; what takes its place may need one. */
const RELATIVE_TIME =
  /\b(?:last|this|next) (?:year|month|week|decade|century)\b|\b(?:yesterday|today|now)\b/gi;

/** Times, countries, other names and quantities of a question, in order, with the articles before them. */
export function slotsOf(text: string): Slot[] {
  const slots: Slot[] = [];
  for (const fact of extractFacts(text)) {
    if (slots.some(({ end }) => end > fact.start)) continue;
    const before = PREPOSITION_BEFORE.exec(text.slice(0, fact.start));
    const article = before ? before[2]?.trimStart() : /\b(?:the|an?) $/i.exec(text.slice(0, fact.start))?.[0];
    slots.push({
      kind: kindOf(fact),
      text: fact.text,
      start: fact.start - (article?.length ?? 0),
      end: fact.end,
      preposition: before?.[1] === undefined ? null : { text: before[1].toLowerCase(), start: before.index },
    });
  }
  for (const match of text.matchAll(RELATIVE_TIME)) {
    const place = { start: match.index, end: match.index + match[0].length };
    if (!slots.some((slot) => overlaps(slot, place)))
      slots.push({ kind: 'time', text: match[0], ...place, preposition: null });
  }
  return slots.toSorted((a, b) => a.start - b.start);
}

function kindOf({ kind, text }: Fact): SlotKind {
  if (kind === 'year' || kind === 'date') return 'time';
  if (kind === 'name') return isCountry(text) ? 'country' : 'name';
  return 'quantity';
}

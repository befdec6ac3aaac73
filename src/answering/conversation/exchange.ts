import { words } from '../../core/words.ts';
import { isCountryAdjective, normalForm } from '../facts/name-kinds.ts';
import { withoutEnd } from '../questions/question-form.ts';
import { exchangeNoun } from './exchange-noun.ts';
import type { Piece } from './fragment.ts';
import { type Slot, slotsOf } from './slots.ts';

/**
 * The question with a piece in the place of what is of the same kind: a year for a year, a country for a country. What
 * has a preposition and no counterpart is added at the end when `mayAdd`. Null when there is no place for it.
 */
export function exchange(question: string, piece: Piece, mayAdd: boolean): string | null {
  const text = withoutEnd(question);
  return exchangeAlike(text, piece) ?? (mayAdd ? added(text, piece) : null);
}

function exchangeAlike(text: string, piece: Piece): string | null {
  if (piece.kind === 'noun') return exchangeNoun(text, piece);
  const slots = slotsOf(text).filter(({ kind }) => kind === piece.kind);
  const turned = turnedRound(text, piece, slots);
  if (turned !== null) return turned;
  const slot = slotFor(piece, slots);
  return slot === null ? null : replaced(text, slot, piece);
}

/** The last time; otherwise what has the same preposition, or the first that is not an adjective. */
function slotFor(piece: Piece, slots: readonly Slot[]): Slot | null {
  if (piece.kind === 'time') return slots.at(-1) ?? null;
  if (piece.preposition !== null)
    return slots.find(({ preposition }) => preposition?.text === piece.preposition) ?? null;
  // "The Kremlin" does not take the place of "Putin".
  const hasArticle = (text: string): boolean => /^the /i.test(text);
  const alike = slots.filter(
    ({ text }) => piece.kind !== 'name' || hasArticle(piece.text) === hasArticle(text),
  );
  return alike.find(({ text }) => !isCountryAdjective(text)) ?? alike[0] ?? null;
}

function replaced(text: string, slot: Slot, piece: Piece): string {
  const after = text.slice(slot.end);
  const describes = piece.kind === 'country' && isCountryAdjective(slot.text) && after.trim() !== '';
  const written = describes && !isCountryAdjective(piece.text) ? `${piece.text}’s` : piece.text;
  const preposition = piece.preposition ?? prepositionFor(piece, slot);
  const inserted = preposition === null ? written : `${preposition} ${written}`.trim();
  const start = preposition === null ? slot.start : (slot.preposition?.start ?? slot.start);
  return `${text.slice(0, start)}${inserted}${after}`;
}

/** "Before 2014" becomes "in 2015" for the year after, and "in 2015–2020" for these years. */
function prepositionFor(
  { kind, text, years, isVague }: Piece,
  { text: slotText, preposition }: Slot,
): string | null {
  if (kind !== 'time') return null;
  if (/^(?:between|from|last|this|next|yesterday|today|now)\b/i.test(slotText)) return 'in';
  const bounds = /^(?:before|after|since|until|till|from|between|by)$/.test(preposition?.text ?? '');
  return bounds && (years !== null || isVague || /\d\s*[-–]\s*\d/.test(text)) ? 'in' : null;
}

/** "And Russia?" after "How much does India sell to Russia?" turns the two round. */
function turnedRound(text: string, piece: Piece, slots: readonly Slot[]): string | null {
  if (piece.preposition !== null || (piece.kind !== 'country' && piece.kind !== 'name')) return null;
  const named = slots.filter(({ text: name }) => !isCountryAdjective(name));
  const [first, second] = named;
  if (named.length !== 2 || !first || !second) return null;
  if (!named.some(({ text: name }) => normalForm(name) === normalForm(piece.text))) return null;
  return [
    text.slice(0, first.start),
    text.slice(second.start, second.end),
    text.slice(first.end, second.start),
    text.slice(first.start, first.end),
    text.slice(second.end),
  ].join('');
}

function added(text: string, { preposition, text: piece, kind }: Piece): string | null {
  const asked = new Set(words(text));
  if (preposition === 'of' || words(piece).every((word) => asked.has(word))) return null;
  if (preposition !== null) return `${text} ${`${preposition} ${piece}`.trim()}`;
  return kind === 'time' ? `${text} in ${piece}` : null;
}

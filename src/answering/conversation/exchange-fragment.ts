import { extractFacts } from '../facts/facts.ts';
import { asQuestion } from '../questions/question-form.ts';
import type { Turn } from './conversations.ts';
import { exchange } from './exchange.ts';
import { type Piece, piecesOf } from './fragment.ts';
import { byRelevance } from './statements.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A question with the pieces of a fragment in the places of those like them; null when there is no place for one. */
export function withFragment(
  question: string,
  fragment: string,
  turns: readonly Turn[],
  vocabulary: Vocabulary,
): string | null {
  const pieces = datedPieces(fragment, turns, vocabulary);
  if (pieces === null) return null;
  let text: string | null = question;
  for (const piece of pieces) {
    if (text === null) return null;
    // "And the court in Nice?" exchanges the place only.
    const stays =
      pieces.length > 1 && piece.kind === 'noun' && text.toLowerCase().includes(piece.text.toLowerCase());
    if (!stays) text = exchange(text, piece, pieces.length === 1);
  }
  return text === null ? null : asQuestion(text);
}

/** The pieces of a fragment, "the year before" as a year; null when it says more, or when nothing tells the year. */
export function datedPieces(
  fragment: string,
  turns: readonly Turn[],
  vocabulary: Vocabulary,
): Piece[] | null {
  const pieces = piecesOf(fragment, vocabulary)?.map((piece) =>
    piece.years === null ? piece : relativeTo(turns, piece, piece.years),
  );
  return pieces?.every((piece) => piece !== null) ? pieces : null;
}

/** "The year before", counted from the only year of the last question, else from the first of its answer. */
function relativeTo(turns: readonly Turn[], piece: Piece, years: number): Piece | null {
  const turn = turns.at(-1);
  const asked = yearsIn(turn?.interpreted ?? '');
  const [answered] = byRelevance(turn?.quotes ?? [], turn?.interpreted ?? '');
  const [year, ...others] = asked.length > 0 ? asked : yearsIn(answered?.text ?? '').slice(0, 1);
  return year !== undefined && others.length === 0 ? { ...piece, text: String(year + years) } : null;
}

function yearsIn(text: string): number[] {
  const years = extractFacts(text).flatMap(({ kind, value }) => (kind === 'year' ? [Number(value)] : []));
  return [...new Set(years)].filter(Number.isInteger);
}

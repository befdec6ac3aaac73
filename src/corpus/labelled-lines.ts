import type { Line } from './lines.ts';
import { listMark } from './list-marks.ts';

/** "Anna: …", "[12/03/24, 09:14] Dr Lee: …", "**Door code:** …": what opens a line before it says something. */
const LABEL =
  /^\s*(?:[[(]?\d[\d./:, -]{2,24}(?:[ap]\.?m\.?)?[\])]?[\s–-]*)?[*_]{0,2}([\p{Lu}\p{Lo}][\p{L}\p{M}\p{N} .'’/()&-]{0,39}):[*_]{0,2}\s+\S/u;

/**
 * Which lines are turns of a conversation or entries: they open with a label. One line alone may be a headline ("Halvorn:
 * the bank that fell"); a label is known by another one directly above or below, or by a second line that opens with it.
 */
export function labelledLines(lines: readonly Line[]): boolean[] {
  const labels = lines.map(({ text }) => (listMark(text) ? null : (LABEL.exec(text)?.[1] ?? null)));
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const label of labels) if (label !== null) (seen.has(label) ? repeated : seen).add(label);
  const isLabelledBeside = (index: number, step: 1 | -1): boolean =>
    typeof labels[index + step] === 'string' &&
    lines[index + step]?.number === (lines[index] as Line).number + step;
  return labels.map(
    (label, index) =>
      label !== null && (repeated.has(label) || isLabelledBeside(index, -1) || isLabelledBeside(index, 1)),
  );
}

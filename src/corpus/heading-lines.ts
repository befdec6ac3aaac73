import type { Line } from './lines.ts';
import { LINE_END, listMark, opensWithInitial } from './list-marks.ts';

const MARKDOWN_HEADING = /^\s*#{1,6}\s+\S/;
/** A line all in bold. */
const BOLD_HEADING = /^\s*(?:\*\*[^*]*[^*.!…\s]\*\*|__[^_]*[^_.!…\s]__):?\s*$/;
const LONGEST_HEADING = 120;

/** Whether Markdown marks a line as a heading, or puts all of it in bold. */
export function isMarkedHeading(text: string): boolean {
  return MARKDOWN_HEADING.test(text) || (text.length <= LONGEST_HEADING && BOLD_HEADING.test(text));
}

/** Whether a line reads like a heading: short, and no sentence. A wrapped line is longer or goes on in the next one. */
export function isHeadingLine(line: Line): boolean {
  if (isMarkedHeading(line.text)) return true;
  const text = line.text.trim();
  return (
    text.length <= LONGEST_HEADING &&
    !LINE_END.test(text) &&
    (!listMark(line.text) || opensWithInitial(line.text)) &&
    /^["'“‘«(]*[\p{Lu}\p{N}\p{Lo}]/u.test(text)
  );
}

import { cutText, oneLine, visibleText } from '../core/shown-text.ts';
import { type LineRange, linesText } from '../core/span.ts';
import { LAYOUT } from './limits.ts';
import { cutMarkdown, cutStart, markdownText } from './safe-text.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `2025-12-05` as `5 Dec 2025`; anything else as it is. */
export function formatDate(date: string): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date);
  const month = match && MONTHS[Number(match[2]) - 1];
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : oneLine(date).slice(0, 20);
}

/** `file · lines 14–17 · 5 Dec 2025` as Markdown. */
export function formatPlace(
  place: LineRange & { readonly file: string; readonly date?: string | null },
): string {
  const file = markdownText(cutStart(oneLine(place.file), LAYOUT.fileNameCharacters));
  const date = place.date ? ` · ${markdownText(formatDate(place.date))}` : '';
  return `${file} · ${linesText(place)}${date}`;
}

/** A verbatim quote as a block quote of at most `max` characters in all, cut with "…" where it is longer. */
export function formatQuote(quote: string, shown: number, max: number, mark: string): string {
  const frame = `> ""${mark}`.length;
  return `> "${cutMarkdown(cutText(oneLine(quote), shown), max - frame)}"${mark}`;
}

/** A passage with its paragraphs as a block quote of at most `max` characters in all. */
export function formatPassage(text: string, max: number): string {
  const source = visibleText(text)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*\n\s*/g, '\n\n')
    .trim();
  for (let budget = max; ; budget = Math.floor(budget * 0.8)) {
    const lines = markdownText(cutText(source, budget)).split('\n');
    const quoted = lines.map((line) => `> ${line}`).join('\n');
    if (quoted.length <= max) return quoted;
  }
}

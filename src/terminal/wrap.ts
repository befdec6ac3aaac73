import type { Io } from './io.ts';

const STYLE_CODES = /\x1b\[\d+m/g;
const WITHOUT_COLUMN = /[\p{Mn}\p{Me}\p{Cf}]/gu;
const OF_TWO_COLUMNS =
  /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/gu;
/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 110;

/**
 * How one answer is laid out: wrapped for a terminal, as it is for a pipe. The terminal's width is read once, so that the
 * answer goes on as it began when the terminal is resized.
 */
export function layoutFor({ isTTY, columns }: Io['stdout']): (text: string) => string {
  return (text) => (isTTY ? wrap(text, columns) : text);
}

/**
 * Breaks lines between words so that none is longer than the terminal is wide; broken lines keep their indent, and no
 * line ends with spaces.
 */
export function wrap(text: string, columns: number | undefined): string {
  // Some pseudo-terminals say that they are 0 columns wide.
  const width = Math.min(columns || WIDEST, WIDEST);
  return text
    .split('\n')
    .map((line) => wrapLine(line, width))
    .join('\n');
}

function wrapLine(line: string, width: number): string {
  if (columnsOf(line) <= width) return line.trimEnd();
  const indent = /^ */.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  for (const word of line.trim().split(' ')) {
    const longer = current.trim() === '' ? current + word : `${current} ${word}`;
    if (columnsOf(longer) > width && current.trim() !== '') {
      lines.push(current);
      current = indent + word;
    } else current = longer;
  }
  return [...lines, current].join('\n');
}

/** How many columns of a terminal the text takes: marks and joiners take none, East Asian characters and emoji two. */
function columnsOf(text: string): number {
  const shown = text.replace(STYLE_CODES, '').replace(WITHOUT_COLUMN, '');
  return [...shown].length + (shown.match(OF_TWO_COLUMNS)?.length ?? 0);
}

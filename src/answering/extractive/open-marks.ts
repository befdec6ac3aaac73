/** How many quotation marks and brackets of a text have no partner in it. */
export interface OpenMarks {
  /** Closed here, opened before it. */
  readonly unopened: number;
  /** Opened here, closed after it. */
  readonly unclosed: number;
}

const MARK = /["“”„«»()[\]]/gu;
const BRACKETS: Readonly<Record<string, string>> = { '(': ')', '[': ']', '«': '»' };

/** Double quotation marks are told apart by what stands around them: the straight ones look alike on both sides. */
export function openMarks(text: string): OpenMarks {
  const closers: string[] = [];
  let unopened = 0;
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    const isBracket = /[()[\]«»]/u.test(mark);
    const opens = isBracket ? mark in BRACKETS : opensQuotation(text, index);
    if (opens) {
      closers.push(isBracket ? (BRACKETS[mark] as string) : '"');
      continue;
    }
    const at = closers.lastIndexOf(isBracket ? mark : '"');
    if (at >= 0) closers.splice(at, 1);
    else if (!isListNumber(text, index)) unopened++;
  }
  return { unopened, unclosed: closers.length };
}

/** `word "word` opens, `word" word` closes; by its shape where both or neither would do. */
function opensQuotation(text: string, at: number): boolean {
  const wordBefore = /[\p{L}\p{N}.,;:!?…%'’)\]]/u.test(text[at - 1] ?? '');
  const wordAfter = /[\p{L}\p{N}$€£('’‘[¿¡…*_.-]/u.test(text[at + 1] ?? '');
  if (wordBefore !== wordAfter) return wordAfter;
  return text[at] === '“' || text[at] === '„';
}

/** The bracket of "1) …" or "a) …" closes nothing. */
function isListNumber(text: string, at: number): boolean {
  return text[at] === ')' && /(?:^|\s)(?:\p{N}{1,2}|\p{L})$/u.test(text.slice(Math.max(0, at - 3), at));
}

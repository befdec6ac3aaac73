import type { Span } from '../core/span.ts';
import { bylineOf, PERSON } from './bylines.ts';
import { dateOfHead, dateOfHeader, isChronology } from './head-dates.ts';
import { isKicker, SENTENCE_END } from './head-lines.ts';
import type { Line } from './lines.ts';
import { sentencesOfBlock } from './sentences.ts';

/** A value and the place in the file that states it. */
export interface Stated extends Span {
  readonly value: string;
}

/** What a document says of itself. Nothing is inferred: what the text does not state is null. */
export interface Metadata {
  /** The headline where there is one, else the beginning of the first sentence. */
  readonly title: string;
  /** `YYYY-MM-DD`. */
  readonly date: Stated | null;
  readonly publisher: Stated | null;
  readonly author: Stated | null;
}

const LONGEST_TITLE = 120;
const HEAD_LINES = 12;
const HEADER = /^\s*(title|date|published(?: on)?|publisher|source|author|byline|by)\s*:\s*(\S.*?)\s*$/i;

/** Reads the metadata of a document from its text and its body and furniture lines. */
export function readMetadata(text: string, body: readonly Line[], furniture: readonly Line[]): Metadata {
  const lines = body.filter((line) => line.text.trim() !== '' && !/^-{3,}$/.test(line.text.trim()));
  const head = lines.slice(0, HEAD_LINES);
  return {
    title: headerValue(head, ['title'])?.value ?? titleOf(text, lines),
    date: statedDate(head),
    publisher: headerValue(head, ['publisher', 'source']) ?? copyrightHolder(lines.slice(-HEAD_LINES)),
    author: authorOf(lines, furniture),
  };
}

function headerValue(head: readonly Line[], keys: readonly string[]): Stated | null {
  for (const line of head) {
    const match = HEADER.exec(line.text);
    if (match?.[1] && match[2] && keys.includes(match[1].toLowerCase())) {
      const at = line.text.lastIndexOf(match[2]);
      return stated(match[2].replace(/^["']|["']$/g, ''), line, at, match[2].length);
    }
  }
  return null;
}

/** The first line when it reads like a headline, else the first sentence, cut at a word. */
function titleOf(text: string, lines: readonly Line[]): string {
  const [opening, next] = lines.filter((line) => !HEADER.test(line.text));
  if (!opening) return '';
  // Above a headline may stand what kind of text it heads: "INTERVIEW", "Comment & Analysis".
  const isAbove =
    next && isKicker(opening.text) && !bylineOf(next.text, false) && !dateOfHead(next.text, false);
  const first = isAbove ? next : opening;
  const line = clean(first.text).replace(/^#{1,6}\s+/, '');
  if (line.length <= LONGEST_TITLE && !SENTENCE_END.test(line)) return line;
  const sentence = sentencesOfBlock(text, first)[0];
  return shorten(clean(sentence ? text.slice(sentence.start, sentence.end) : line));
}

function shorten(sentence: string): string {
  if (sentence.length <= LONGEST_TITLE) return sentence;
  const cut = sentence.slice(0, LONGEST_TITLE);
  const space = cut.lastIndexOf(' ');
  return `${(space > LONGEST_TITLE / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–—-]+$/u, '')}…`;
}

/** A date in a header ("Date: …"), else one in another line of the head. */
function statedDate(head: readonly Line[]): Stated | null {
  for (const read of [dateOfHeader, dateOfHead])
    for (const line of head) {
      const date = read(line.text, line === head[0]);
      if (date && !(date.isBare && isChronology(head)))
        return stated(date.value, line, date.start, date.end - date.start);
    }
  return null;
}

function copyrightHolder(tail: readonly Line[]): Stated | null {
  for (const line of tail) {
    const match =
      /^\s*(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?:by\s+)?(\S[^.|,]{1,60}?)\s*(?:[.|,].*)?$/i.exec(
        line.text,
      );
    if (match?.[1]) return stated(match[1], line, line.text.lastIndexOf(match[1]), match[1].length);
  }
  return null;
}

/** "Author: …", a byline, or a person's name alone on a line that opens a later line as well. */
function authorOf(lines: readonly Line[], furniture: readonly Line[]): Stated | null {
  const header = headerValue(lines.slice(0, HEAD_LINES), ['author', 'byline', 'by']);
  if (header) return header;
  for (const line of [...lines.slice(0, HEAD_LINES), ...furniture]) {
    const byline = bylineOf(line.text, line === lines[0]);
    if (byline) return stated(byline.value, line, byline.start, byline.end - byline.start);
  }
  for (const line of lines.slice(1, HEAD_LINES)) {
    const name = clean(line.text);
    const signature =
      PERSON.test(name) &&
      lines.some((other) => other.number > line.number && clean(other.text).startsWith(`${name},`));
    if (signature) return stated(name, line, line.text.indexOf(name), name.length);
  }
  return null;
}

function stated(value: string, line: Line, at: number, length: number): Stated {
  return { value, start: line.start + at, end: line.start + at + length };
}

function clean(text: string): string {
  return text.replace(/[\s\uFEFF]+/g, ' ').trim();
}

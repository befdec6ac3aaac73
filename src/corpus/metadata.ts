import type { Span } from '../core/span.ts';
import { bylineOf, PERSON } from './bylines.ts';
import { dateOfHead, dateOfHeader, isChronology } from './head-dates.ts';
import { isKicker } from './head-lines.ts';
import type { Line } from './lines.ts';
import { type LineRole, withoutInlineMarks } from './markup.ts';
import { SENTENCE_END } from './sentence-end.ts';
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
/** Of a trimmed line; Markdown may put the key in bold, TOML an equals sign behind it. */
const HEADER =
  /^[*_]*(title|date|published(?: on)?|publisher|source|author|byline|by)[*_]*\s*[:=][*_]*\s*(\S.*)$/i;

/** A value may be quoted, a list or in bold. */
const QUOTED = /^(["'[]|[*_]+)(.+?)(?:["'\]]|[*_]+)$/;

/** Reads the metadata of a document from its text, its body lines with their roles, and its furniture lines. */
export function readMetadata(
  text: string,
  body: readonly Line[],
  roles: readonly LineRole[],
  furniture: readonly Line[],
): Metadata {
  const isSaid = (line: Line, role: LineRole = null): boolean =>
    role !== 'apart' && role !== 'code' && line.text.trim() !== '';
  const lines = body.filter((line, index) => isSaid(line, roles[index]));
  const above = body.slice(0, lines[0] ? body.indexOf(lines[0]) : undefined);
  // Front matter of any length leaves the article its own head.
  const head = [...above, ...lines.slice(0, HEAD_LINES)];
  return {
    title: headerValue(head, ['title'])?.value ?? titleOf(text, lines),
    date: statedDate(head, lines[0]),
    publisher: headerValue(head, ['publisher', 'source']) ?? copyrightHolder(lines.slice(-HEAD_LINES)),
    author: headerValue(head, ['author', 'byline', 'by']) ?? authorOf(lines, furniture),
  };
}

function headerValue(head: readonly Line[], keys: readonly string[]): Stated | null {
  for (const line of head) {
    const match = HEADER.exec(line.text.trim());
    if (!match?.[1] || !match[2] || !keys.includes(match[1].toLowerCase())) continue;
    const value = match[2].replace(QUOTED, '$2');
    // An address names nobody.
    if (/^https?:/.test(value)) continue;
    return stated(value, line, line.text.lastIndexOf(value), value.length);
  }
  return null;
}

/** The first line when it reads like a headline, else the first sentence, cut at a word. */
function titleOf(text: string, lines: readonly Line[]): string {
  const [opening, next] = lines.filter((line) => !HEADER.test(line.text.trim()));
  if (!opening) return '';
  // Above a headline may stand what kind of text it heads: "INTERVIEW", "Comment & Analysis".
  const isAbove =
    next && isKicker(opening.text) && !bylineOf(next.text, false) && !dateOfHead(next.text, false);
  const first = isAbove ? next : opening;
  const line = unmarked(first.text);
  if (line.length <= LONGEST_TITLE && !SENTENCE_END.test(line)) return line;
  const sentence = sentencesOfBlock(text, first)[0];
  return shorten(sentence ? unmarked(text.slice(sentence.start, sentence.end)) : line);
}

function shorten(sentence: string): string {
  if (sentence.length <= LONGEST_TITLE) return sentence;
  const cut = sentence.slice(0, LONGEST_TITLE);
  const space = cut.lastIndexOf(' ');
  return `${(space > LONGEST_TITLE / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–—-]+$/u, '')}…`;
}

/** A date in a header ("Date: …"), else one in another line of the head. */
function statedDate(head: readonly Line[], opening: Line | undefined): Stated | null {
  for (const read of [dateOfHeader, dateOfHead])
    for (const line of head) {
      const date = read(line.text, line === opening);
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

/** A byline, or a person's name alone on a line that opens a later line as well. */
function authorOf(lines: readonly Line[], furniture: readonly Line[]): Stated | null {
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

/** A line as it is read: without the marks of headings, links, emphasis and code. */
function unmarked(text: string): string {
  return clean(withoutInlineMarks(clean(text).replace(/^#{1,6}\s+|\s+#+$/g, '')));
}

function clean(text: string): string {
  return text.replace(/[\s\uFEFF]+/g, ' ').trim();
}

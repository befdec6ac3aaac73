/**
 * Makes text that a user, a document or a model wrote safe to show in Discord. `allowed_mentions` already keeps
 * it from notifying anybody; this keeps it from looking like a ping, a heading or a link to somewhere else.
 */

const ZERO_WIDTH_SPACE = '\u200b';

// Controls, bidirectional overrides, zero-width and filler characters, tags: they hide or reorder text.
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|\u115f|\u1160|[\u{e0000}-\u{e007f}]/gu;

// Joiners shape Indic scripts and emoji; next to a Latin letter they only hide.
const STRAY_JOINER = /(?<![\u0300-\u{10ffff}])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0300-\u{10ffff}])/gu;

/** The text without characters that cannot be seen. Line breaks stay. */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '');
}

/** Visible text on one line. */
export function oneLine(text: string): string {
  return visibleText(text).replace(/\s+/g, ' ').trim();
}

/** For the places where Discord renders no Markdown: author, footer, labels. One line. */
export function plainText(text: string): string {
  return neutralMentions(oneLine(text));
}

/** Text as Markdown that renders as the text itself. Well-formed fenced code blocks stay code blocks. */
export function markdownText(text: string): string {
  const fence = /^```([\w+-]{0,15})\n((?:(?!```)[\s\S])*?)\n```$/gm;
  const source = visibleText(text);
  let out = '';
  let end = 0;
  for (const match of source.matchAll(fence)) {
    out += escapeMarkdown(source.slice(end, match.index)) + neutralMentions(match[0]);
    end = match.index + match[0].length;
  }
  return escapeLineStarts(out + escapeMarkdown(source.slice(end)));
}

/** Escapes what opens a heading, a list or a quote; text already escaped stays as it is. */
export function escapeLineStarts(text: string): string {
  let inFence = false;
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('```')) inFence = !inFence;
      if (inFence) return line;
      return line
        .replace(/^(\s*)(#{1,3}(?=\s)|-#|>|[-+](?=\s))/, '$1\\$2')
        .replace(/^(\s*\d+)\.(?=\s)/, '$1\\.');
    })
    .join('\n');
}

/** The exact inverse of `markdownText` for one line without a code block. */
export function unescapeMarkdown(markdown: string): string {
  return restoreMentions(markdown.replace(/\\([^0-9A-Za-z\s])/g, '$1'));
}

/** Takes the mark out again that keeps `@everyone` from being one. */
export function restoreMentions(text: string): string {
  return text.replaceAll(`@${ZERO_WIDTH_SPACE}`, '@');
}

/** Cuts after a word, or inside one that is too long, and says so with "…". The result has at most `max` characters. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, '');
  const space = head.search(/\s\S*$/);
  return `${(space > max * 0.6 ? head.slice(0, space) : head).trimEnd()}…`;
}

/** Cuts so that the escaped result has at most `max` characters and never ends inside an escape. */
export function cutMarkdown(text: string, max: number): string {
  const line = oneLine(text);
  let budget = max;
  let out = markdownText(line);
  while (out.length > max) {
    budget = Math.max(1, budget - Math.ceil((out.length - max) / 2));
    out = markdownText(cut(line, budget));
  }
  return out;
}

/** Keeps the end, which tells files apart. */
export function cutStart(text: string, max: number): string {
  return text.length <= max ? text : `…${text.slice(text.length - max + 1).replace(/^[\udc00-\udfff]/, '')}`;
}

function escapeMarkdown(text: string): string {
  const escaped = text
    // An underscore inside a word can open emphasis and never close it, so file names stay as they are.
    .replace(/[\\*`<]|_(?![0-9A-Za-z])|(?<=_)_|~~|\|\|/g, (marks) => marks.replace(/./g, '\\$&'))
    // A masked link shows one address and opens another.
    .replace(/\]\(/g, ']\\(')
    // Discord takes an address literally, so an escape would become part of it.
    .replace(/https?:\/\/[^\s<>]+/g, (address) => address.replaceAll('\\_', '_'));
  return neutralMentions(escaped);
}

function neutralMentions(text: string): string {
  return text.replace(/@(?=everyone|here)/gi, `@${ZERO_WIDTH_SPACE}`);
}

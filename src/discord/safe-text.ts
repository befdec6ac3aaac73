import { cutText, oneLine, visibleText } from '../core/shown-text.ts';

/**
 * Makes text that a user, a document or a model wrote safe to show in Discord. `allowed_mentions` already keeps
 * it from notifying anybody; this keeps it from looking like a ping, a heading or a link to somewhere else.
 */

const ZERO_WIDTH_SPACE = '\u200b';

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

/** Cuts so that the escaped result has at most `max` characters and never ends inside an escape. */
export function cutMarkdown(text: string, max: number): string {
  const line = oneLine(text);
  let budget = max;
  let out = markdownText(line);
  while (out.length > max) {
    budget = Math.max(1, budget - Math.ceil((out.length - max) / 2));
    out = markdownText(cutText(line, budget));
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

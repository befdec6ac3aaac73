import { alignedRows } from './aligned-rows.ts';
import type { Line } from './lines.ts';
import { LINE_END, lineBefore, listMark } from './list-marks.ts';

/**
 * What a line is to the markup of its file; null for plain text. `apart` lines say nothing themselves: rules, fences,
 * front matter, images, comments, tags. They are recognised in every file, because nobody writes them as prose.
 */
export type LineRole = 'apart' | 'table-header' | 'table-row' | 'code' | 'underlined' | null;

const RULE = /^\s*(?:={3,}|-{3,}|_{3,}|\*{3,}|~{4,}|(?:[-*_][ \t]+){2,}[-*_]|\+[-=+]{2,}\+)\s*$/;
const UNDERLINE = /^\s*(?:={3,}|-{3,})\s*$/;
const FENCE = /^\s*(?:`{3,}[^`]*|~{3}[\w ]*)$/;
const TABLE_RULE = /^(?=.*\|)[\s|:]*--[-\s|:]*$/;
const TABLE_ROW = /^\|\s*[^\s|][^|]*\|(?:.*\|)?$/;
const ONLY_IMAGES = /^\s*(?:\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?\s*)+$/;
const COMMENT_OPENED = /^\s*<!--/;
const COMMENT_CLOSED = /-->\s*$/;
/** Lines up to which the end of a comment is searched for. */
const LONGEST_COMMENT = 200;
/** A tag of HTML as people write it into Markdown; "a <b and c> d" holds none. */
const TAG = String.raw`<\/?(?:a|abbr|b|br|center|code|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|small|source|span|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|video)(?:\s+[\w:-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))*\s*\/?>`;
const ONLY_TAGS = new RegExp(String.raw`^\s*(?:${TAG}\s*)+$`, 'i');
const LINK_TARGET = /^\s*\[[^\]]+\]:\s+(?:<|https?:|\/|\.|#|mailto:)\S*.{0,80}$/;
/** YAML and TOML. */
const FRONT_MATTER = [
  {
    fence: '---',
    end: /^(?:---|\.\.\.)\s*$/,
    entry: /^[\w-]+\s*:/,
    line: /^(?:[\w-]+\s*:.*|\s+\S.*|- .*|#.*|\s*)$/,
  },
  {
    fence: '+++',
    end: /^\+{3}\s*$/,
    entry: /^[\w.-]+\s*=/,
    line: /^(?:[\w.-]+\s*=.*|\[.*|\s+\S.*|\].*|#.*|\s*)$/,
  },
] as const;
const LONGEST_FRONT_MATTER = 60;
const LONGEST_HEADING = 120;

/** The role of every line. */
export function lineRoles(lines: readonly Line[]): LineRole[] {
  const roles: LineRole[] = lines.map(() => null);
  let index = 0;
  for (const last = endOfFrontMatter(lines); index <= last; index++) roles[index] = 'apart';
  for (; index < lines.length; index++) {
    const { text } = lines[index] as Line;
    const fenceEnd = FENCE.test(text) ? nextFence(lines, index) : -1;
    if (fenceEnd > 0) {
      roles.fill('code', index, fenceEnd);
      roles[index] = 'apart';
      roles[fenceEnd] = 'apart';
      index = fenceEnd;
    } else if (TABLE_RULE.test(text)) {
      roles[index] = 'apart';
      if (lineBefore(lines, index)?.text.includes('|')) roles[index - 1] = 'table-header';
      while (lineBefore(lines, index + 1) && lines[index + 1]?.text.includes('|'))
        roles[++index] = 'table-row';
    } else if (TABLE_ROW.test(text.trim())) roles[index] = 'table-row';
    else if (RULE.test(text)) {
      roles[index] = 'apart';
      if (UNDERLINE.test(text) && isUnderlined(lines, roles, index - 1)) roles[index - 1] = 'underlined';
    } else if (COMMENT_OPENED.test(text)) {
      const length = commentLines(lines, index);
      roles.fill('apart', index, index + length);
      index += Math.max(0, length - 1);
    } else if (ONLY_IMAGES.test(text) || ONLY_TAGS.test(text) || LINK_TARGET.test(text))
      roles[index] = 'apart';
    else {
      const rows = alignedRows(lines, index);
      roles.fill('table-row', index, index + rows);
      index += Math.max(0, rows - 1);
    }
  }
  return roles;
}

/** How many lines, from `index` on, are a comment of HTML; 0 where text stands behind it, or nothing closes it nearby. */
export function commentLines(lines: readonly Line[], index: number): number {
  if (!COMMENT_OPENED.test(lines[index]?.text ?? '')) return 0;
  const near = lines.slice(index, index + LONGEST_COMMENT);
  const closing = near.findIndex((line) => line.text.includes('-->'));
  return COMMENT_CLOSED.test(near[closing]?.text ?? '') ? closing + 1 : 0;
}

function nextFence(lines: readonly Line[], index: number): number {
  for (let at = index + 1; at < lines.length; at++) if (FENCE.test((lines[at] as Line).text)) return at;
  return -1;
}

/** The last line of front matter, which opens a file between two fences, or -1. */
function endOfFrontMatter(lines: readonly Line[]): number {
  const first = lines.findIndex((line) => line.text.trim() !== '');
  const form = FRONT_MATTER.find(({ fence }) => lines[first]?.text.trim() === fence);
  if (!form) return -1;
  const inside = lines.slice(first + 1, first + LONGEST_FRONT_MATTER);
  const length = inside.findIndex((line) => form.end.test(line.text));
  const found = inside.slice(0, Math.max(0, length));
  const isData = found.every((line) => form.line.test(line.text));
  return isData && found.some((line) => form.entry.test(line.text)) ? first + 1 + length : -1;
}

/** Whether the line above an underline is a heading: one line by itself; "---" also parts paragraphs. */
function isUnderlined(lines: readonly Line[], roles: readonly LineRole[], index: number): boolean {
  const text = lines[index]?.text.trim() ?? '';
  const underline = lines[index + 1]?.text.trim() ?? '';
  return (
    lineBefore(lines, index + 1) !== null &&
    roles[index] === null &&
    text.length <= LONGEST_HEADING &&
    listMark(text)?.order === undefined &&
    (lineBefore(lines, index) === null || roles[index - 1] !== null) &&
    (underline.startsWith('=') || !LINE_END.test(text))
  );
}

const CODE = /(`+)([^`]+)\1/;
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/<!--.*?-->/gs, ''],
  [/<br\s*\/?>/gi, ' '],
  [new RegExp(TAG, 'gi'), ''],
  [/\[\^[\w-]+\]:?/g, ''],
  // A reference behind a stop would be taken for one of the answer's own.
  [/(?<=[.,;:!?…”"’)])(?:\[\d{1,3}\])+/g, ''],
  [/!?\[([^\][]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+"[^"]*")?\)/g, '$1'],
  [/\[([^\][]+)\]\[[^\][]*\](?!\()/g, '$1'],
  [/<(https?:\/\/[^\s<>]+)>/g, '$1'],
  [/\*\*\*?(?=\S)([^*]+?)(?<=\S)\*\*\*?/g, '$1'],
  [/(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])/g, '$1'],
  // A single word in small letters between them is a name: __init__.
  [/(?<![\w_])__(?=\p{Lu}|[^\s_]+\s)([^_]+?)(?<=\S)__(?![\w_])/gu, '$1'],
  [/(?<![\w_/])_(?=[^\s_])([^_]+?)(?<=[^\s_])_(?![\w_/])/g, '$1'],
  [/~~(?=\S)([^~]+?)(?<=\S)~~/g, '$1'],
];

/** A text without the marks of links, emphasis and code; what stands in code is left as it is. */
export function withoutInlineMarks(text: string): string {
  if (!/[[*_`~<]/.test(text)) return text;
  const code = CODE.exec(text);
  if (code)
    return `${withoutInlineMarks(text.slice(0, code.index))}${(code[2] as string).trim()}${withoutInlineMarks(text.slice(code.index + code[0].length))}`;
  return MARKS.reduce((plain, [mark, kept]) => plain.replace(mark, kept), text);
}

/** The cells of a table's row. */
export function cellsOf(row: string): string[] {
  return row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
}

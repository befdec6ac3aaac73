const FENCE = '```';

/**
 * Splits Markdown into parts of at most `max` characters, at paragraphs, lines, sentences or words, in this order
 * of preference. A marker stays with its sentence. No part ends inside a code block: one that is too long is
 * closed and opened again. `max` is at least 100.
 */
export function splitMarkdown(markdown: string, max: number): readonly string[] {
  const parts: string[] = [];
  let rest = markdown.trim();
  while (rest.length > max) {
    let end = breakPoint(rest, max - FENCE.length - 1);
    const open = openFence(rest.slice(0, end));
    if (open && open.index > 0) end = open.index;
    const head = rest.slice(0, end).trimEnd();
    if (open?.index === 0) {
      parts.push(`${head}\n${FENCE}`);
      const tail = rest.slice(end).replace(/^\n/, '');
      rest = tail.startsWith(FENCE) ? tail.slice(FENCE.length).trimStart() : `${open.line}\n${tail}`;
    } else {
      parts.push(head);
      rest = rest.slice(end).trimStart();
    }
  }
  if (rest !== '') parts.push(rest);
  return parts;
}

function breakPoint(text: string, max: number): number {
  const head = text.slice(0, max);
  const wanted = [
    /\n\n(?![\s\S]*\n\n)/,
    /\n(?![\s\S]*\n)/,
    /(?<=[.!?\]”"]) (?!\[)(?![\s\S]*[.!?\]”"] (?!\[))/,
    /\s\S*$/,
  ];
  for (const boundary of wanted) {
    const at = head.search(boundary);
    if (at > max / 2) return at;
  }
  return hardBreak(head);
}

// Neither between an escape and its character nor inside a surrogate pair.
function hardBreak(head: string): number {
  const escapes = /\\*$/.exec(head.replace(/[\ud800-\udbff]$/, ''));
  const text = head.replace(/[\ud800-\udbff]$/, '');
  return text.length - ((escapes?.[0].length ?? 0) % 2);
}

function openFence(text: string): { readonly index: number; readonly line: string } | null {
  let open: { readonly index: number; readonly line: string } | null = null;
  for (const match of text.matchAll(/^```.*$/gm)) open = open ? null : { index: match.index, line: match[0] };
  return open;
}

/* Text of a document, a model or a user as any surface may show it. */

// Controls, bidirectional overrides, zero-width and filler characters, tags: they hide or reorder text.
const INVISIBLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|\u034f|\u115f|\u1160|[\u{e0000}-\u{e007f}]/gu;

// Joiners shape Indic scripts and emoji; next to a Latin letter they only hide.
const STRAY_JOINER = /(?<![\u0300-\u{10ffff}])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0300-\u{10ffff}])/gu;

/**
 * The text without what cannot be seen: control characters, which a terminal would obey, hidden directions and hidden
 * characters. Line breaks and tabs stay, and so do the joiners that words and emoji are made of.
 */
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

/** Cuts after a word, or inside one that is too long, and says so with "…". The result has at most `max` characters. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const head = text.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, '');
  const space = head.search(/\s\S*$/);
  return `${(space > max * 0.6 ? head.slice(0, space) : head).trimEnd()}…`;
}

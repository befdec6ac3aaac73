/** How the lines above an article's text are told from its sentences. */

/** Kinds of text that a kicker or a byline names. */
export const GENRES =
  'analysis|comment(?:ary)?|opinion|editorial|column|essay|feature|interview|portrait|profile|report(?:age)?|review|story';
const GENRE = new RegExp(`^(?:an? )?(?:${GENRES})$`, 'i');
const PRESS = new RegExp(
  `^(?:${GENRES}|agency|archive|edition|issue|magazine|monthly|news|newspaper|online|photo(?:graph)?s?|special|supplement|text|weekend|weekly|with|words|written)$`,
  'i',
);
const ROLE = /(?<!\p{L})(?:\p{L}[\p{L}-]* ){0,3}(?:correspondent|reporter|writer|editor|desk)(?!\p{L})/giu;
const PARENTHESIS = /\([^)]*\)/g;
/** Shorter words ("of", "for", "und") stand in names and in sentences alike. In letters. */
const SHORTEST_TELLING = 4;
/** A line is of names when at least this share of its telling words are. */
const LEAST_NAMES = 0.6;
/** In UTF-16 code units. */
const LONGEST_KICKER = 50;

/** Whether a text is made of names and of words of the press, as a byline or a paper's name is, and is no sentence. */
export function isOfNames(text: string): boolean {
  const telling = (
    text
      .replace(PARENTHESIS, ' ')
      .replace(ROLE, ' ')
      .match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []
  ).filter((word) => word.length >= SHORTEST_TELLING);
  const names = telling.filter((word) => /^\p{Lu}/u.test(word) || PRESS.test(word));
  return names.length >= LEAST_NAMES * telling.length;
}

/** Whether a line says nothing but what kind of text follows, perhaps beside a section: "ENERGY LEDGER | Analysis". */
export function isKicker(text: string): boolean {
  const line = text.replace(/[\s\uFEFF#*_]+/g, ' ').trim();
  const pieces = line.split(/\s*[/|·•–—&,:]\s*|\s-\s|\sand\s/);
  return (
    line.length <= LONGEST_KICKER && isOfNames(line) && GENRE.test(pieces.at(-1) || (pieces.at(-2) ?? ''))
  );
}

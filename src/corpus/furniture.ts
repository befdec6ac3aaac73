import { type Line, splitLines } from './lines.ts';
import { commentLines } from './markup.ts';
import { SENTENCE_END } from './sentence-end.ts';

/*
 * Web furniture: what a page shows around an article, and comments of HTML, which it does not show. It is recognised
 * line by line, and only whole lines are left out, so that offsets and line numbers of the rest stay those of the file.
 * Wording comes from the default texts of the publishing systems (WordPress, Blogger, Disqus, Drupal) and common
 * plug-ins, not from any one corpus.
 */

/** Lines that end an article: what follows is a comment form, a widget or teasers of other articles. */
const ENDS_ARTICLE: readonly RegExp[] = [
  /^(?:leave|post|add|write) (?:a|your) (?:reply|comment)s?(?: cancel reply)?$/i,
  /^(?:no|\d+) (?:comments?|replies|responses?)(?: yet)?:?$/i,
  /^comments? (?:are )?(?:closed|off|disabled)\.?$/i,
  /^be the first to comment[.!]?$/i,
  /^written by [^\s,;:!?()"“”]+(?: [^\s,;:!?()"“”]+){0,3}(?<![^\s.]{3}\.)$/i,
  /^(?:related|more|recommended|popular|trending|latest|similar|recent) (?:articles?|posts?|stories|news|reads?|topics|from .{1,40})$/i,
  /^(?:you (?:may|might) also (?:like|be interested in)|read (?:also|next|more)|see also|don['’]t miss|more from .{1,40}):?$/i,
];

/** Lines that are furniture wherever they stand. */
const FURNITURE: readonly RegExp[] = [
  /^(?:your )?email address will not be published\.?(?: required fields are marked \*?)?$/i,
  /^required fields are marked\b.{0,5}$/i,
  /^(?:name|e-?mail|website|comment|message|search)(?: ?\*)?:?$/i,
  /^save my name,? e-?mail,? and website\b.*$/i,
  /^(?:submit|post comment|send|search|menu|close|home|login|log in|sign in|sign up|register|subscribe|share|print|tweet|pin it|like|reply|edit|next|previous|back to top|skip to (?:main )?content|toggle navigation|loading\.{0,3}|advertisement|sponsored(?: content)?|resize text)$/i,
  /^this (?:popup |window |ad |message )?will (?:auto-?)?close in \d+ seconds?\.?$/i,
  /^sorry,? (?:but )?this (?:site|page|website) (?:disables?|has disabled|is not allow|does(?: not|n['’]t) (?:allow|exist)|is (?:not |un)available|requires|can(?:not|['’]t) be)\b.{0,80}$/i,
  /^(?:right click|copying|content) is (?:disabled|protected|not allowed)\b.{0,40}$/i,
  /^[\w .-]{2,30} (?:app|api) key (?:is )?not set\b.{0,60}$/i,
  /^what do you think\?$/i,
  /^[\d.,]+[kKmM]? (?:points?|votes?|upvotes?|downvotes?|shares?|likes?|views?|claps?|reactions?|followers?|reads?)$/i,
  /^(?:upvotes?|downvotes?|like|dislike|share|tweet|pin|email|print|save|bookmark|report)(?:[ /|·•]+(?:upvotes?|downvotes?|like|dislike|share|tweet|pin|email|print|save|bookmark|report))+$/i,
  /^(?:share (?:this|on|via)|tweet this|email this)\b.{0,60}$/i,
  /^(?:share with|(?:follow|like|join|connect with) us)(?::.{0,60}| (?:on|at|via|here)\b.{0,60})?[.!]?$/i,
  /^(?:click|tap) (?:here|to) .{0,60}$/i,
  /^(?:subscribe|sign up) (?:to|for|now)\b.{0,80}$/i,
  /^(?:we|this (?:web)?site) uses? cookies\b.{0,200}$/i,
  /^(?:accept|reject|manage)(?: all)? cookies$/i,
  /^(?:privacy|cookie) (?:policy|settings|notice)$|^terms (?:of (?:use|service)|and conditions)$/i,
  /^(?:all rights reserved|powered by .{1,40})\.?$/i,
  /^(?:filed under|tagged(?: with| as)?|tags|categories|posted in)\b ?:.{0,120}$/i,
  /^(?:reading time:? ?)?\d+ min(?:ute)?s? read$/i,
];

/** One expression for all; without the `u` flag, whose classes take long to compile when case is ignored. */
const anyOf = (patterns: readonly RegExp[]): RegExp =>
  new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'), 'i');
const ENDING = anyOf(ENDS_ARTICLE);
const ANYWHERE = anyOf(FURNITURE);

const SHORTEST_BODY_SENTENCE = 15;
/** A longer line is a paragraph, whatever it says. */
const LONGEST_FURNITURE = 220;

/** The lines of a text that are web furniture, in order. */
export function furnitureLines(text: string): Line[] {
  return partition(splitLines(text)).furniture;
}

/** Sorts the lines of a text into body (blank lines included) and web furniture. */
export function partition(lines: readonly Line[]): { readonly body: Line[]; readonly furniture: Line[] } {
  const body: Line[] = [];
  const furniture: Line[] = [];
  let articleBegan = false;
  let articleEnded = false;
  let commented = 0;
  for (const [index, line] of lines.entries()) {
    const text = line.text.replace(/\s+/g, ' ').trim();
    if (commented === 0) commented = commentLines(lines, index);
    if (commented > 0) {
      commented--;
      furniture.push(line);
    } else if (text === '') body.push(line);
    else if (text.length > LONGEST_FURNITURE) {
      body.push(line);
      articleBegan = true;
      articleEnded = false;
    } else if (ENDING.test(text)) {
      furniture.push(line);
      articleEnded = articleBegan;
    } else if (ANYWHERE.test(text)) furniture.push(line);
    else if (articleEnded && !isBodySentence(text)) furniture.push(line);
    else {
      body.push(line);
      articleBegan ||= SENTENCE_END.test(text);
      articleEnded = false;
    }
  }
  return { body, furniture };
}

/** After an article's end, a headline is a teaser; a full sentence means that the article goes on. */
function isBodySentence(text: string): boolean {
  return text.length >= SHORTEST_BODY_SENTENCE && SENTENCE_END.test(text);
}

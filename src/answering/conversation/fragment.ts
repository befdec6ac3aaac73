import { isStopWord, words } from '../../core/words.ts';
import { extractFacts } from '../facts/facts.ts';
import { isCountry } from '../facts/name-kinds.ts';
import { isTitle } from '../facts/name-parts.ts';
import { PREPOSITION } from '../questions/question-form.ts';
import { nameKey } from './names.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What can be exchanged for a thing of the same kind. */
export type SlotKind = 'time' | 'country' | 'name' | 'quantity' | 'noun';

/** One piece of a follow-up such as "and exports in 2023": what it puts into the previous question. */
export interface Piece {
  readonly kind: SlotKind;
  /** Null where none is written; empty where none can be, as with "now". */
  readonly preposition: string | null;
  /** As it is to be written. */
  readonly text: string;
  /** Years to add to the year that was spoken of: "the year before" is -1; null elsewhere. */
  readonly years: number | null;
  /** True for a time that the answer need not name, such as "recent years". */
  readonly isVague: boolean;
}

const PREPOSITIONS = new RegExp(`(?:^| )(${PREPOSITION}) `, 'gi');
const YEAR_BEFORE =
  /^(?:the |a |one )?(?:previous|preceding|prior|last) year$|^(?:the|a|one) year (?:before|earlier|prior)(?: that)?$/i;
const YEAR_AFTER =
  /^(?:the |a |one )?(?:following|next|subsequent) year$|^(?:the|a|one) year (?:after|later)(?: that)?$/i;
/** "Recent years", "now": when, but not a date that an answer would have to repeat. */
const VAGUE_TIME =
  /^(?:(?:the )?(?:recent|last|past|coming|next) (?:few |two |three |five |ten )?(?:years?|months?|weeks?|decades?|time)|the (?:past|future|beginning|end))$/i;
const TIME_ADVERB =
  /^(?:now|today|nowadays|currently|recently|earlier|later|before(?: that| then)?|previously|(?:this|last|next) (?:year|month|week)|\S+(?: \S+)? (?:years?|months?|weeks?|days?|decades?) ago)$/i;
const MOST_WORDS = 2;
const MOST_PIECES = 2;

/** The pieces of a fragment, or null when it says more than can be put into another question. */
export function piecesOf(fragment: string, vocabulary: Vocabulary): Piece[] | null {
  const pieces = partsOf(fragment).map(({ preposition, text }) => pieceOf(preposition, text, vocabulary));
  if (pieces.length === 0 || pieces.length > MOST_PIECES) return null;
  return pieces.every((piece) => piece !== null) ? pieces : null;
}

/** "The one in Bonn" means another one, named by its place. */
const ANOTHER = new RegExp(`^(?:${PREPOSITION} )?the ones? (?:${PREPOSITION}) `, 'i');

/** Splits before each preposition, but not within a range or a name. */
function partsOf(fragment: string): { preposition: string | null; text: string }[] {
  const relative = relativeYears(fragment);
  if (relative !== null) return [{ preposition: null, text: fragment }];
  if (ANOTHER.test(fragment)) return [{ preposition: null, text: fragment.replace(ANOTHER, '') }];
  const names = extractFacts(fragment).map(({ start, end }) => ({ start, end }));
  const cuts = [...fragment.matchAll(PREPOSITIONS)]
    .map((match) => match.index + (match[0].startsWith(' ') ? 1 : 0))
    .filter((at) => !names.some(({ start, end }) => at > start && at < end))
    .filter((at) => !/\bof\b/i.test(fragment.slice(at, at + 3)));
  const bounds = [...new Set([0, ...cuts, fragment.length])];
  return bounds.slice(0, -1).map((start, index) => {
    const part = fragment.slice(start, bounds[index + 1]).trim();
    const [, preposition = null, text = part] = new RegExp(`^(${PREPOSITION}) (.+)$`, 'i').exec(part) ?? [];
    return { preposition: preposition?.toLowerCase() ?? null, text };
  });
}

function pieceOf(preposition: string | null, given: string, { names, knows }: Vocabulary): Piece | null {
  const time = timeOf(preposition, given);
  if (time !== null) return time;
  const text = withoutTitles(given);
  const bare = text.replace(/^(?:the|a|an|their|its|his|her) /i, '');
  const known = names.get(nameKey(bare.replace(/[’']s$/, '')));
  const kind = kindOf(text, bare, known !== undefined);
  // A topic that the documents do not know is a question of its own, which they cannot answer.
  if (kind === 'noun' && !words(bare).every((word) => isStopWord(word) || knows(word))) return null;
  const written = kind === 'country' ? capitalised(text) : text.replace(bare, known ?? bare);
  return kind === null ? null : { kind, preposition, text: written, years: null, isVague: false };
}

/** "The year before", "recent years", "now": times that are no date. */
function timeOf(preposition: string | null, text: string): Piece | null {
  const years = relativeYears(text);
  if (years !== null) return { kind: 'time', preposition: null, text, years, isVague: false };
  if (preposition === null && TIME_ADVERB.test(text))
    return { kind: 'time', preposition: '', text, years: null, isVague: true };
  return VAGUE_TIME.test(text) ? { kind: 'time', preposition, text, years: null, isVague: true } : null;
}

/** "Minister Bello" is put where "Okafor" stands, behind the same title. */
function withoutTitles(text: string): string {
  const words = text.split(' ');
  const first = words.findIndex((word) => !isTitle(word));
  return first > 0 && /^\p{Lu}/u.test(words[first] ?? '') ? words.slice(first).join(' ') : text;
}

function kindOf(text: string, bare: string, isKnownName: boolean): SlotKind | null {
  if (isCountry(bare) || /^the us$/i.test(text)) return 'country';
  // A sentence around it keeps a lone capital from counting as the start of a sentence.
  const facts = extractFacts(`so ${bare}`);
  const [fact] = facts;
  const covered =
    fact !== undefined && facts.every(({ start, end }) => start === fact.start && end === fact.end);
  const whole = covered && fact.end - fact.start >= bare.length - 3;
  if (whole && (fact.kind === 'year' || fact.kind === 'date')) return 'time';
  if (facts.length === 2 && facts.every((each) => each.kind === 'year')) return 'time';
  if (isKnownName || (whole && fact.kind === 'name')) return 'name';
  if (whole) return 'quantity';
  const named = facts.flatMap((each) => words(each.text));
  const content = words(text).filter((word) => !isStopWord(word) && !named.includes(word));
  if (content.length === 0 || content.length > MOST_WORDS) return null;
  // "The Brenner tunnel": names may stand before the noun.
  const endsInNoun = facts.every((each) => each.kind === 'name' && each.end < bare.length);
  return endsInNoun ? 'noun' : null;
}

function relativeYears(text: string): number | null {
  if (YEAR_BEFORE.test(text)) return -1;
  return YEAR_AFTER.test(text) ? 1 : null;
}

/** A country typed in lower case. */
export function capitalised(name: string): string {
  if (/\p{Lu}/u.test(name)) return name;
  if (/^(?:the )?(?:us|usa|uk|eu|uae)$/.test(name))
    return name.replace(/\w+$/, (letters) => letters.toUpperCase());
  return name.replace(/(?<=^|[\s-])(?!(?:the|of|and)\b)\p{Ll}/gu, (letter) => letter.toUpperCase());
}

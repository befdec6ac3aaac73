import type { Turn } from './conversations.ts';
import { exchange } from './exchange.ts';
import { extractFacts } from './facts.ts';
import type { FollowUp } from './follow-up.ts';
import { type Piece, piecesOf } from './fragment.ts';
import { isCountry } from './name-kinds.ts';
import { asQuestion, questionForm, withoutEnd } from './question-form.ts';
import type { Reference } from './references.ts';
import { namesOf, salientPerson, salientPlace, salientSeveral, statementOf } from './salient-names.ts';
import { salientThing } from './salient-thing.ts';

/**
 * The question that a follow-up stands for, by rules alone; null when the turns (oldest first) do not tell. `topics` are
 * phrases of the documents, from whose spelling names are known that were typed in lower case.
 */
export function interpretFollowUp(
  followUp: FollowUp,
  turns: readonly Turn[],
  topics: readonly string[] = [],
): string | null {
  const turn = turns.at(-1);
  if (turn === undefined) return null;
  switch (followUp.kind) {
    case 'speaker': {
      const [quote] = turn.quotes;
      return quote === undefined ? null : `Who said “${statementOf(quote.text)}”?`;
    }
    case 'more':
      return `Tell me more: ${asQuestion(turn.interpreted)}`;
    case 'bare': {
      const question = askedAgain(followUp.asked, turn);
      if (question === null || followUp.fragment === null) return question;
      return withFragment(question, followUp.fragment, turns, topics);
    }
    case 'fragment':
      return withFragment(turn.interpreted, followUp.fragment, turns, topics);
    case 'reference':
      return withReferents(followUp.text, followUp.references, turns);
  }
}

const ADVERBIAL = /^(?:when|where|why|how\b.*|(?:in|on|by|since|at|until) (?:what|which) .*)$/i;

/** The last question, asked for something else: "Where was the summit held?" for "when?" as "When was …". */
function askedAgain(asked: string, { interpreted, quotes }: Turn): string | null {
  const form = questionForm(interpreted);
  const [quote] = quotes;
  const statement = quote === undefined ? null : statementOf(startingLow(quote.text));
  const cleft =
    statement === null
      ? null
      : asQuestion(`${asked} ${/^why|^how$/i.test(asked) ? 'is' : 'was'} it that ${statement}`);
  if (form === null || form.auxiliary === '') return /^(?:when|where|why|how)$/i.test(asked) ? cleft : null;
  const again = `${form.auxiliary.toLowerCase()} ${form.rest}`;
  if (/^(?:by )?who(?:m)?$/i.test(asked))
    return /^(?:is|are|was|were)$/i.test(form.auxiliary) ? asQuestion(`${again} – by whom`) : null;
  const isPlain =
    form.asked === '' || ADVERBIAL.test(form.asked) || /^(?:is|are|was|were)$/i.test(form.auxiliary);
  if (isPlain && !(/^why$/i.test(asked) && /^(?:what|who|which)\b/i.test(form.asked)))
    return asQuestion(`${asked} ${again}`);
  return cleft ?? asQuestion(`${asked} ${again}`);
}

function startingLow(sentence: string): string {
  const text = sentence.trim();
  const named = extractFacts(text).some(({ start }) => start === 0) || /^(?:I|[\p{Lu}]{2,})\b/u.test(text);
  return named ? text : `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
}

function withFragment(
  question: string,
  fragment: string,
  turns: readonly Turn[],
  topics: readonly string[],
): string | null {
  const pieces = datedPieces(fragment, turns, topics);
  if (pieces === null) return null;
  let text: string | null = question;
  for (const piece of pieces) text = text === null ? null : exchange(text, piece, pieces.length === 1);
  return text === null ? null : asQuestion(text);
}

/** What an answer to the follow-up has to hold, such as "2023"; empty when it names nothing particular. */
export function specificsOf(followUp: FollowUp, turns: readonly Turn[], topics: readonly string[]): string {
  const fragment = followUp.kind === 'fragment' || followUp.kind === 'bare' ? followUp.fragment : null;
  if (fragment === null) return '';
  return (
    datedPieces(fragment, turns, topics)
      ?.map(({ text }) => text)
      .join(', ') ?? fragment
  );
}

function datedPieces(fragment: string, turns: readonly Turn[], topics: readonly string[]): Piece[] | null {
  const pieces = piecesOf(fragment, knownNames(turns, topics))?.map((piece) =>
    piece.years === null ? piece : relativeTo(turns, piece, piece.years),
  );
  return pieces?.every((piece) => piece !== null) ? pieces : null;
}

/** "The year before", counted from the year of the last question, else from the only one of its answer. */
function relativeTo(turns: readonly Turn[], piece: Piece, years: number): Piece | null {
  const turn = turns.at(-1);
  const yearsIn = (text: string): number[] => [
    ...new Set(extractFacts(text).flatMap(({ kind, value }) => (kind === 'year' ? [Number(value)] : []))),
  ];
  const asked = yearsIn(turn?.interpreted ?? '');
  const known = asked.length > 0 ? asked : yearsIn(turn?.quotes[0]?.text ?? '');
  const [year] = known;
  return known.length === 1 && Number.isInteger(year)
    ? { ...piece, text: String((year ?? 0) + years) }
    : null;
}

/** Names of the turns and topics by how they may be typed: whole, or a person's last name. */
function knownNames(turns: readonly Turn[], topics: readonly string[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const texts of [
    topics,
    ...turns.map(({ interpreted, quotes }) => [interpreted, ...quotes.map(({ text }) => text)]),
  ]) {
    for (const { text } of texts.flatMap(namesOf)) {
      if (isCountry(text)) continue;
      names.set(text.toLowerCase(), text);
      const last = text.split(' ').at(-1) ?? text;
      if (/^\p{Lu}\p{Ll}/u.test(last)) names.set(last.toLowerCase(), last);
    }
  }
  return names;
}

function withReferents(
  text: string,
  references: readonly Reference[],
  turns: readonly Turn[],
): string | null {
  let result = text;
  for (const { referent, possessive, start, end } of references.toReversed()) {
    const name = nameOf(referent, turns);
    if (name === null) {
      // "There" and "that" may stay when the rest is explained.
      if (references.length > 1 && (referent === 'place' || referent === 'statement')) continue;
      return null;
    }
    const written = possessive ? `${name}${name.endsWith('s') ? '’' : '’s'}` : name;
    result = `${result.slice(0, start)}${written}${result.slice(end)}`;
  }
  return asQuestion(withoutEnd(result));
}

function nameOf(referent: Reference['referent'], turns: readonly Turn[]): string | null {
  switch (referent) {
    case 'person':
      return salientPerson(turns);
    case 'thing':
      return salientThing(turns) ?? nameOf('statement', turns);
    case 'several':
      return salientSeveral(turns);
    case 'place':
      return salientPlace(turns);
    case 'statement': {
      const quote = turns.at(-1)?.quotes[0];
      return quote === undefined ? null : `“${statementOf(quote.text)}”`;
    }
  }
}

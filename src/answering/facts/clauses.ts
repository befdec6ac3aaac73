import { allMatches } from '../../core/matches.ts';
import { isStopWord, stem } from '../../core/words.ts';
import { extractFacts, isNumeric } from './facts.ts';
import { lemma } from './lemmas.ts';

/** A word or number of a clause. */
export interface Token {
  /** Lemma of a word, or the canonical value of a number, date or amount. */
  readonly value: string;
  /** `preposition` and `auxiliary` are the words that say who does what to whom. */
  readonly type: 'word' | 'number' | 'preposition' | 'auxiliary';
  /** True for a word with a capital that no start of a sentence gives it. */
  readonly isProper?: boolean;
}

export type Clause = readonly Token[];

export const PREPOSITIONS: ReadonlySet<string> = new Set(
  `of in on at by for from to with into onto over under between than as about near during until till since through per without within towards toward via among`.split(
    /\s+/,
  ),
);
/** Verbs that say the same when their subject and object are exchanged. */
export const MUTUAL_VERBS: readonly string[] =
  'meet marri agre discuss talk negoti trade cooper sign join share border resembl equal match face adjoin'.split(
    ' ',
  );
const AUXILIARIES = new Set('is are was were be been being'.split(' '));
const BOUNDARY_WORDS = new Set(
  `and but or nor while whereas because although though which who whom whose when where before after against compared unlike so if
unless that then`.split(/\s+/),
);
const PIECE =
  /(?<number>\u0000+)|(?<word>[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*)|(?<boundary>[,;:.!?()—]+|(?<=\s)[–-](?=\s))/gu;

const CLAUSES_KEPT = 256;
const kept = new Map<string, readonly Clause[]>();

/** The clauses of a text, cut at punctuation and conjunctions; words without meaning of their own are left out. */
export function clausesOf(text: string): readonly Clause[] {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const clauses = readClauses(text);
  if (kept.size >= CLAUSES_KEPT) kept.delete(kept.keys().next().value ?? '');
  kept.set(text, clauses);
  return clauses;
}

function readClauses(text: string): Clause[] {
  const numbers = extractFacts(text).filter(isNumeric);
  let rest = text;
  for (const { start, end } of numbers)
    rest = rest.slice(0, start) + '\u0000'.repeat(end - start) + rest.slice(end);
  const clauses: Token[][] = [[]];
  for (const match of allMatches(rest, PIECE)) {
    const { number, word, boundary } = match.groups ?? {};
    const lower = word?.toLowerCase() ?? '';
    if (boundary !== undefined || BOUNDARY_WORDS.has(lower)) {
      clauses.push([]);
      continue;
    }
    const clause = clauses.at(-1) as Token[];
    if (number !== undefined) {
      const end = match.index + number.length;
      const inside = numbers.filter((fact) => fact.start >= match.index && fact.end <= end);
      // "from 5 to 4" is one piece with two values.
      const isPair = inside.length === 2 && inside[0]?.start === inside[1]?.start;
      inside.forEach(({ value }, index) => {
        if (isPair) clause.push({ value: index === 0 ? 'from' : 'to', type: 'preposition' });
        clause.push({ value, type: 'number' });
      });
    } else if (PREPOSITIONS.has(lower)) clause.push({ value: lower, type: 'preposition' });
    else if (AUXILIARIES.has(lower)) clause.push({ value: lower, type: 'auxiliary' });
    else if (!isStopWord(lower)) {
      const isProper = match.index > 0 && /^\p{Lu}/u.test(match[0]);
      clause.push({ value: lemma(stem(lower.replace(/['’]s?$/, ''))), type: 'word', isProper });
    }
  }
  return clauses.filter((clause) => clause.length > 0);
}

/** What of a clause carries meaning. */
export function contentOf(clause: Clause): Set<string> {
  return new Set(clause.filter(({ type }) => type === 'word' || type === 'number').map(({ value }) => value));
}

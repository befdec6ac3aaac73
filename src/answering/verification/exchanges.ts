import { type Clause, clausesOf, contentOf, MUTUAL_VERBS } from '../facts/clauses.ts';

/*
 * A sentence can consist of its source's words only and still turn it round, by exchanging two of them:
 *
 *   source   Rovers beat Albion.                          Exports made 58 % of sales, home customers 42 %.
 *   claim    Albion beat Rovers.                          Exports made 42 % of sales, home customers 58 %.
 *
 * Three signs tell: subject and object of a verb are exchanged, two words stand each in the other's clause, or two
 * numbers have exchanged their prepositions ("from 5 to 4"). Passive voice exchanges nothing.
 */

/** Verbs whose subject and object may be exchanged without harm: the mutual ones, and those of both sides of a talk or visit. */
const SYMMETRIC = new Set([...MUTUAL_VERBS, 'sai', 'tell', 'welcom', 'host', 'visit']);

/** Whether a sentence exchanges two words or numbers of the sentences that it rests on. */
export function exchanges(claim: string, sources: readonly string[]): boolean {
  const said = clausesOf(claim);
  const read = sources.map(clausesOf);
  return (
    exchangesRoles(said, read.flat()) ||
    exchangesClauses(said, read.flat()) ||
    exchangesPrepositions(said, read.flat())
  );
}

interface Roles {
  readonly subjects: ReadonlySet<string>;
  readonly objects: ReadonlySet<string>;
}

function exchangesRoles(claim: readonly Clause[], source: readonly Clause[]): boolean {
  return claim.some((said) =>
    said.some(({ value: verb, type, isProper }, place) => {
      if (type !== 'word' || isProper || SYMMETRIC.has(verb)) return false;
      const mine = rolesOf(said, place);
      return source.some((read) =>
        read.some((token, other) => {
          if (token.value !== verb) return false;
          const theirs = rolesOf(read, other);
          return (
            overlaps(mine.subjects, theirs.objects, theirs.subjects, mine.objects) &&
            overlaps(mine.objects, theirs.subjects, theirs.objects, mine.subjects)
          );
        }),
      );
    }),
  );
}

/** Whether a word stands in both of two sets and in neither of two others. */
function overlaps(
  one: ReadonlySet<string>,
  other: ReadonlySet<string>,
  ...without: readonly ReadonlySet<string>[]
): boolean {
  return [...one].some((word) => other.has(word) && !without.some((set) => set.has(word)));
}

/** What stands before a verb, and what follows it without a preposition; the other way round in passive voice. */
function rolesOf(clause: Clause, verb: number): Roles {
  const isWord = ({ type }: Clause[number]): boolean => type === 'word';
  const before = new Set(
    clause
      .slice(0, verb)
      .filter(isWord)
      .map(({ value }) => value),
  );
  const after = clause.slice(verb + 1);
  const by = after.findIndex(
    ({ type, value }) => type === 'preposition' && (value === 'by' || value === 'from'),
  );
  const untilPreposition = (tokens: Clause): Set<string> => {
    const end = tokens.findIndex(({ type }) => type === 'preposition');
    return new Set(
      tokens
        .slice(0, end < 0 ? undefined : end)
        .filter(isWord)
        .map(({ value }) => value),
    );
  };
  if (by >= 0) return { subjects: untilPreposition(after.slice(by + 1)), objects: before };
  if (clause[verb - 1]?.type === 'auxiliary') return { subjects: new Set(), objects: before };
  return { subjects: before, objects: untilPreposition(after) };
}

/** Whether two words of different clauses each fit the clause of the other better than their own. */
function exchangesClauses(claim: readonly Clause[], source: readonly Clause[]): boolean {
  if (claim.length < 2 || source.length < 2) return false;
  const read = source.map(contentOf);
  const known = new Set(read.flatMap((clause) => [...clause]));
  const said = claim.map((clause) => new Set([...contentOf(clause)].filter((word) => known.has(word))));
  /** How well the rest of a claim's clause matches the best source clause that has one word and not the other. */
  const match = (clause: ReadonlySet<string>, has: string, hasNot: string): number =>
    Math.max(
      -1,
      ...read
        .filter((home) => home.has(has) && !home.has(hasNot))
        .map(
          (home) => [...clause].filter((word) => word !== has && word !== hasNot && home.has(word)).length,
        ),
    );
  const fitsBetter = (clause: ReadonlySet<string>, own: string, other: string): boolean => {
    const home = match(clause, own, other);
    return home >= 0 && match(clause, other, own) > home;
  };
  return said.some((first, index) =>
    said
      .slice(index + 1)
      .some((second) =>
        [...first].some(
          (one) =>
            !second.has(one) &&
            [...second].some(
              (two) => !first.has(two) && fitsBetter(first, one, two) && fitsBetter(second, two, one),
            ),
        ),
      ),
  );
}

/** Whether two numbers of one kind have exchanged the prepositions before them. */
function exchangesPrepositions(claim: readonly Clause[], source: readonly Clause[]): boolean {
  const said = prepositions(claim);
  const read = prepositions(source);
  const shared = [...said.keys()].filter((number) => read.has(number));
  return shared.some((one, index) =>
    shared.slice(index + 1).some((other) => {
      const [mine, its] = [said.get(one), said.get(other)];
      return (
        unitOf(one) === unitOf(other) && mine !== its && mine === read.get(other) && its === read.get(one)
      );
    }),
  );
}

/** For each number that occurs once, the last preposition before it within its clause. */
function prepositions(clauses: readonly Clause[]): Map<string, string> {
  const found = new Map<string, string>();
  const repeated = new Set<string>();
  for (const clause of clauses) {
    let last = '';
    for (const { value, type } of clause) {
      if (type === 'preposition') last = value;
      if (type !== 'number') continue;
      if (found.has(value)) repeated.add(value);
      found.set(value, last);
      last = '';
    }
  }
  for (const value of repeated) found.delete(value);
  return found;
}

/** The unit of a number; `m` of a month. */
const unitOf = (number: string): string => number.replace(/[\d.~-]+/, '');

import type { Passage } from '../../core/passage.ts';
import { stems } from '../../core/search-terms.ts';
import type { Question } from '../questions/question.ts';
import { type ClaimValue, readValues, sameUnit, valuesDiffer } from './claim-values.ts';
import { canonicalStem, isCarrier, isChange } from './claim-words.ts';
import type { Claim } from './claims.ts';
import { holds } from './same-claim.ts';
import { sentenceStems } from './sentence-stems.ts';

/** What a question asks the value of. */
export interface AskedThing {
  readonly kind: Question['kind'];
  /** See `canonicalStem`. */
  readonly stems: ReadonlySet<string>;
  /** Those of the stems that name something particular. */
  readonly names: ReadonlySet<string>;
  /** Years that the question names. */
  readonly years: readonly number[];
  /** Values that the question states itself, years included. */
  readonly stated: readonly ClaimValue[];
}

export function askedThing({ kind, stems: named, names, text }: Question): AskedThing {
  const stated = readValues(text);
  const years = stated.flatMap((value) => (value.kind === 'date' && value.year !== null ? [value.year] : []));
  return { kind, stems: new Set([...named].map(canonicalStem)), names, years, stated };
}

/** Whether a claim has the kind of value that is asked for, of something that the question names. */
export function isAsked({ value, words, counted }: Claim, { kind, stems: asked }: AskedThing): boolean {
  if ((kind === 'time') !== (value.kind === 'date')) return false;
  return words.some(({ stem }) => asked.has(stem)) || counted.some((stem) => asked.has(stem));
}

/** Whether the question gives the value itself, as what it asks about: "Over how many years did it reach 68 billion?" */
export function isGiven({ value }: Claim, { kind, stated }: AskedThing): boolean {
  if (kind !== 'quantity' && kind !== 'time') return false;
  return stated.some(
    (other) => sameUnit(other, value) && !valuesDiffer(other, value) && !isFiner(value, other),
  );
}

/** "On which day in 2031 …": the year that the question names is not the day that is asked for. */
function isFiner(value: ClaimValue, stated: ClaimValue): boolean {
  if (value.kind !== 'date' || stated.kind !== 'date') return false;
  return (
    (value.month !== null && stated.month === null) || (value.firstDay !== null && stated.firstDay === null)
  );
}

/** What the question names and one claim speaks of, the other's passage must speak of too. */
export function answersAlike(
  a: Claim,
  b: Claim,
  { stems: asked, names }: AskedThing,
  passages: readonly Passage[],
): boolean {
  const { contextStems, titleStems } = a.sentence;
  const ofA = new Set([...contextStems, ...titleStems].map(canonicalStem));
  for (const { stem } of a.words) ofA.add(stem);
  const required = [...asked].filter((stem) => ofA.has(stem) && !isCarrier(stem) && !isChange(stem));
  const near = sentenceStems(b.sentence).all;
  const missing = required.filter((stem) => !holds(near, { stem, isName: names.has(stem) }));
  if (missing.length === 0) return true;
  const ofPassage = new Set(stems(passages[b.sentence.passageRank]?.text ?? '').map(canonicalStem));
  return missing.every((stem) => ofPassage.has(stem));
}

import { stem } from '../../core/words.ts';
import { sameUnit } from './claim-values.ts';
import { areRivals, canonicalStem, isCarrier, isChange } from './claim-words.ts';
import type { Claim } from './claims.ts';
import type { ClaimWord } from './measured-words.ts';
import { sentenceStems } from './sentence-stems.ts';

/** How many words one claim may have that the other has not, where they narrow nothing. */
const MOST_EXTRAS = 3;
const LEAST_SHARED = 2;
/** "12 people" and "12" count the same. */
const PEOPLE = canonicalStem(stem('people'));
const SHORTEST_FORM = 4;
const PLACE_PREFIX =
  /^(?:new|north|south|east|west|northern|southern|eastern|western|upper|lower|great|central)$/;

/**
 * The words that show two claims to be about the same thing, as they stand in the first, or null. The two must measure
 * the same: the word that the value depends on and what is counted are in both, and neither names or narrows something
 * that the other does not. A claim that is missed costs less than a false one.
 */
export function sameThing(a: Claim, b: Claim): readonly ClaimWord[] | null {
  if (!sameUnit(a.value, b.value) || a.isPlanned !== b.isPlanned || a.isChange !== b.isChange) return null;
  if (a.qualifiers !== b.qualifiers) return null;
  const ofA = stemsOf(a);
  const ofB = stemsOf(b);
  if (areRivals(ofA, ofB)) return null;
  if (!countsSame(a, ofB) || !countsSame(b, ofA)) return null;
  if (!governs(a, ofB) || !governs(b, ofA)) return null;
  if (!doesSame(a, ofB) || !doesSame(b, ofA)) return null;
  const extrasOfA = extras(a, b);
  const extrasOfB = extras(b, a);
  if (extrasOfA === null || extrasOfB === null) return null;
  if (extrasOfA > 0 && extrasOfB > 0) return null;
  if (Math.max(extrasOfA, extrasOfB) > MOST_EXTRAS) return null;
  const ofContext = { a: sentenceStems(a.sentence).all, b: sentenceStems(b.sentence).all };
  const shared = a.words.filter((word) => holds(ofB, word) || holds(ofContext.b, word));
  const measured = shared.filter(({ stem, isName }) => !isName && !a.counted.includes(stem) && ofB.has(stem));
  // "It cost 64 million" says what "it" is in the sentence before.
  const sharedByB = b.words.filter((word) => holds(ofContext.a, word));
  const distinct = new Set([...shared, ...sharedByB].map(({ stem }) => stem));
  return distinct.size >= LEAST_SHARED && (measured.length > 0 || a.counted.length > 0) ? shared : null;
}

function stemsOf({ words }: Claim): Set<string> {
  return new Set(words.map(({ stem }) => stem));
}

function countsSame(claim: Claim, others: ReadonlySet<string>): boolean {
  const counted = claim.counted.filter((stem) => !isCarrier(stem) && stem !== PEOPLE);
  return counted.length === 0 || counted.some((stem) => others.has(stem));
}

function governs({ governor, isChange: changes, counted }: Claim, others: ReadonlySet<string>): boolean {
  if (governor === null || holds(others, governor)) return true;
  // "has grown to 68": what counts is what has grown.
  return isChange(governor.stem) && !changes && counted.length === 0;
}

/** "Four flats changed hands": where what is counted is the subject, the other speaks of what it does, or of where it is. */
function doesSame({ counted, words, value }: Claim, others: ReadonlySet<string>): boolean {
  const [subject, ...predicate] = words;
  if (!subject || subject.start < value.end || subject.stem !== counted[0]) return true;
  return predicate.length === 0 || predicate.some(({ stem }) => others.has(stem));
}

/** How many words only one claim has; null when one of them makes it a claim about something else. */
function extras(claim: Claim, other: Claim): number | null {
  const known = sentenceStems(other.sentence).all;
  const own = stemsOf(other);
  let count = 0;
  let accompaniments = 0;
  for (const word of claim.words) {
    const isHeld = holds(own, word) || (holds(known, word) && !ofSomething(claim, word));
    if (isHeld || word.stem === PEOPLE || isChange(word.stem)) continue;
    if (accompanies(claim, word)) {
      accompaniments = 1;
      continue;
    }
    if (!isForename(word, claim, own)) {
      if (word.isName || (word.isRestriction && claim.value.kind !== 'date')) return null;
      if (word.stem === claim.subject && claim.words[0]?.stem === word.stem) return null;
      if (word.before !== null && own.has(word.before)) return null;
    }
    count++;
  }
  return count + accompaniments;
}

/** "It was founded in 1817 by a miller": what follows the date says by whom or with what, and not of what. */
function accompanies({ value, sentence }: Claim, { start }: ClaimWord): boolean {
  return value.kind === 'date' && /\b(?:by|with)\b/i.test(sentence.text.slice(value.end, start));
}

/** "Maria Lind" is "Lind", but "North Sudland" is not "Sudland". */
function isForename({ stem: own, before }: ClaimWord, claim: Claim, others: ReadonlySet<string>): boolean {
  if (before === null || !others.has(before) || PLACE_PREFIX.test(own)) return false;
  return claim.words.some((word) => word.stem === before && word.isName);
}

/** "The launch of the satellite": what it belongs to is another thing. */
function ofSomething({ sentence }: Claim, { end }: ClaimWord): boolean {
  return /^\s+of\s/.test(sentence.text.slice(end));
}

/** True for a stem that is among the others, and for a name of which they hold another form: "Russian" for "Russia". */
export function holds(
  stems: ReadonlySet<string>,
  { stem: own, isName }: Pick<ClaimWord, 'stem' | 'isName'>,
): boolean {
  if (stems.has(own)) return true;
  if (!isName || own.length < SHORTEST_FORM) return false;
  for (const other of stems) {
    const isForm = other.startsWith(own) || own.startsWith(other);
    if (isForm && other.length >= SHORTEST_FORM && Math.abs(other.length - own.length) <= 2) return true;
  }
  return false;
}

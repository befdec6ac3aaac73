import type { Passage } from '../../core/passage.ts';
import { splitSentences } from '../../corpus/sentences.ts';
import { extractFacts, type Fact, type FactSource, factSource, isNumeric } from '../facts/facts.ts';
import { lemmasOf } from '../facts/lemmas.ts';
import { knownNames } from '../facts/name-facts.ts';
import { instructsReader } from './embedded-instructions.ts';

/** A sentence of a cited passage, ready to be compared. */
export interface SourceSentence {
  readonly passage: Passage;
  /** Place of the sentence among those of its passage, from 0. */
  readonly order: number;
  readonly text: string;
  /** Offsets in the file. */
  readonly start: number;
  readonly end: number;
  readonly stems: ReadonlySet<string>;
  readonly facts: FactSource;
  /** Its numeric facts and its names. */
  readonly numbers: readonly Fact[];
  readonly names: readonly Fact[];
}

/** How many sentences back "he" may refer, and "the two sides", which an article names once. */
const REFERENCE_BACK = 4;
const PAIR_REFERENCE_BACK = 12;

/** Words by which a sentence refers to somebody or something named before it. */
const REFERENCE =
  /\b(?:he|she|it|they|him|her|them|his|its|their|this|these|that|those|we|our|I|the (?:latter|visit|meeting|talks|summit|leader|forum|event|president|prime minister|[A-Z][a-z]+ (?:leader|president|side)))\b/i;
const PAIR_REFERENCE =
  /\b(?:the two|both|bilateral|mutual|the (?:parties|sides|countries|nations|leaders))\b/i;
/** A sentence that goes on with what the one before it spoke of. */
const CONTINUATION =
  /^["“'‘]?(?:this|that|these|those|it|he|she|they|such|the (?:figure|share|number|amount))\b/i;

/**
 * The sentences of a passage that can be evidence; kept per passage object, because each sentence of an answer asks again.
 * Instructions to a machine are none, nor is what follows them on the same line.
 */
export function sourceSentences(passage: Passage): readonly SourceSentence[] {
  const kept = keptSentences.get(passage);
  if (kept !== undefined) return kept;
  const known = namesKnownFrom(passage);
  let instructedTo = -1;
  const sentences = splitSentences(passage.text).flatMap((span, order): SourceSentence[] => {
    const text = passage.text.slice(span.start, span.end);
    const goesOn = instructedTo >= 0 && !passage.text.slice(instructedTo, span.start).includes('\n');
    if (goesOn || instructsReader(text)) {
      instructedTo = span.end;
      return [];
    }
    const facts = extractFacts(text, known);
    return [
      {
        passage,
        order,
        text,
        start: passage.start + span.start,
        end: passage.start + span.end,
        stems: new Set(lemmasOf(text)),
        facts: factSource(text),
        numbers: facts.filter(isNumeric),
        names: facts.filter(({ kind }) => kind === 'name'),
      },
    ];
  });
  keptSentences.set(passage, sentences);
  return sentences;
}

/** See `knownNames`; kept per passage object. */
export function namesKnownFrom(passage: Passage): ReadonlySet<string> {
  const kept = keptNames.get(passage);
  if (kept !== undefined) return kept;
  const names = knownNames(passage.text);
  keptNames.set(passage, names);
  return names;
}

const keptNames = new WeakMap<Passage, ReadonlySet<string>>();
const keptSentences = new WeakMap<Passage, readonly SourceSentence[]>();

/** Whether a sentence speaks of somebody or something ("he", "both leaders") that an earlier one may name. */
export function refersBack(sentence: SourceSentence, earlier: SourceSentence): boolean {
  const distance = sentence.order - earlier.order;
  if (sentence.passage !== earlier.passage) return false;
  if (/^[•*-]/.test(earlier.text) && Math.abs(distance) <= REFERENCE_BACK) return true;
  if (distance > 0 && distance <= REFERENCE_BACK && REFERENCE.test(sentence.text)) return true;
  return distance > 0 && distance <= PAIR_REFERENCE_BACK && PAIR_REFERENCE.test(sentence.text);
}

/** Whether one sentence goes on with what the other said: "This figure fell to …". */
export function adjoins(one: SourceSentence, other: SourceSentence): boolean {
  if (one.passage !== other.passage || Math.abs(one.order - other.order) !== 1) return false;
  return CONTINUATION.test(one.order > other.order ? one.text : other.text);
}

import { allMatches } from '../../core/matches.ts';
import { isStopWord, stem, words } from '../../core/words.ts';
import { collectDates, impliedByDate } from './date-facts.ts';
import { type Fact, FactCollector, plainText } from './fact-text.ts';
import { nameFacts } from './name-facts.ts';
import { NameIndex } from './name-index.ts';
import { collectNumbers, impliedByContext, impliedByQuantity } from './number-facts.ts';
import { comparedNames, languageOf, type SentenceLanguage, spelledAlike } from './sentence-language.ts';
import { impliedInWords } from './word-quantities.ts';

export type { Fact, FactKind } from './fact-text.ts';

/** In double quotation marks, or in single ones that are no apostrophes. */
const QUOTED =
  /"(?<double>[^"]{3,}?)"|(?<![\p{L}\p{N}])'(?<single>(?:[^']|(?<=\p{L})'(?=\p{L})){3,}?)'(?![\p{L}\p{N}])/gu;
const QUOTATION_WORDS = 2;
const SOURCES_KEPT = 128;
const NONE: ReadonlySet<string> = new Set();

/**
 * Numbers, amounts, percentages, dates, names and quotations of a text, in the order of their places. `known` are words,
 * lower-cased, that are names even where a sentence begins with them; see `knownNames`.
 */
export function extractFacts(text: string, known: ReadonlySet<string> = NONE): Fact[] {
  const collector = new FactCollector(text);
  collectDates(collector);
  collectNumbers(collector);
  const names = nameFacts(collector.rest, text, known);
  const quotations: Fact[] = [];
  for (const match of allMatches(plainText(text), QUOTED)) {
    const { double, single = '' } = match.groups ?? {};
    for (const piece of (double ?? single).split(/\.{3}|…|\[[^\]]*\]/)) {
      const value = words(piece);
      if (value.length < QUOTATION_WORDS) continue;
      const end = match.index + match[0].length;
      quotations.push({
        kind: 'quotation',
        value: `q:${value.join(' ')}`,
        text: text.slice(match.index, end),
        start: match.index,
        end,
      });
    }
  }
  return [...collector.facts, ...names, ...quotations].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What a text can prove: built once per text. */
export interface FactSource {
  /** True when the text contains the fact, in whatever notation. */
  proves(fact: Fact, sentence: string): boolean;
}

/** Reads a source. Recent sources are kept, because the sentences of one answer cite the same passages. */
export function factSource(text: string): FactSource {
  const kept = keptSources.get(text);
  if (kept !== undefined) return kept;
  const source = readSource(text);
  if (keptSources.size >= SOURCES_KEPT) keptSources.delete(keptSources.keys().next().value ?? '');
  keptSources.set(text, source);
  return source;
}

/** Facts of the sentence that occur in none of the sources; empty when all are proven. */
export function missingFacts(sentence: string, sources: readonly string[]): Fact[] {
  const read = sources.map(factSource);
  return extractFacts(sentence).filter((fact) => !read.some((source) => source.proves(fact, sentence)));
}

const keptSources = new Map<string, FactSource>();

function readSource(text: string): FactSource {
  const values = new Set<string>();
  /** Numbers of things that were measured: "5" of "5 years". */
  const measured = new Set<string>();
  const facts = extractFacts(text);
  const written = facts.filter(({ kind, value }) => kind === 'name' && !value.startsWith('id:'));
  for (const value of impliedByContext(text, facts)) values.add(value);
  for (const fact of facts) {
    const { kind, value } = fact;
    if (written.includes(fact)) continue;
    values.add(value);
    if (kind === 'date') for (const implied of impliedByDate(value)) values.add(implied);
    else
      for (const implied of impliedByQuantity(value))
        (isBare(implied) && !value.endsWith(' x') ? measured : values).add(implied);
    if (kind === 'number' || kind === 'amount' || kind === 'percent')
      for (const implied of impliedInWords(value)) values.add(implied);
  }
  const names = new NameIndex(text, written);
  let ownLanguage: SentenceLanguage | undefined;
  const language = (): SentenceLanguage => {
    ownLanguage ??= languageOf(text);
    return ownLanguage;
  };
  let running: string | undefined;
  let common: Set<string> | undefined;
  const hasWord = (word: string): boolean => {
    common ??= new Set(words(text.toLowerCase()).map(stem));
    return common.has(stem(word));
  };
  /** Numbers and quotations of a sentence in another language have other words around them. */
  const sharesWords = (sentence: string): boolean =>
    languageOf(sentence) === 'english' && language() === 'english';
  return {
    proves(fact, sentence) {
      if (values.has(fact.value)) return true;
      // "5 years" is no evidence for "5 employees".
      if (measured.has(fact.value))
        return !sharesWords(sentence) || countsNothingElse(sentence.slice(fact.end), hasWord);
      // "It shrank by 5 percent" says what a growth of -5 percent is.
      if (isNumeric(fact) && values.has(`-${fact.value}`)) return FALL.test(sentence);
      if (fact.kind === 'quotation') {
        running ??= ` ${words(text).join(' ')} `;
        return running.includes(` ${fact.value.slice(2)} `) || !sharesWords(sentence);
      }
      if (fact.kind !== 'name' || fact.value.startsWith('id:')) return false;
      const parts = fact.value.slice(2).split(' ');
      // The first word of a sentence has its capital whatever it is: "Road spending" is proven by "roads".
      if (fact.start === 0 && parts.length === 1 && hasWord(parts[0] ?? '')) return true;
      if (names.has(parts)) return true;
      const compared = comparedNames(languageOf(sentence), language());
      return compared === 'nowhere' || (compared === 'alike' && names.has(parts, spelledAlike));
    },
  };
}

const isBare = (value: string): boolean => /^-?[\d.]+$/.test(value);

const FALL =
  /\b(?:f[ae]ll|fallen|declin|decreas|drop|shr[aiu]nk|contract|lost|loss|los[ei]|deficit|minus|below|negative|reduc|cut|down)/i;

/** Whether no noun follows a number that the source does not have: "5 in all", "5 whole years". */
function countsNothingElse(after: string, hasWord: (word: string) => boolean): boolean {
  const [, phrase = ''] = /^[\s-]*((?:\p{L}+[\s-]*){0,3})/u.exec(after) ?? [];
  const [first, ...others] = words(phrase);
  return first === undefined || isStopWord(first) || [first, ...others].some(hasWord);
}

/** Facts whose canonical values are numbers of some kind: the ones that must stand in a quote themselves. */
export function isNumeric(fact: Fact): boolean {
  return fact.kind !== 'name' && fact.kind !== 'quotation';
}

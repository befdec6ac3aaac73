import { stems } from '../core/search-terms.ts';
import { isStopWord, stem, wordsWithPlaces } from '../core/words.ts';

/** What kind of thing answers a question. */
export type AnswerKind =
  | 'person'
  | 'time'
  | 'place'
  | 'quantity'
  | 'reason'
  | 'list'
  | 'yes-no'
  | 'definition'
  | 'other';

/** A question, analysed. */
export interface Question {
  /** As asked, with white space collapsed, and without control characters and invisible ones. */
  readonly text: string;
  readonly kind: AnswerKind;
  /** Content stems, each once. */
  readonly stems: ReadonlySet<string>;
  /** Stems of words that name something particular: capitalised inside the question, or with a digit. */
  readonly names: ReadonlySet<string>;
}

/** Characters of a question that are read; what is beyond is not searched for. */
export const LONGEST_QUESTION = 2_000;

const KINDS: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'quantity',
    /\bhow (?:much|many|large|big|high|far|long|old|often|fast|big)\b|\bwhat (?:percent(?:age)?|share|proportion|amount|number|value|price|cost|sum|total|volume|size)\b|\bby how\b/i,
  ],
  [
    'time',
    /\bwhen\b|\b(?:what|which|on what|in what|in which) (?:date|day|month|year|time|century|decade)\b|\bhow (?:soon|recently)\b|\bsince when\b/i,
  ],
  [
    'place',
    /\bwhere\b|\b(?:what|which|in what|in which) (?:city|country|place|town|region|state|location|venue|building)\b/i,
  ],
  [
    'person',
    /\bwho(?:se|m)?\b|\b(?:what|which) (?:person|leader|president|minister|official|diplomat|expert|people|name)\b/i,
  ],
  ['reason', /\bwhy\b|\bhow come\b|\bwhat (?:reason|reasons|caused|causes|led)\b|\bfor what reason\b/i],
  ['list', /\b(?:list|name|enumerate)\b.*\b(?:all|the|some|any)?\b|\bwhat are\b|\bwhich (?:\w+s)\b/i],
  ['yes-no', /^(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may|might)\b/i],
  ['definition', /^(?:what|who) (?:is|are|was|were)\b/i],
];

/** Analyses a question of any length, language and content. */
export function analyseQuestion(given: string): Question {
  const text = given
    // Pasted from a coloured terminal: the sequence goes as a whole, not only its first character.
    .replace(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
    // Soft hyphens and zero-width characters stand inside words.
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_QUESTION)
    .trim();
  return { text, kind: kindOf(text), stems: new Set(stems(text)), names: namesOf(text) };
}

function kindOf(text: string): AnswerKind {
  return KINDS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'other';
}

function namesOf(text: string): Set<string> {
  const names = new Set<string>();
  // A question typed in capitals, or in title case, names nothing by its capitals.
  const found = wordsWithPlaces(text).filter((word) => !isStopWord(word.text));
  const capitals = found.filter((word) => /^\p{Lu}/u.test(text.slice(word.start, word.end)));
  const shouting = found.length > 3 && capitals.length > found.length * 0.8;
  for (const word of found) {
    const written = text.slice(word.start, word.end);
    const capitalised = !shouting && word.start > 0 && /^\p{Lu}/u.test(written);
    if (capitalised || /\p{N}/u.test(written)) names.add(stem(word.text));
  }
  return names;
}

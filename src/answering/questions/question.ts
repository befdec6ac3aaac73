import { stems } from '../../core/search-terms.ts';
import { isStopWord, stem, wordsWithPlaces } from '../../core/words.ts';

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

/** Up to two words between "which" and what it asks for: "which Indian president", "what little town". */
const WHICH = String.raw`\b(?:what|which|whose)(?: (?!(?:is|are|was|were|of|do|does|did)\b)[\p{L}'’-]+){0,2}?`;
const asksFor = (nouns: string): RegExp => new RegExp(`${WHICH} (?:${nouns})\\b`, 'iu');

const KINDS: readonly (readonly [AnswerKind, RegExp])[] = [
  [
    'quantity',
    /\bhow (?:much|many|large|big|small|high|low|tall|deep|wide|heavy|far|long|old|often|fast)\b|\bby how\b/i,
  ],
  [
    'quantity',
    asksFor(
      'percent(?:age)?|share|proportion|fraction|portion|slice|chunk|amount|number|value|price|cost|sum|total|volume|size|population|rate',
    ),
  ],
  [
    'quantity',
    /\bwhat (?:is|are|was|were) (?:the |its |their )?(?:[\p{L}-]+ ){0,4}?(?:percentage|share|proportion|amount|number|price|cost|rate|size|population|turnover|volume|speed|height|length|weight|wage|salary|budget)\b/iu,
  ],
  ['time', /\bwhen\b|\bhow (?:soon|recently)\b/i],
  ['time', asksFor('dates?|days?|weekdays?|months?|years?|time|century|centuries|decades?')],
  ['place', /\bwhere\b/i],
  ['place', asksFor('city|country|place|town|village|region|state|location|venue|building|continent|resort')],
  ['person', /\bwho(?:se|m)?\b/i],
  [
    'person',
    asksFor(
      'person|leader|president|minister|official|diplomat|expert|people|king|queen|emperor|author|writer|artist|scientist|company|firm|organi[sz]ation|agency',
    ),
  ],
  ['reason', /\bwhy\b|\bhow come\b|\bwhat (?:reason|reasons|caused|causes|led)\b|\bfor what reason\b/i],
  [
    'list',
    /^(?:please )?(?:can you )?(?:list|name|enumerate)\b|\bgive (?:me )?(?:all|the list)\b|\bwhat are\b/i,
  ],
  [
    'list',
    /\b(?:what|which)(?: (?:two|three|four|five|other|main|new))* (?!(?:is|was|has|does|this|its)\b)[\p{L}-]{2,}[^\Ws]s\b/iu,
  ],
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

/** A part of a question, which names what the question names. */
export function withText(question: Question, text: string): Question {
  return { text, kind: kindOf(text), stems: new Set(stems(text)), names: question.names };
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

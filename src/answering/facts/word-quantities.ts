import type { FactCollector, FactKind } from './fact-text.ts';
import { numberOfWords, SMALL_COUNTS } from './number-words.ts';

const MULTIPLES: Readonly<Record<string, number>> = {
  doubl: 2,
  tripl: 3,
  trebl: 3,
  quadrupl: 4,
  quintupl: 5,
};
/** "Doubled", and "double" where it is a verb or stands before what is doubled. */
const MULTIPLE =
  /(?<!\p{L})(?<stem>doubl|tripl|trebl|quadrupl|quintupl)(?:ed|es|ing|e(?=\s+(?:the|its|their|his|her|our|that|what|by|in|to|from|over)\b)|(?<=\b(?:to|will|would|should|could|may|might|than)\s\p{L}+)e)(?!\p{L}|\s+(?:down|standard))/giu;
const OFTEN = /\b(?:twice|thrice)\b/giu;

const PARTS: Readonly<Record<string, number>> = {
  half: 2,
  third: 3,
  quarter: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
};
const WHOLE =
  '(?=\\s+(?:of|the|its|their|his|her|our|all|to|in|by|from|since|and|or|but|because|as|compared)\\b|\\s*(?:[.,;!?)]|$))(?!\\s+of\\s+(?:an?\\s+century|\\d))';
/** "Half of", "a third of", "two-thirds", "three quarters of", but no "first half", "third quarter" or "a third visit". */
const SHARE = new RegExp(
  `(?<!\\p{L})(?=[a-z])(?<hedge>(?:(?:more|less|fewer)\\s+than|over|above|at\\s+least|nearly|almost|under|below|close\\s+to)\\s+)?(?:(?<!\\b(?:first|second|other|latter|former|better|this|each|either|last|next|time|\\d\\p{L}\\p{L})[\\s-])(?<![\\p{L}-])(?:(?:an?|one)[\\s-])?(?<half>half)(?:(?=\\s+as\\b)|${WHOLE})|(?<!\\p{L})(?<count>an?|one|${SMALL_COUNTS})[\\s-](?<part>${Object.keys(PARTS).slice(1).join('|')})(?:(?=\\s+of\\b)${WHOLE}|(?<=one[\\s-]\\p{L}+)${WHOLE}|s(?!\\p{L})(?!\\s+of\\s+(?:\\d|growth|the\\s+(?:fiscal\\s+)?year)))|(?<!\\p{L})(?<halved>halv(?:ed|es|ing)))`,
  'giu',
);

const MAGNITUDES: Readonly<Record<string, number>> = {
  dozen: 1,
  ten: 1,
  score: 1,
  hundred: 2,
  thousand: 3,
  million: 6,
  billion: 9,
  trillion: 12,
};
/** "Dozens of", "hundreds of thousands", "several million", "multibillion-dollar". */
const MAGNITUDE =
  /(?<!(?<!multi)\p{L})(?:(?<first>dozen|hundred|thousand|million|billion|trillion)s?|(?<tens>ten|score)s(?=\s+of\b))(?:(?:\s+of)?\s+(?<second>thousand|million|billion|trillion)s?)?(?!\p{L})/giu;

/** How far a percentage may lie from a share that is said without "more" or "less": 45 percent is about or nearly half. */
const SHARE_TOLERANCE = 0.1001;
/** The same after "more than" or "less than". */
const HEDGED_TOLERANCE = 0.3;

/** Collects multiples (`2 x`, `2 time`) and shares (`1/2`, `>1/3`). They stand before ordinals: "a third of". */
export function collectShares(collector: FactCollector): void {
  collector.each(OFTEN, ([word]) => [['number', `${word.toLowerCase() === 'twice' ? 2 : 3} time`]]);
  collector.each(MULTIPLE, ({ groups: { stem = '' } = {} }) => [
    ['number', `${MULTIPLES[stem.toLowerCase()]} x`],
  ]);
  collector.each(SHARE, (match) => {
    const { hedge, half, halved, count = '', part = 'half' } = match.groups ?? {};
    const parts = half !== undefined || halved !== undefined ? 2 : (PARTS[part.toLowerCase()] ?? 2);
    const share = `${numberOfWords(count) || 1}/${parts}`;
    return [['percent', `${boundOf(hedge)}${share}`]] satisfies [FactKind, string][];
  });
}

function boundOf(hedge: string | undefined): '' | '>' | '<' {
  if (hedge === undefined || /^(?:nearly|almost|close)/i.test(hedge)) return '';
  return /^(?:more|over|above|at)/i.test(hedge) ? '>' : '<';
}

/** Collects the orders of magnitude that are said without a number: `~1e3` for "thousands". */
export function collectMagnitudes(collector: FactCollector): void {
  collector.each(MAGNITUDE, (match) => {
    const { first, tens, second = '' } = match.groups ?? {};
    const exponent =
      (MAGNITUDES[(first ?? tens ?? '').toLowerCase()] ?? 0) + (MAGNITUDES[second.toLowerCase()] ?? 0);
    return [['number', `~1e${exponent}`]];
  });
}

/** What a number proves that is said in words: "4,500" proves "thousands", "36 percent" "more than a third". */
export function impliedInWords(value: string): string[] {
  const magnitude = /^~1e(\d+)$/.exec(value);
  if (magnitude !== null) return magnitudes(Number(magnitude[1]));
  const share = /^[<>]?((\d+)\/(\d+))$/.exec(value);
  if (share !== null) {
    const percent = (100 * Number(share[2])) / Number(share[3]);
    return [share[1] ?? '', ...(value.startsWith('<') || value.startsWith('>') ? [] : [`${percent} %`])];
  }
  const [, digits, unit] = /^(\d+(?:\.\d+)?)(?: (\S+))?$/.exec(value) ?? [];
  const number = Number(digits);
  if (digits === undefined || number <= 0) return [];
  if (unit === '%') return shares(number / 100);
  const again =
    unit === 'x' || unit === undefined ? [`${digits} time`] : unit === 'time' ? [`${digits} x`] : [];
  return [...again, ...magnitudes(Math.floor(Math.log10(number) + 1e-9))];
}

function magnitudes(exponent: number): string[] {
  return exponent < 1 ? [] : [`~1e${exponent}`, ...(exponent < 3 ? [] : [`~1e${exponent - (exponent % 3)}`])];
}

function shares(proportion: number): string[] {
  const proven: string[] = [];
  for (const parts of Object.values(PARTS)) {
    for (let count = 1; count < parts; count++) {
      const ratio = (proportion * parts) / count;
      const share = `${count}/${parts}`;
      if (Math.abs(ratio - 1) <= SHARE_TOLERANCE) proven.push(share);
      if (ratio >= 1 && ratio <= 1 + HEDGED_TOLERANCE) proven.push(`>${share}`);
      if (ratio <= 1 && ratio >= 1 - HEDGED_TOLERANCE) proven.push(`<${share}`);
    }
  }
  return proven;
}

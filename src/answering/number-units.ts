import type { FactKind } from './fact-text.ts';

/** Signs and codes that stand before an amount. */
export const CURRENCY: string = 'US\\$|USD|\\$|EUR|€|GBP|£|INR|₹|Rs\\.?|RUB|₽|CNY|¥';
const PERCENT =
  '%|per\\s?cent(?!age)|pct\\.?|prozent|pour\\s+cent|por\\s+ciento|per\\s+cento|процент\\p{L}*|प्रतिशत|फीसदी';
const MONEY =
  "(?:US[\\s-]|U\\.S\\.\\s)?dollars?|(?:de\\s+)?dólares|(?:de\\s+)?dollars|доллар\\p{L}*|डॉलर|美元|(?:USD|EUR|GBP|INR|RUB|CNY)(?!\\p{L})|(?:d')?euros?|евро|pounds?(?:\\s+sterling)?|rupees?|ro?ubles?|rubles?|рубл\\p{L}*|yuan";
const MEASURE =
  'years?|months?|weeks?|days?|hours?|minutes?|seconds?|km/h|kph|mph|kilomet(?:re|er)s?|km|centimet(?:re|er)s?|cm|millimet(?:re|er)s?|mm|met(?:re|er)s?|miles?|feet|lit(?:re|er)s?|tons?|tonnes?|barrels?|kilograms?|kg|grams?|kilobytes?|megabytes?|gigabytes?|terabytes?|KB|MB|GB|TB|megawatts?|MW|gigawatts?|GW|percentage\\s+points?|fold|times';
/** What may follow a number; groups `percent`, `money` and `measure`. */
export const UNIT: string = `(?:[\\s-]*(?:(?<percent>${PERCENT})|(?<money>${MONEY})|(?<measure>${MEASURE}))(?![\\p{L}\\p{M}]))?`;

/** The canonical unit of a match, with a leading space; empty for a bare number. */
export function unitOf(match: RegExpExecArray, currency: string | undefined): string {
  const { percent, money, measure } = match.groups ?? {};
  if (percent !== undefined) return ' %';
  const sign = currency ?? money;
  if (sign !== undefined) return ` ${currencyCode(sign)}`;
  if (measure === undefined) return '';
  const name = measure
    .toLowerCase()
    .replace(/\s+/g, '-')
    .replace(/metre/, 'meter')
    .replace(/^tonne/, 'ton');
  if (name === 'fold' || name === 'times') return ' x';
  return ` ${name
    .replace(/s$/, '')
    .replace(/^(kilo|centi|milli)meter$/, (_, prefix: string) => `${prefix[0]}m`)
    .replace(/^kilogram$/, 'kg')
    .replace(/^([kmgt])(?:ilo|ega|iga|era)byte$/, '$1b')
    .replace(/^([mg])(?:ega|iga)watt$/, '$1w')
    .replace(/^kph$/, 'km/h')
    .replace(/^litre$/, 'liter')}`;
}

function currencyCode(sign: string): string {
  const name = sign.toLowerCase();
  if (/eur|€|евро/.test(name)) return 'eur';
  if (/gbp|£|pound/.test(name)) return 'gbp';
  if (/^(?:inr|₹|rs|rupee)/.test(name)) return 'inr';
  if (/rub|₽|roub|руб/.test(name)) return 'rub';
  return /cny|¥|yuan/.test(name) ? 'cny' : 'usd';
}

export function kindOf(unit: string): FactKind {
  if (unit === ' %') return 'percent';
  return /^ (?:usd|eur|gbp|inr|rub|cny)$/.test(unit) ? 'amount' : 'number';
}

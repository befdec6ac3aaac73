import type { FactKind } from './fact-text.ts';

type Spellings = readonly (readonly [unit: string, pattern: string])[];

/** Codes of currencies; the ones that are words as well ("try", "all") are left out. */
export const CURRENCY_CODES: string =
  'USD|EUR|GBP|INR|RUB|CNY|JPY|KRW|CHF|SEK|NOK|DKK|CZK|PLN|HUF|AUD|CAD|NZD|HKD|SGD|BRL|MXN|ZAR|THB|IDR|UAH|KZT|VND|PKR|BDT';
/** Signs and codes that stand before an amount. */
export const CURRENCY: string = `(?<!\\p{L})(?:US|AU?|CA?|HK|NZ|S|R)\\$|\\$|€|£|₹|₽|¥|(?<!\\p{L})(?:Rs\\.?|${CURRENCY_CODES})`;

const SIGNS: Readonly<Record<string, string>> = {
  us$: 'usd',
  $: 'usd',
  a$: 'aud',
  au$: 'aud',
  c$: 'cad',
  ca$: 'cad',
  hk$: 'hkd',
  nz$: 'nzd',
  s$: 'sgd',
  r$: 'brl',
  '€': 'eur',
  '£': 'gbp',
  '₹': 'inr',
  rs: 'inr',
  'rs.': 'inr',
  '₽': 'rub',
};

const PERCENT =
  'per\\s?cent(?!age)|pct\\.?|prozent|pour\\s+cent|por\\s+cient?o|por\\s+cento|per\\s+cento|procent\\p{L}*|процент\\p{L}*|प्रतिशत|फीसदी';
/** Words that are no currency unless a scale stands before them: "in 2010 won …". */
const SCALED = '(?<=(?:thousand|million|billion|trillion|bn|tn|mn)\\s)';
const CURRENCIES: Spellings = [
  ['cad', 'Canadian\\s+dollars?'],
  ['aud', 'Australian\\s+dollars?'],
  ['hkd', 'Hong\\s+Kong\\s+dollars?'],
  ['nzd', 'New\\s+Zealand\\s+dollars?'],
  ['sgd', 'Singapore\\s+dollars?'],
  [
    'usd',
    '(?:US[\\s-]|U\\.S\\.\\s|American\\s)?dollars?|(?:d[ei]\\s+)?(?:dólar(?:es)?|dollars|dollari)|dolar\\p{L}*|доллар\\p{L}*|डॉलर|دولار\\p{L}*|đô\\s+la',
  ],
  ['eur', "(?:d[ei]\\s+|d')?euros?|евро"],
  ['gbp', 'pounds?(?:\\s+sterling)?'],
  ['inr', 'rupees?'],
  ['rub', 'ro?ubles?|rubles?|рубл\\p{L}*'],
  ['cny', 'yuan|renminbi'],
  ['jpy', 'yen'],
  ['krw', `${SCALED}won`],
  ['zar', `${SCALED}rand`],
  ['crown', 'crowns?|kron(?:a|or|er?|en)|korunas?|coronas|couronnes|крон\\p{L}*'],
  ['franc', 'francs?|franken'],
  ['peso', 'pesos?'],
  ['pln', 'z[łl]oty(?:s|ch)?'],
  ['lira', 'lira[s]?|lire'],
  ['dinar', 'dinars?'],
  ['dirham', 'dirhams?'],
  ['riyal', 'riyals?'],
  ['shekel', 'shekels?'],
  ['thb', 'baht'],
  ['ringgit', 'ringgit'],
  ['idr', 'rupiah'],
  ['huf', 'forints?'],
  ['uah', 'hryvnias?'],
  ['kzt', 'tenge'],
  ['bdt', 'taka'],
  ['naira', 'naira'],
  ['shilling', 'shillings?'],
  ['cent', 'cents?|pence'],
];
/** Currencies of scripts in which the next word follows without a space. */
const UNSPACED_MONEY = '美元|달러|ドル|人民币';

const MEASURES: Spellings = [
  ...'year month week day hour second mile ton barrel gram acre yard inch gallon ounce knot degree century decade calorie'
    .split(' ')
    .map((unit) => [unit, `${unit}s?`] as const),
  ['minute', 'minutes?|min'],
  ['hour', 'hrs?|h'],
  ['ms', 'ms|milliseconds?'],
  ['ns', 'ns|nanoseconds?'],
  ['am', 'am|a\\.m\\.?'],
  ['pm', 'pm|p\\.m\\.?'],
  ['century', 'centuries'],
  ['inch', 'inches'],
  ['foot', 'feet|foot|ft'],
  ['km/h', 'km/h|kph'],
  ['mph', 'mph'],
  ['m/s', 'm/s'],
  ['km', 'km|kilomet(?:re|er)s?'],
  ['cm', 'cm|centimet(?:re|er)s?'],
  ['mm', 'mm|millimet(?:re|er)s?'],
  ['nm', 'nm|nanomet(?:re|er)s?'],
  ['meter', 'met(?:re|er)s?'],
  ['hectare', 'hectares?|ha'],
  ['liter', 'lit(?:re|er)s?|l'],
  ['ml', 'ml|millilit(?:re|er)s?'],
  ['cl', 'cl|centilit(?:re|er)s?'],
  ['ton', 'tonnes?'],
  ['kg', 'kg|kilograms?|kilos?'],
  ['gram', 'g'],
  ['mg', 'mg|milligrams?'],
  ['µg', '[µμ]g|mcg|micrograms?'],
  ['lb', 'lbs?'],
  ['ounce', 'oz'],
  ['kb', 'KB|kilobytes?'],
  ['mb', 'MB|megabytes?'],
  ['gb', 'GB|gigabytes?'],
  ['tb', 'TB|terabytes?'],
  ['watt', 'watts?'],
  ['kw', 'kW|kilowatts?'],
  ['mw', 'MW|megawatts?'],
  ['gw', 'GW|gigawatts?'],
  ['tw', 'TW|terawatts?'],
  ['kwh', 'kWh|kilowatt[\\s-]hours?'],
  ['mwh', 'MWh|megawatt[\\s-]hours?'],
  ['gwh', 'GWh|gigawatt[\\s-]hours?'],
  ['twh', 'TWh|terawatt[\\s-]hours?'],
  ['volt', 'volts?'],
  ['kv', 'kV|kilovolts?'],
  ['hz', 'Hz|hertz'],
  ['khz', 'kHz|kilohertz'],
  ['mhz', 'MHz|megahertz'],
  ['ghz', 'GHz|gigahertz'],
  ['kcal', 'kcal|kilocalories?'],
  ['cc', 'cc'],
  ['db', 'dB|decibels?'],
  ['ppm', 'ppm'],
  ['rpm', 'rpm'],
  ['°c', '°\\s?C|(?:degrees?\\s+)(?:Celsius|centigrade)'],
  ['°f', '°\\s?F|(?:degrees?\\s+)Fahrenheit'],
  ['percentage-point', 'percentage\\s+points?'],
  ['x', 'fold|times|x'],
];

const patterns = (table: Spellings): string => table.map(([, pattern]) => pattern).join('|');
const MEASURE = `(?:(?:square|cubic)[\\s-])?(?:${patterns(MEASURES)})`;
const WORD_END = '(?![\\p{L}\\p{M}])';
/** What may follow a number; letters that touch its digits are a unit even if it is not known. */
export const UNIT: string = `(?:[\\s-]*(?:(?<percent>%|(?:${PERCENT})${WORD_END})|(?<money>${UNSPACED_MONEY}|(?:${patterns(CURRENCIES)}|${CURRENCY_CODES})${WORD_END})|(?<measure>${MEASURE})${WORD_END})|(?<=\\d)(?<symbol>[a-z]{1,3})(?![\\p{L}\\d]))?`;

const reader = (table: Spellings): ((written: string) => string | undefined) => {
  const units = table.map(([unit, pattern]) => [unit, new RegExp(`^(?:${pattern})$`, 'iu')] as const);
  const known = new Map<string, string | undefined>();
  return (written) => {
    if (!known.has(written)) known.set(written, units.find(([, pattern]) => pattern.test(written))?.[0]);
    return known.get(written);
  };
};
const measureOf = reader(MEASURES);
const currencyOf = reader(CURRENCIES.map(([code, pattern]) => [code, pattern.replace(SCALED, '')]));

/** The canonical unit of a match, with a leading space; empty for a bare number. */
export function unitOf(match: RegExpExecArray, currency: string | undefined): string {
  const { percent, money, measure, symbol } = match.groups ?? {};
  if (percent !== undefined) return ' %';
  const sign = currency ?? money;
  if (sign !== undefined) return ` ${currencyCode(sign.toLowerCase())}`;
  if (measure === undefined) return symbol === undefined ? '' : ` ${symbol.toLowerCase()}`;
  const [, power = '', name = ''] = /^(square|cubic|)[\s-]?(.*)$/is.exec(measure.toLowerCase()) ?? [];
  return ` ${power === '' ? '' : `${power}-`}${measureOf(name) ?? name}`;
}

function currencyCode(sign: string): string {
  if (/^(?:美元|달러|ドル)$/.test(sign)) return 'usd';
  if (sign === '人民币') return 'cny';
  return SIGNS[sign] ?? currencyOf(sign) ?? sign;
}

const MONEY_UNITS: ReadonlySet<string> = new Set([
  ...CURRENCY_CODES.toLowerCase().split('|'),
  ...CURRENCIES.map(([code]) => code),
  '¥',
]);

export function kindOf(unit: string): FactKind {
  if (unit === ' %') return 'percent';
  return MONEY_UNITS.has(unit.slice(1)) ? 'amount' : 'number';
}

/** Other units that the same number has where it stands with this one: ¥ is a sign of two currencies. */
const WIDER_UNITS: Readonly<Record<string, readonly string[]>> = {
  '¥': ['cny', 'jpy'],
  cny: ['¥'],
  jpy: ['¥'],
  '°c': ['degree'],
  '°f': ['degree'],
  sek: ['crown'],
  nok: ['crown'],
  dkk: ['crown'],
  czk: ['crown'],
  chf: ['franc'],
};

export function widerUnits(unit: string): readonly string[] {
  return WIDER_UNITS[unit] ?? [];
}

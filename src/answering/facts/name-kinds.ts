import { joinPhrases, namePart } from './name-parts.ts';

/** Regions and older names that are spoken of like countries and are not in the list of them. */
const FURTHER =
  'usa uk britain england scotland wales eu europe africa asia america west turkey burma holland korea congo macedonia palestine ussr'.split(
    ' ',
  );
let countries: ReadonlySet<string> | undefined;

/** True for the name of a country or of its people, in whatever case: "India", "russian", "the United States". */
export function isCountry(name: string): boolean {
  countries ??= new Set([...FURTHER, ...countryNames().map(normalForm)]);
  return countries.has(normalForm(name));
}

/** True for an adjective for a country, such as "Chinese": its normal form is another word. */
export function isCountryAdjective(name: string): boolean {
  return (
    isCountry(name) &&
    !name.includes(' ') &&
    normalForm(name) !== name.toLowerCase() &&
    /(?:an|ese|ish|i|ch|ian)$/i.test(name)
  );
}

/** The form that a country and its people share: "russia" for "Russian". */
export function normalForm(name: string): string {
  const words = name
    .replace(/^the /i, '')
    .split(/[\s-]+/)
    .filter(Boolean);
  return joinPhrases(words.map(namePart)).join(' ');
}

/** The English names of all countries that the platform knows. */
function countryNames(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.flatMap((second) => names.of(`${first}${second}`) ?? []));
}

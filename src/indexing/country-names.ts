import { stems } from '../core/search-terms.ts';

/** What is read of a country. */
interface Country {
  readonly cca2: string;
  readonly name: { readonly common: string };
  readonly altSpellings: readonly string[];
  readonly capital: readonly string[];
  readonly demonyms: { readonly eng?: { readonly m: string } };
}

/**
 * The stems under which each country is spoken of: its names, its people and its capital ("russia", "russian",
 * "moscow"), from the npm package world-countries. Names of several words are left out, but for "New …", "Great …" and
 * "… D.C.".
 */
export async function countryStems(): Promise<string[][]> {
  // 22 MB on disk: read when an index is built, never for a question.
  // Its types describe a CommonJS module, whose value Node.js gives as the default export.
  const { default: countries } = (await import('world-countries')) as unknown as {
    default: readonly Country[];
  };
  return countries.map(({ cca2, name, altSpellings, capital, demonyms }) => {
    const names = [
      name.common,
      ...altSpellings.filter((spelling) => spelling.length > 3),
      ...capital,
      demonyms.eng?.m ?? '',
    ];
    const found = new Set(names.flatMap(singleStem));
    if (cca2 === 'US') found.add('usa');
    if (cca2 === 'GB') found.add('uk');
    return [...found];
  });
}

function singleStem(name: string): string[] {
  const parts = stems(name.replace(/^(?:New|Great) | D\.C\.$/, ''));
  return parts.length === 1 ? parts : [];
}

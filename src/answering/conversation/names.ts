import { extractFacts } from '../facts/facts.ts';
import { isCountry } from '../facts/name-kinds.ts';

/** A name as it stands in a text. */
export interface Name {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const ROLES =
  'president|prime minister|pm|minister|mr\\.?|mrs\\.?|ms\\.?|dr\\.?|prof(?:essor)?\\.?|sir|king|queen|prince|princess|chancellor|premier|leader|director|secretary|chair(?:man|woman|person)?|ceo|ambassador|senator|governor|mayor|captain|general|author|poet|painter|scientist|activist|actor|actress|analyst|architect|artist|bishop|coach|colonel|commissioner|composer|conductor|councill?or|curator|deputy|detective|doctor|economist|editor|engineer|executive|farmer|founder|harbourmaster|head|historian|inspector|journalist|judge|justice|lawyer|lieutenant|manager|musician|officer|owner|photographer|physicist|pilot|politician|pope|prosecutor|researcher|sergeant|singer|spokes(?:man|woman|person)|surgeon|teacher|treasurer|writer';
/** Matches the end of what stands before a name: "chief executive ". */
export const ROLE_BEFORE: RegExp = new RegExp(`\\b(?:${ROLES})\\s+$`, 'i');
const ROLE_IN_NAME = new RegExp(`^(?:(?:${ROLES}) )+(?=\\p{Lu})`, 'iu');

/** The names of a text, in the order of their places. */
export function namesOf(text: string): Name[] {
  return extractFacts(text).filter((fact) => fact.kind === 'name');
}

/** Names of a text without those of countries, and without acronyms and identifiers. */
export function otherNames(text: string): Name[] {
  return namesOf(text).filter(({ text: name }) => !isCountry(name) && !/^[\p{Lu}\p{N}-]+$/u.test(name));
}

/** What a name has in common with itself typed in a hurry: small letters, without accents. */
export function nameKey(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '');
}

/** "Lind" for "Judge Lind". */
export function withoutRole(name: string): string {
  return name.replace(ROLE_IN_NAME, '');
}

/** True for "Judge Lind". */
export function hasRole(name: string): boolean {
  return ROLE_IN_NAME.test(name);
}

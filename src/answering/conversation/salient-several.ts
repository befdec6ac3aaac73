import { isCountry } from '../facts/name-kinds.ts';
import { questionForm } from '../questions/question-form.ts';
import type { Turn } from './conversations.ts';
import { namesOf } from './names.ts';
import { acts } from './salient-person.ts';

/** Who "they" are: two names joined by "and", several things, or a country, by the last turn that tells. */
export function salientSeveral(turns: readonly Turn[]): string | null {
  for (const { interpreted, quotes } of turns.toReversed()) {
    const countries = namesOf(interpreted).filter(({ text }) => isCountry(text));
    const found = [
      severalIn(interpreted),
      countries.find((name) => acts(interpreted, name))?.text,
      ...quotes.map(({ text }) => severalIn(text)),
      countries[0]?.text,
    ].find((several) => several != null);
    if (found != null) return found;
  }
  return null;
}

function severalIn(text: string): string | null {
  const form = questionForm(text);
  const counted = /^(?:how many|which|what) (\p{L}+s)$/iu.exec(form?.asked ?? '')?.[1];
  return (
    pairOf(text) ?? PLURAL.exec(form?.rest ?? '')?.[0] ?? (counted === undefined ? null : `the ${counted}`)
  );
}

const PLURAL =
  /^(?:the|both|all|these|those)(?: (?!(?:of|for|in|on|at|to|and|or) )[a-z-]+){0,2} [a-z]+s\b(?! of)/;

function pairOf(text: string): string | null {
  const names = namesOf(text);
  for (const [index, name] of names.entries()) {
    const next = names[index + 1];
    const between = next === undefined ? '' : text.slice(name.end, next.start);
    if (next && /^ and (?:(?:president|prime minister) )?$/i.test(between))
      return text.slice(name.start, next.end);
    // "The India–Russia summit" is a meeting of the two.
    if (next && /^[-–]$/.test(between) && isCountry(name.text) && isCountry(next.text))
      return `${name.text} and ${next.text}`;
  }
  return null;
}

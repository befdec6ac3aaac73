import { plainText } from './fact-text.ts';
import { isInsignificant, isTitle, joinPhrases, namePart, nameTokens } from './name-parts.ts';

/** The words of a source in the form of name parts; an empty string stands where a name cannot continue. */
export class NameIndex {
  readonly #parts: string[];
  readonly #places = new Map<string, number[]>();
  readonly #acronyms = new Set<string>();

  constructor(source: string) {
    const parts: string[] = [];
    for (const token of nameTokens(plainText(source))) {
      if (/^\p{Lu}{3,}$/u.test(token.written)) this.#acronyms.add(token.written.toLowerCase());
      if (!isTitle(token.written) && !isInsignificant(token.written)) parts.push(namePart(token.written));
      if (token.gap === 'end' && parts.at(-1) !== '') parts.push('');
    }
    this.#parts = joinPhrases(parts);
    this.#parts.forEach((part, place) => {
      const places = this.#places.get(part);
      if (places === undefined) this.#places.set(part, [place]);
      else places.push(place);
    });
  }

  /**
   * True when the parts of a name stand together: one or two side by side, more within one word of each other. An
   * acronym and its expansion prove each other. `alike` allows for other spellings of a part, as in other languages.
   */
  has(parts: readonly string[], alike?: (written: string, source: string) => boolean): boolean {
    const places = parts.map((part) => this.#placesOf(part, alike));
    const [first = []] = places;
    if (places.every((list) => list.length > 0)) {
      if (parts.length === 1) return true;
      const reach = parts.length === 2 ? 1 : parts.length;
      if (
        places[0]?.some((place) =>
          places.every((list) => list.some((other) => this.#together(place, other, reach))),
        )
      )
        return true;
    }
    if (parts.length === 1) return first.length > 0 || this.#hasExpansion(parts[0] ?? '');
    return parts.length > 2 && this.#acronyms.has(parts.map((part) => part[0]).join(''));
  }

  #placesOf(
    part: string,
    alike: ((written: string, source: string) => boolean) | undefined,
  ): readonly number[] {
    const exact = this.#places.get(part);
    if (exact !== undefined || alike === undefined) return exact ?? [];
    return [...this.#places]
      .filter(([source]) => source !== '' && alike(part, source))
      .flatMap(([, places]) => places);
  }

  #together(place: number, other: number, reach: number): boolean {
    if (Math.abs(place - other) > reach) return false;
    return !this.#parts.slice(Math.min(place, other), Math.max(place, other)).includes('');
  }

  /** Whether consecutive words have the letters of the acronym as initials, e.g. "INSTC". */
  #hasExpansion(acronym: string): boolean {
    if (acronym.length < 3) return false;
    return this.#parts.some((_, place) =>
      [...acronym].every((letter, offset) => this.#parts[place + offset]?.[0] === letter),
    );
  }
}

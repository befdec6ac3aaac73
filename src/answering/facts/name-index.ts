import { type Fact, plainText } from './fact-text.ts';
import { isInsignificant, isTitle, joinPhrases, namePart, nameTokens, phraseParts } from './name-parts.ts';

/** The words of a source in the form of name parts; an empty string stands where a name cannot continue. */
export class NameIndex {
  readonly #parts: string[];
  readonly #places = new Map<string, number[]>();
  readonly #acronyms = new Set<string>();
  /** The parts of each name as the source writes it. */
  readonly #names: readonly (readonly string[])[];

  /** `names` are the facts of the source that are names. */
  constructor(source: string, names: readonly Fact[]) {
    const parts: string[] = [];
    for (const token of nameTokens(plainText(source))) {
      if (/^\p{Lu}{3,}$/u.test(token.written)) this.#acronyms.add(token.written.toLowerCase());
      if (!isTitle(token.written) && !isInsignificant(token.written)) parts.push(namePart(token.written));
      if (token.gap === 'end' && parts.at(-1) !== '') parts.push('');
    }
    this.#names = names.map(({ value }) => value.slice(2).split(' '));
    this.#parts = joinPhrases(parts);
    this.#parts.forEach((part, place) => {
      for (const name of [part, ...phraseParts(part)]) {
        const places = this.#places.get(name);
        if (places === undefined) this.#places.set(name, [place]);
        else places.push(place);
      }
    });
  }

  /**
   * True when the parts of a name stand together: one or two side by side, more within one word of each other; or when
   * they are parts of one longer name, in their order ("Judge Olsen" of "Judge Ida Olsen"). An acronym and its expansion
   * prove each other. `alike` allows for other spellings of a part, as in other languages.
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
      if (this.#names.some((name) => isInOrder(parts, name))) return true;
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

function isInOrder(parts: readonly string[], name: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const place = name.indexOf(part, from);
    from = place + 1;
    return place >= 0;
  });
}

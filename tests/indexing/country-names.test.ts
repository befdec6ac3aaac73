import { beforeAll, describe, expect, it } from 'vitest';
import { stems } from '../../src/core/search-terms.ts';
import { countryStems } from '../../src/indexing/country-names.ts';

let groups: string[][];
beforeAll(async () => {
  groups = await countryStems();
});

const groupsOf = (name: string): string[][] => groups.filter((group) => group.includes(stems(name)[0] ?? ''));

describe('countryStems', () => {
  it.each([
    ['Russia', ['Russian', 'Moscow']],
    ['India', ['Indian', 'New Delhi']],
    ['USA', ['American', 'Washington', 'U.S.']],
    ['UK', ['British', 'London', 'Britain']],
    ['China', ['Chinese', 'Beijing']],
    ['Ukraine', ['Ukrainian', 'Kyiv']],
    ['Germany', ['German', 'Berlin']],
  ])('knows people and capital of %s', (country, names) => {
    const [group = []] = groupsOf(country);
    for (const name of names) expect(group).toContain(stems(name).at(-1));
  });

  it('has stems of one word, each once in a group', () => {
    expect(groups.length).toBeGreaterThan(200);
    for (const group of groups) {
      expect(new Set(group).size).toBe(group.length);
      for (const name of group) expect(name).toMatch(/^\S+$/);
    }
  });

  it('does not take a word of a longer name for a country', () => {
    for (const word of ['united', 'republic', 'kingdom', 'south']) expect(groupsOf(word)).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitLsa as fitOnCounts } from '../../src/embedding/fit-lsa.ts';
import {
  capturedShare,
  decodeLsa,
  embedWithLsa,
  encodeLsa,
  type LsaModel,
  lsaProjector,
  termWeight,
} from '../../src/embedding/lsa.ts';
import { countStems, countTerms } from '../../src/embedding/term-counts.ts';

const PASSAGES = [
  'The ship sailed from the harbour with the captain.',
  'The captain steered the ship out of the harbour.',
  'A vessel left the harbour; its captain was old.',
  'The vessel and its captain reached the port.',
  'Tea and rice became dearer on the market.',
  'Traders on the market sold rice and sugar.',
  'Sugar and tea are sold by traders.',
  'The market for tea is small.',
];
const fitLsa = async (
  passages: readonly string[],
  options?: { readonly dimensions: number },
): Promise<LsaModel> => fitOnCounts(await countTerms(passages), options);
const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, d) => sum + value * (b[d] ?? Number.NaN), 0);

describe('latent semantic analysis', () => {
  it('brings words close that keep the same company, though no passage holds both', async () => {
    const model = await fitLsa(PASSAGES, { dimensions: 2 });
    expect(PASSAGES.some((passage) => /ship/.test(passage) && /vessel/.test(passage))).toBe(false);
    const [ship, vessel, sugar] = ['ship', 'vessel', 'sugar'].map((word) => embedWithLsa(model, word));
    if (!ship || !vessel || !sugar) throw new Error('a vector is missing');
    expect(cosine(ship, vessel)).toBeGreaterThan(0.9);
    expect(cosine(ship, sugar)).toBeLessThan(0.3);
  });

  it('gives vectors of unit length, or zeros where no word is known', async () => {
    const model = await fitLsa(PASSAGES);
    const words = [...PASSAGES.join(' ').split(/\W+/), 'unknown', 'the', '普京', '!'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words)), (chosen) => {
        const text = chosen.join(' ');
        const vector = embedWithLsa(model, text);
        expect(vector).toHaveLength(model.dimensions);
        expect(vector.every(Number.isFinite)).toBe(true);
        const isKnown = [...countStems(text).keys()].some((stem) => model.terms.has(stem));
        expect(Math.hypot(...vector)).toBeCloseTo(isKnown ? 1 : 0, 5);
      }),
    );
  });

  it('finds each passage nearest to itself', async () => {
    const model = await fitLsa(PASSAGES);
    const vectors = PASSAGES.map((passage) => embedWithLsa(model, passage));
    for (const [row, vector] of vectors.entries()) {
      const similarities = vectors.map((other) => cosine(vector, other));
      expect(similarities.indexOf(Math.max(...similarities))).toBe(row);
    }
  });

  it('has no more dimensions than independent passages', async () => {
    expect((await fitLsa(['tea', 'tea', 'oil'])).dimensions).toBe(2);
    expect((await fitLsa(PASSAGES)).dimensions).toBe(PASSAGES.length);
    expect((await fitLsa(PASSAGES, { dimensions: 3 })).dimensions).toBe(3);
    for (const nothing of [[], [''], ['the of', '!']]) expect((await fitLsa(nothing)).dimensions).toBe(0);
  });

  it('is the same for the same passages', async () => {
    expect(await fitLsa(PASSAGES)).toEqual(await fitLsa(PASSAGES));
  });

  it('is read as it was written', async () => {
    const model = await fitLsa(PASSAGES);
    expect(decodeLsa(encodeLsa(model), model.dimensions)).toEqual(model);
    expect(() => decodeLsa(encodeLsa(model), model.dimensions + 1)).toThrow('another shape');
    expect(() => decodeLsa(new Uint8Array(40), model.dimensions)).toThrow();
  });

  it('weighs a term by its rarity and by the logarithm of its occurrences', () => {
    expect(termWeight(1, 2)).toBe(2);
    expect(termWeight(3, 2)).toBeCloseTo(2 * (1 + Math.log(3)));
  });

  it('gives counted texts the same vectors as written ones, those it was not fitted on too', async () => {
    const model = await fitLsa(PASSAGES, { dimensions: 3 });
    const texts = [...PASSAGES, 'Tea for the unknown captain', '', 'unknown'];
    const project = lsaProjector(model, await countTerms(texts));
    for (const [row, text] of texts.entries()) expect(project(row)).toEqual(embedWithLsa(model, text));
  });

  it('captures all of what it was fitted on with all dimensions, less with fewer, and little of other texts', async () => {
    const share = async (model: LsaModel, texts: readonly string[]): Promise<number> =>
      capturedShare(model, await countTerms(texts));
    const whole = await fitLsa(PASSAGES);
    const cut = await fitLsa(PASSAGES, { dimensions: 2 });
    expect(await share(whole, PASSAGES)).toBeCloseTo(1, 5);
    expect(await share(cut, PASSAGES)).toBeCloseTo(cut.captured, 6);
    expect(cut.captured).toBeLessThan(0.8);
    expect(await share(whole, ['Parliament voted on the budget.', 'The harbour budget'])).toBeLessThan(0.3);
    expect(await share(whole, [])).toBe(1);
  });
});

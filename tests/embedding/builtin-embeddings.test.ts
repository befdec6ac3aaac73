import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { decodeSections } from '../../src/core/section-file.ts';
import { builtinEmbeddings } from '../../src/embedding/builtin-embeddings.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const WORD_VECTORS = fileURLToPath(new URL('../../embeddings/word-vectors.bin', import.meta.url));
const TEXTS = [
  'The ship sailed from the harbour with the captain.',
  'Traders on the market sold rice and sugar.',
  'The president met the prime minister in Delhi.',
  '',
];
const factory = builtinEmbeddings({ wordVectors: WORD_VECTORS });
const length = (vector: ArrayLike<number>): number => Math.hypot(...Array.from(vector));

describe('the built-in embedder', () => {
  it('gives the texts of a corpus unit vectors in order, and zeros to a text without words', async () => {
    const { embedder, vectors } = await factory.embedCorpus(TEXTS);
    expect(vectors).toHaveLength(TEXTS.length * embedder.dimensions);
    for (const [row, text] of TEXTS.entries()) {
      const vector = vectors.subarray(row * embedder.dimensions, (row + 1) * embedder.dimensions);
      expect(length(vector)).toBeCloseTo(text === '' ? 0 : 1, 5);
      const again = await embedder.embedQuery(text);
      for (const [d, value] of again.entries()) expect(value).toBeCloseTo(vector[d] ?? Number.NaN, 5);
    }
  });

  it('gives finite vectors of one width for any text, of unit length or zero', async () => {
    const { embedder } = await factory.embedCorpus(TEXTS);
    const texts = [
      'ship',
      'unknownword',
      '!?',
      '',
      '普京',
      'x'.repeat(10_000),
      'ship '.repeat(2_000),
      '\u0000',
    ];
    for (const vector of await embedder.embedDocuments(texts)) {
      expect(vector).toHaveLength(embedder.dimensions);
      expect(vector.every(Number.isFinite)).toBe(true);
      expect(Math.min(Math.abs(length(vector) - 1), length(vector))).toBeLessThan(1e-5);
    }
  });

  it('brings a question close to the text that it is about', async () => {
    const { embedder, vectors } = await factory.embedCorpus(TEXTS);
    for (const [row, question] of [
      'Who is captain of the boat?',
      'What do merchants sell?',
      'Who met in Delhi?',
    ].entries()) {
      const query = await embedder.embedQuery(question);
      const similarities = TEXTS.map((_, text) =>
        query.reduce((sum, value, d) => sum + value * (vectors[text * embedder.dimensions + d] ?? 0), 0),
      );
      expect(similarities.indexOf(Math.max(...similarities))).toBe(row);
    }
  });

  it('is brought back from its state exactly', async () => {
    const { embedder, state } = await factory.embedCorpus(TEXTS);
    const restored = factory.restore(state, embedder.dimensions);
    expect(restored).toMatchObject({ id: factory.id, dimensions: embedder.dimensions });
    for (const text of [...TEXTS, 'a captain of the market'])
      expect(await restored.embedQuery(text)).toEqual(await embedder.embedQuery(text));
  });

  it('refuses a state of another shape or that is damaged', async () => {
    const { embedder, state } = await factory.embedCorpus(TEXTS);
    expect(() => factory.restore(state, embedder.dimensions + 1)).toThrow();
    expect(() => factory.restore(state.slice(0, state.length >> 1), embedder.dimensions)).toThrow();
    expect(() => factory.restore(new Uint8Array(0), embedder.dimensions)).toThrow();
  });

  it('is the same for the same texts', async () => {
    const [first, second] = [await factory.embedCorpus(TEXTS), await factory.embedCorpus(TEXTS)];
    expect(second.vectors).toEqual(first.vectors);
    expect(second.state).toEqual(first.state);
  });

  it('folds new texts into the model in use while that captures them, and fits anew when the corpus has drifted', async () => {
    const before = await factory.embedCorpus(TEXTS);
    const lsaOf = (state: Uint8Array): Uint8Array => decodeSections(state).get('lsa', 'Uint8Array');
    const fresh = async (texts: readonly string[]): Promise<Uint8Array> =>
      lsaOf((await factory.embedCorpus(texts)).state);
    const updated = async (texts: readonly string[], previous: Uint8Array): Promise<Uint8Array> =>
      lsaOf((await factory.embedCorpus(texts, { previous })).state);

    const similar = [...TEXTS, 'The captain sailed the ship from the harbour.'];
    expect(await updated(similar, before.state)).toEqual(lsaOf(before.state));
    expect(await fresh(similar)).not.toEqual(lsaOf(before.state));

    const drifted = [
      ...TEXTS,
      'A volcano on an Icelandic peninsula erupted.',
      'Lava buried roads near the volcano.',
    ];
    expect(await updated(drifted, before.state)).toEqual(await fresh(drifted));
    for (const damaged of [new Uint8Array(0), before.state.slice(0, 99)])
      expect(await updated(TEXTS, damaged)).toEqual(lsaOf(before.state));
  });

  it('gives the texts that are folded in unit vectors in order', async () => {
    const { state: previous } = await factory.embedCorpus(TEXTS);
    const texts = ['The captain sold sugar on the market.', ...TEXTS];
    const { embedder, vectors } = await factory.embedCorpus(texts, { previous });
    for (const [row, text] of texts.entries()) {
      const again = await embedder.embedQuery(text);
      for (const [d, value] of again.entries())
        expect(value).toBeCloseTo(vectors[row * embedder.dimensions + d] ?? Number.NaN, 5);
    }
  });

  it('tells how far it is and stops when it is cancelled', async () => {
    const progress: [number, number][] = [];
    await factory.embedCorpus(TEXTS, { onProgress: (done, total) => progress.push([done, total]) });
    expect(progress.at(-1)).toEqual([TEXTS.length, TEXTS.length]);
    expect(progress.map(([done]) => done)).toEqual(progress.map(([done]) => done).toSorted((a, b) => a - b));
    const cancelled = factory.embedCorpus(TEXTS, { signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('says which file is missing or damaged when its word vectors cannot be read', async () => {
    const folder = await temporaryFolder();
    await writeFiles(folder, { 'damaged.bin': 'no table' });
    for (const name of ['missing.bin', 'damaged.bin']) {
      const broken = builtinEmbeddings({ wordVectors: join(folder, name) }).embedCorpus(TEXTS);
      await expect(broken).rejects.toMatchObject({ code: 'config', message: expect.stringContaining(name) });
    }
  });
});

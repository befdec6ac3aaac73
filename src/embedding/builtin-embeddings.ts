import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import { decodeSections, encodeSections } from '../core/section-file.ts';
import { BUILTIN_PREFIX, type Embedder, type EmbedderFactory } from './embedder.ts';
import { decodeLsa, embedWithLsa, encodeLsa, type LsaModel } from './lsa.ts';
import { sifMean, withoutCommonDirection } from './sif.ts';
import { openWordVectors, type WordVectors } from './word-vectors.ts';

/** Shares of the two halves in the cosine of a vector; see tests/evaluation/README.md. */
export const BUILTIN_DEFAULTS = { lsaShare: 0.7, wordShare: 0.3 } as const;

const BUILTIN_ID = `${BUILTIN_PREFIX}lsa-words-1`;

export interface BuiltinOptions {
  /** The file of the word vector table. */
  readonly wordVectors: string;
}

interface BuiltinModel {
  readonly lsa: LsaModel;
  readonly words: WordVectors;
  /** The direction that the word means of all passages share. */
  readonly common: Float32Array;
}

/**
 * The embedder that needs no key and no network. A vector is two halves: latent semantic analysis fitted on the corpus
 * itself, which knows what goes with what in these documents, and the mean of general word vectors, which knows synonyms
 * that the documents do not use. Their squared lengths are the shares, so that the inner product is the weighted cosine.
 */
export function builtinEmbeddings({ wordVectors }: BuiltinOptions): EmbedderFactory {
  return {
    id: BUILTIN_ID,
    async embedCorpus(texts, options = {}) {
      const { signal, onProgress } = options;
      const words = openWordVectors(wordVectors);
      // Only an ingest fits a model; a question must not wait for the numerical library.
      const { commonDirection, fitLsa } = await import('./fit-lsa.ts');
      const lsa = await fitLsa(texts, {
        ...(signal ? { signal } : {}),
        onProgress: (share) => onProgress?.(Math.floor(share * 0.8 * texts.length), texts.length),
      });
      const pause = breather();
      const means: Float64Array[] = [];
      for (const text of texts) {
        means.push(sifMean(words, text));
        throwIfCancelled(signal);
        await pause();
      }
      const model = { lsa, words, common: commonDirection(means, words.dimensions) };
      const width = widthOf(model);
      const vectors = new Float32Array(texts.length * width);
      for (const [row, text] of texts.entries()) {
        vectors.set(
          joinHalves(
            embedWithLsa(lsa, text),
            withoutCommonDirection(means[row] as Float64Array, model.common),
          ),
          row * width,
        );
        throwIfCancelled(signal);
        await pause();
      }
      onProgress?.(texts.length, texts.length);
      const state = encodeSections({
        lsa: encodeLsa(lsa),
        dimensions: Uint32Array.of(lsa.dimensions),
        common: model.common,
      });
      return { embedder: builtinEmbedder(model), vectors, state };
    },
    restore(state, dimensions) {
      const sections = decodeSections(state);
      const words = openWordVectors(wordVectors);
      const common = sections.get('common', 'Float32Array');
      const lsa = decodeLsa(
        sections.get('lsa', 'Uint8Array'),
        sections.get('dimensions', 'Uint32Array')[0] ?? 0,
      );
      const model = { lsa, words, common };
      if (common.length !== words.dimensions || widthOf(model) !== dimensions)
        throw new Error('the model has another shape');
      return builtinEmbedder(model);
    },
  };
}

function builtinEmbedder(model: BuiltinModel): Embedder {
  const embed = (text: string): number[] =>
    Array.from(
      joinHalves(
        embedWithLsa(model.lsa, text),
        withoutCommonDirection(sifMean(model.words, text), model.common),
      ),
    );
  return {
    id: BUILTIN_ID,
    dimensions: widthOf(model),
    embedDocuments: async (texts) => texts.map(embed),
    embedQuery: async (text) => embed(text),
  };
}

function widthOf({ lsa, words }: BuiltinModel): number {
  return lsa.dimensions + words.dimensions;
}

/** One unit vector of two unit (or zero) halves. A text that only one half knows is carried by that one alone. */
function joinHalves(lsa: Float32Array, words: Float64Array): Float32Array {
  const joined = new Float32Array(lsa.length + words.length);
  const lsaKnown = lsa.some((value) => value !== 0);
  const wordsKnown = words.some((value) => value !== 0);
  const lsaLength = Math.sqrt(wordsKnown ? BUILTIN_DEFAULTS.lsaShare : 1);
  const wordLength = Math.sqrt(lsaKnown ? BUILTIN_DEFAULTS.wordShare : 1);
  for (let d = 0; d < lsa.length; d++) joined[d] = (lsa[d] as number) * lsaLength;
  for (let d = 0; d < words.length; d++) joined[lsa.length + d] = (words[d] as number) * wordLength;
  return joined;
}

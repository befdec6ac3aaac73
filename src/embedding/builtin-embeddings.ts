import { breather } from '../core/breathe.ts';
import { throwIfCancelled } from '../core/errors.ts';
import { decodeSections, encodeSections } from '../core/section-file.ts';
import { BUILTIN_PREFIX, type Embedder, type EmbedderFactory, type EmbeddingProgress } from './embedder.ts';
import {
  capturedShare,
  decodeLsa,
  embedWithLsa,
  encodeLsa,
  FITTED_PASSAGES,
  type LsaModel,
  lsaProjector,
} from './lsa.ts';
import { sifMean, withoutCommonDirection } from './sif.ts';
import { countTerms, type TermCounts } from './term-counts.ts';
import { openWordVectors, type WordVectors } from './word-vectors.ts';

/** Shares of the two halves in the cosine of a vector; see tests/evaluation/README.md. */
export const BUILTIN_DEFAULTS = {
  lsaShare: 0.7,
  wordShare: 0.3,
  /** A model is kept while the share of the corpus that it captures is at least this share of what it was at its fit. */
  leastCaptured: 0.95,
} as const;

const BUILTIN_ID = `${BUILTIN_PREFIX}lsa-words-1`;

export interface BuiltinOptions {
  /** The file of the word vector table. */
  readonly wordVectors: string;
  /** Defaults to `BUILTIN_DEFAULTS.leastCaptured`. */
  readonly leastCaptured?: number;
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
export function builtinEmbeddings({
  wordVectors,
  leastCaptured = BUILTIN_DEFAULTS.leastCaptured,
}: BuiltinOptions): EmbedderFactory {
  return {
    id: BUILTIN_ID,
    async embedCorpus(texts, { signal, onProgress, previous } = {}) {
      const words = openWordVectors(wordVectors);
      const stage = stages(texts.length, signal, onProgress);
      const counts = await countTerms(texts, stage('count'));
      // Only an ingest fits a model; a question must not wait for the numerical library.
      const { commonDirection, fitLsa } = await import('./fit-lsa.ts');
      const kept = keptModel(previous, counts, leastCaptured);
      const fitting = stage('fit');
      const lsa =
        kept ??
        (await fitLsa(counts, {
          ...fitting,
          onProgress: (share) => fitting.onProgress(Math.floor(share * texts.length)),
        }));
      const means: Float64Array[] = [];
      await each(texts.length, stage('words'), (row) => means.push(sifMean(words, texts[row] as string)));
      const model = { lsa, words, common: commonDirection(means, words.dimensions) };
      const width = widthOf(model);
      const vectors = new Float32Array(texts.length * width);
      const lsaOf = lsaProjector(lsa, counts);
      await each(texts.length, stage('join'), (row) => {
        const mean = withoutCommonDirection(means[row] as Float64Array, model.common);
        vectors.set(joinHalves(lsaOf(row), mean), row * width);
      });
      onProgress?.(texts.length, texts.length);
      return { embedder: builtinEmbedder(model), vectors, state: encodeModel(model) };
    },
    restore(state, dimensions) {
      const words = openWordVectors(wordVectors);
      const { lsa, common } = decodeModel(state);
      const model = { lsa, words, common };
      if (common.length !== words.dimensions || widthOf(model) !== dimensions)
        throw new Error('the model has another shape');
      return builtinEmbedder(model);
    },
  };
}

/**
 * The model of the index in use, if it still holds as much of the corpus as of the one that it was fitted on, and that was
 * neither twice as large nor half. New passages are then folded in, which takes a fraction of the time.
 */
function keptModel(
  previous: Uint8Array | null | undefined,
  counts: TermCounts,
  least: number,
): LsaModel | null {
  if (!previous) return null;
  try {
    const { lsa } = decodeModel(previous);
    const passages = counts.offsets.length - 1;
    const isOtherSize = passages > 2 * lsa.passages || 2 * passages < lsa.passages;
    return !isOtherSize && capturedShare(lsa, counts) >= least * lsa.captured ? lsa : null;
  } catch {
    // Damaged, or of another version: a new fit needs nothing of it.
    return null;
  }
}

function encodeModel({ lsa, common }: BuiltinModel): Uint8Array {
  return encodeSections({
    lsa: encodeLsa(lsa),
    dimensions: Uint32Array.of(lsa.dimensions),
    common,
  });
}

/** @throws Error when the bytes are not a model. */
function decodeModel(state: Uint8Array): Omit<BuiltinModel, 'words'> {
  const sections = decodeSections(state);
  const dimensions = sections.get('dimensions', 'Uint32Array')[0] ?? 0;
  return {
    lsa: decodeLsa(sections.get('lsa', 'Uint8Array'), dimensions),
    common: sections.get('common', 'Float32Array'),
  };
}

/** What the stages of embedding cost per text, roughly; the fit per text that is fitted on. */
const STAGE_COSTS = { count: 1, fit: 12, words: 1, join: 1 } as const;

type Stage = keyof typeof STAGE_COSTS;
interface StageOptions {
  readonly signal?: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** Spreads the progress of several passes over the same texts on one scale, by what each pass costs. */
function stages(
  texts: number,
  signal: AbortSignal | undefined,
  onProgress: EmbeddingProgress['onProgress'],
): (stage: Stage) => StageOptions {
  const fitted = Math.min(1, FITTED_PASSAGES / Math.max(1, texts));
  const costs = { ...STAGE_COSTS, fit: STAGE_COSTS.fit * fitted };
  const total = Object.values(costs).reduce((sum, cost) => sum + cost, 0);
  let before = 0;
  return (stage) => {
    const from = before;
    before += costs[stage];
    return {
      ...(signal ? { signal } : {}),
      onProgress: (done) => onProgress?.(Math.floor((from * texts + costs[stage] * done) / total), texts),
    };
  };
}

async function each(
  texts: number,
  { signal, onProgress }: StageOptions,
  work: (row: number) => void,
): Promise<void> {
  const pause = breather();
  for (let row = 0; row < texts; row++) {
    work(row);
    throwIfCancelled(signal);
    const paused = pause();
    if (!paused) continue;
    onProgress(row + 1);
    await paused;
  }
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

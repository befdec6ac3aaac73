import { decodeSections, decodeStrings, encodeSections, encodeStrings } from '../core/section-file.ts';
import { countStems, type TermCounts } from './term-counts.ts';

/**
 * Latent semantic analysis (Deerwester et al. 1990): the term–passage matrix is projected on its strongest
 * directions, so that passages which share no word but share company of words come close.
 */
export interface LsaModel {
  readonly dimensions: number;
  /** Stem → row of `directions`. */
  readonly terms: ReadonlyMap<string, number>;
  /** Inverse document frequency per term. */
  readonly idf: Float32Array;
  /** Shape (terms × dimensions), row-major: where each term lies. Columns are orthonormal. */
  readonly directions: Float32Array;
  /** Passages of the corpus that it was fitted on. */
  readonly passages: number;
  /** The share of those passages' weight that the directions hold, in [0, 1]; see `capturedShare`. */
  readonly captured: number;
}

/** A larger corpus is fitted on so many of its passages, evenly spread; the rest is folded in. */
export const FITTED_PASSAGES = 8_000;

/** The unit vector of a text in the model's space, or zeros when it shares no term with the corpus. */
export function embedWithLsa(model: LsaModel, text: string): Float32Array {
  const known = [...countStems(text)].flatMap(([stem, count]) => {
    const row = model.terms.get(stem);
    return row === undefined ? [] : [{ row, count }];
  });
  return toUnitLength(
    project(
      model,
      known.map(({ row }) => row),
      known.map(({ row, count }) => termWeight(count, model.idf[row] as number)),
    ),
  );
}

/** The unit vectors of counted texts, one at a time; terms that the model does not know are left out. */
export function lsaProjector(model: LsaModel, counts: TermCounts): (text: number) => Float32Array {
  const weighted = weightedTerms(model, counts);
  return (text) => {
    const { rows, weights } = weighted(text);
    return toUnitLength(project(model, rows, weights));
  };
}

const SAMPLED_TEXTS = 1_000;

/**
 * How much of the texts the model's directions hold: the mean share of a text's squared weight that its projection
 * keeps, over at most 1,000 texts, evenly spread. A term that the model does not know counts as one that stood in a
 * single passage. The share falls as a corpus drifts away from what the model was fitted on.
 */
export function capturedShare(model: Omit<LsaModel, 'captured'>, counts: TermCounts): number {
  const weighted = weightedTerms(model, counts);
  const texts = counts.offsets.length - 1;
  const step = Math.max(1, texts / SAMPLED_TEXTS);
  let sum = 0;
  let judged = 0;
  for (let at = 0; at < texts; at += step) {
    const { rows, weights, squares } = weighted(Math.floor(at));
    if (squares === 0) continue;
    judged++;
    sum += project(model, rows, weights).reduce((total, value) => total + value * value, 0) / squares;
  }
  return judged === 0 ? 1 : Math.min(1, sum / judged);
}

export function encodeLsa(model: LsaModel): Uint8Array {
  return encodeSections({
    terms: encodeStrings([...model.terms.keys()]),
    idf: model.idf,
    directions: model.directions,
    fit: Float32Array.of(model.passages, model.captured),
  });
}

/** @throws Error when the bytes are not a model of that many dimensions. */
export function decodeLsa(bytes: Uint8Array, dimensions: number): LsaModel {
  const sections = decodeSections(bytes);
  const terms = new Map(decodeStrings(sections.get('terms', 'Uint8Array')).map((term, row) => [term, row]));
  const idf = sections.get('idf', 'Float32Array');
  const directions = sections.get('directions', 'Float32Array');
  const [passages, captured] = sections.get('fit', 'Float32Array');
  if (
    idf.length !== terms.size ||
    directions.length !== terms.size * dimensions ||
    passages === undefined ||
    captured === undefined
  )
    throw new Error('the model has another shape');
  return { dimensions, terms, idf, directions, passages, captured };
}

/** (1 + ln tf) · idf. */
export function termWeight(count: number, idf: number): number {
  return (1 + Math.log(count)) * idf;
}

/** ln(1 + passages / frequency), for a term that stands in `frequency` of them. */
export function inverseDocumentFrequency(passages: number, frequency: number): number {
  return Math.log(1 + passages / frequency);
}

interface WeightedTerms {
  /** Rows of the model. */
  readonly rows: readonly number[];
  readonly weights: readonly number[];
  /** The sum of all squared weights, those of unknown terms included. */
  readonly squares: number;
}

function weightedTerms(
  { terms, idf, passages }: Omit<LsaModel, 'captured'>,
  counts: TermCounts,
): (text: number) => WeightedTerms {
  const modelRows = Int32Array.from(counts.terms.keys(), (term) => terms.get(term) ?? -1);
  const unknown = inverseDocumentFrequency(passages, 1);
  return (text) => {
    const rows: number[] = [];
    const weights: number[] = [];
    let squares = 0;
    const end = counts.offsets[text + 1] as number;
    for (let i = counts.offsets[text] as number; i < end; i++) {
      const row = modelRows[counts.rows[i] as number] as number;
      const weight = termWeight(counts.counts[i] as number, row === -1 ? unknown : (idf[row] as number));
      squares += weight * weight;
      if (row === -1) continue;
      rows.push(row);
      weights.push(weight);
    }
    return { rows, weights, squares };
  };
}

/** The weighted sum of terms' directions. */
function project(
  { dimensions, directions }: Pick<LsaModel, 'dimensions' | 'directions'>,
  rows: readonly number[],
  weights: readonly number[],
): Float32Array {
  const vector = new Float32Array(dimensions);
  for (let i = 0; i < rows.length; i++) {
    const weight = weights[i] as number;
    const from = (rows[i] as number) * dimensions;
    for (let d = 0; d < dimensions; d++)
      vector[d] = (vector[d] as number) + weight * (directions[from + d] as number);
  }
  return vector;
}

function toUnitLength(vector: Float32Array): Float32Array {
  let squares = 0;
  for (let d = 0; d < vector.length; d++) squares += (vector[d] as number) ** 2;
  const length = Math.sqrt(squares);
  if (length > 0) for (let d = 0; d < vector.length; d++) vector[d] = (vector[d] as number) / length;
  return vector;
}

import { stems } from '../core/search-terms.ts';
import { decodeSections, decodeStrings, encodeSections, encodeStrings } from '../core/section-file.ts';

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
  /** Shape (terms × dimensions), row-major: where each term lies. */
  readonly directions: Float32Array;
}

/** The unit vector of a text in the model's space, or zeros when it shares no term with the corpus. */
export function embedWithLsa(model: LsaModel, text: string): Float32Array {
  const vector = new Float32Array(model.dimensions);
  for (const [row, weight] of weigh(countStems(text), model.terms, model.idf)) {
    const from = row * model.dimensions;
    for (let d = 0; d < model.dimensions; d++)
      vector[d] = (vector[d] as number) + weight * (model.directions[from + d] as number);
  }
  let squares = 0;
  for (let d = 0; d < vector.length; d++) squares += (vector[d] as number) ** 2;
  const length = Math.sqrt(squares);
  if (length > 0) for (let d = 0; d < vector.length; d++) vector[d] = (vector[d] as number) / length;
  return vector;
}

export function encodeLsa(model: LsaModel): Uint8Array {
  return encodeSections({
    terms: encodeStrings([...model.terms.keys()]),
    idf: model.idf,
    directions: model.directions,
  });
}

/** @throws Error when the bytes are not a model of that many dimensions. */
export function decodeLsa(bytes: Uint8Array, dimensions: number): LsaModel {
  const sections = decodeSections(bytes);
  const terms = new Map(decodeStrings(sections.get('terms', 'Uint8Array')).map((term, row) => [term, row]));
  const idf = sections.get('idf', 'Float32Array');
  const directions = sections.get('directions', 'Float32Array');
  if (idf.length !== terms.size || directions.length !== terms.size * dimensions)
    throw new Error('the model has another shape');
  return { dimensions, terms, idf, directions };
}

/** Stem → occurrences in a text. */
export function countStems(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const stem of stems(text)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

/** Term row → (1 + ln tf) · idf, scaled to unit length. */
export function weigh(
  counts: ReadonlyMap<string, number>,
  terms: ReadonlyMap<string, number>,
  idf: Float32Array,
): Map<number, number> {
  const weights = new Map<number, number>();
  let squares = 0;
  for (const [term, count] of counts) {
    const row = terms.get(term);
    if (row === undefined) continue;
    const weight = (1 + Math.log(count)) * (idf[row] as number);
    weights.set(row, weight);
    squares += weight * weight;
  }
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (const [row, weight] of weights) weights.set(row, weight * scale);
  return weights;
}

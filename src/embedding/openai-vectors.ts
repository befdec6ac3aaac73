import { SummitError } from '../core/errors.ts';

/** An entry of an embedding response's `data`; `index` is its input's place. */
export interface NumberedVector {
  readonly index?: unknown;
  readonly embedding?: unknown;
}

/**
 * The entries of an embedding response in the order of the inputs. Servers that number none, or all alike, are taken
 * to answer in order.
 * @throws SummitError `endpoint` when there is not one entry per input.
 */
export function vectorsInOrder(response: unknown, inputs: number, model: string): NumberedVector[] {
  const data = typeof response === 'object' && response !== null && 'data' in response ? response.data : null;
  if (!Array.isArray(data)) return complain(model, 'an answer without vectors');
  if (data.length !== inputs) return complain(model, `${data.length} vectors for ${inputs} texts`);
  const places = data.map((entry: NumberedVector | null) => entry?.index);
  const isNumbered = new Set(places).size === inputs && places.every((place) => isPlace(place, inputs));
  return isNumbered ? data.toSorted((a, b) => a.index - b.index) : data;
}

/**
 * Gives back vectors that can be used.
 * @throws SummitError `endpoint` when one is not finite numbers, is all zero, or has another width than the first.
 */
export function checkVectors(vectors: readonly unknown[], model: string): number[][] {
  const checked = vectors.map((vector) => checkVector(vector, model));
  const width = checked[0]?.length;
  const other = checked.find((vector) => vector.length !== width);
  return other
    ? complain(model, `a vector of ${other.length} dimensions after one of ${width} in one answer`)
    : checked;
}

function checkVector(vector: unknown, model: string): number[] {
  if (typeof vector === 'string') return complain(model, 'base64 text although numbers were asked for');
  if (!Array.isArray(vector) || vector.length === 0) return complain(model, 'no vector');
  if (!vector.every((value) => typeof value === 'number' && Number.isFinite(value)))
    return complain(model, 'a vector with values that are not finite numbers');
  if (vector.every((value) => value === 0)) return complain(model, 'a vector of zeros');
  return vector;
}

const isPlace = (place: unknown, count: number): boolean =>
  Number.isInteger(place) && (place as number) >= 0 && (place as number) < count;

function complain(model: string, what: string): never {
  throw new SummitError(
    'endpoint',
    `Model ${model} gave ${what}. Check that SUMMIT_EMBEDDING_MODEL names an embedding model of this endpoint.`,
  );
}

import { breather } from '../core/breathe.ts';
import { innerProduct, rowOf, type VectorTable } from './vector-index.ts';

/** The unit mean vector of each document's passages (zero for one without any), with pauses for other work. */
export async function documentVectors(
  vectors: VectorTable,
  documentOf: Uint32Array,
  documentCount: number,
): Promise<VectorTable> {
  const { dimensions, count } = vectors;
  const means = { dimensions, count: documentCount, data: new Float32Array(documentCount * dimensions) };
  const pause = breather();
  for (let label = 0; label < count; label++) {
    addTo(rowOf(means, documentOf[label] as number), rowOf(vectors, label));
    await pause();
  }
  for (let document = 0; document < documentCount; document++) {
    const row = rowOf(means, document);
    const length = Math.sqrt(innerProduct(row, row));
    if (length > 0) for (let d = 0; d < dimensions; d++) row[d] = (row[d] as number) / length;
  }
  return means;
}

function addTo(sum: Float32Array, row: Float32Array): void {
  for (let d = 0; d < sum.length; d++) sum[d] = (sum[d] as number) + (row[d] as number);
}

import { countStems, type LsaModel, weigh } from './lsa.ts';
import { sparseMatrix } from './sparse-matrix.ts';
import { type SvdOptions, truncatedSvd } from './truncated-svd.ts';

export const LSA_DEFAULTS = { dimensions: 256 } as const;

/** Fits a model on the passages of a corpus. Fewer independent passages than dimensions give fewer dimensions. */
export async function fitLsa(
  passages: readonly string[],
  options: SvdOptions & { readonly dimensions?: number } = {},
): Promise<LsaModel> {
  const counts = passages.map((passage) => countStems(passage));
  const documentFrequency = new Map<string, number>();
  for (const count of counts)
    for (const term of count.keys()) documentFrequency.set(term, (documentFrequency.get(term) ?? 0) + 1);
  const terms = new Map([...documentFrequency.keys()].map((term, row) => [term, row]));
  const idf = Float32Array.from(documentFrequency.values(), (frequency) =>
    Math.log(1 + passages.length / frequency),
  );
  const rows = counts.map((count) => weigh(count, terms, idf));
  const { right } = await truncatedSvd(
    sparseMatrix(rows, terms.size),
    options.dimensions ?? LSA_DEFAULTS.dimensions,
    options,
  );
  return { dimensions: right.columns, terms, idf, directions: Float32Array.from(right.data) };
}

/** Unit vectors (or zero vectors) as one table; the row number is the label. */
export interface VectorTable {
  readonly dimensions: number;
  readonly count: number;
  /** Shape (count × dimensions), row-major. */
  readonly data: Float32Array;
}

export interface Neighbour {
  readonly label: number;
  /** Cosine, in [-1, 1]; larger is closer. */
  readonly similarity: number;
}

/** Finds the nearest vectors. It knows labels and similarities, no text. */
export interface VectorIndex {
  /** Which implementation answers, for messages and benchmarks. */
  readonly kind: string;
  readonly dimensions: number;
  readonly size: number;
  /**
   * The `k` nearest neighbours, closest first, equal ones by label; fewer when the index holds fewer.
   * @throws RangeError when the vector is of another width or not finite, or k is not a positive integer.
   */
  search(vector: ArrayLike<number>, k: number): Promise<readonly Neighbour[]>;
  close(): Promise<void>;
}

/** Builds and opens the files of one implementation inside a generation's folder. */
export interface VectorStore {
  readonly kind: string;
  /** Writes what it needs into `folder` (nothing, where the vector table suffices) and returns the files' names. */
  build(table: VectorTable, folder: string, options?: BuildOptions): Promise<readonly string[]>;
  /** Opens what `build` wrote under that name. The files' checksums have been verified. */
  open(table: VectorTable, folder: string, options?: OpenOptions): Promise<VectorIndex>;
}

export interface OpenOptions {
  /** As it was given to `build`. */
  readonly name?: string;
  /** Candidates that an approximate search keeps: more find more of the true neighbours and take longer. */
  readonly searchCandidates?: number;
}

export interface BuildOptions {
  /** Tells apart several tables in one folder; `hnsw` where nothing else is said. */
  readonly name?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The row of a table as a view. */
export function rowOf(table: VectorTable, label: number): Float32Array {
  return table.data.subarray(label * table.dimensions, (label + 1) * table.dimensions);
}

/** The inner product, which is the cosine for unit vectors. */
export function innerProduct(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** The inner product of a row with a vector of the table's width; four sums, so that additions need not wait for each other. */
export function rowProduct(table: VectorTable, label: number, vector: Float32Array): number {
  const { dimensions, data } = table;
  const from = label * dimensions;
  let p = 0;
  let q = 0;
  let r = 0;
  let s = 0;
  let d = 0;
  for (; d + 3 < dimensions; d += 4) {
    p += (data[from + d] as number) * (vector[d] as number);
    q += (data[from + d + 1] as number) * (vector[d + 1] as number);
    r += (data[from + d + 2] as number) * (vector[d + 2] as number);
    s += (data[from + d + 3] as number) * (vector[d + 3] as number);
  }
  for (; d < dimensions; d++) p += (data[from + d] as number) * (vector[d] as number);
  return p + q + (r + s);
}

/** @throws RangeError when a query cannot be answered by an index of this width. */
export function checkQuery(vector: ArrayLike<number>, k: number, dimensions: number): void {
  if (vector.length !== dimensions)
    throw new RangeError(`the query has ${vector.length} dimensions, the index ${dimensions}`);
  for (let i = 0; i < vector.length; i++)
    if (!Number.isFinite(vector[i])) throw new RangeError('the query vector is not finite');
  if (!Number.isInteger(k) || k < 1) throw new RangeError(`k must be a positive integer, not ${k}`);
}

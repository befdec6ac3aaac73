/** A matrix in compressed sparse row form: row r holds `values[i]` at `columns[i]` for i in [offsets[r], offsets[r+1]). */
export interface SparseMatrix {
  readonly rows: number;
  readonly columnCount: number;
  /** Length rows + 1. */
  readonly offsets: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

/** A dense matrix in row-major order: element (r, c) is `data[r * columns + c]`. */
export interface DenseMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/** A · B, of shape (A.rows × B.columns). */
export function multiply(a: SparseMatrix, b: DenseMatrix): DenseMatrix {
  const width = b.columns;
  const data = new Float64Array(a.rows * width);
  for (let row = 0; row < a.rows; row++) {
    const target = row * width;
    const end = a.offsets[row + 1] as number;
    for (let i = a.offsets[row] as number; i < end; i++) {
      const value = a.values[i] as number;
      const source = (a.columns[i] as number) * width;
      for (let c = 0; c < width; c++)
        data[target + c] = (data[target + c] as number) + value * (b.data[source + c] as number);
    }
  }
  return { rows: a.rows, columns: width, data };
}

/** Aᵀ · B, of shape (A.columnCount × B.columns). */
export function multiplyTransposed(a: SparseMatrix, b: DenseMatrix): DenseMatrix {
  const width = b.columns;
  const data = new Float64Array(a.columnCount * width);
  for (let row = 0; row < a.rows; row++) {
    const source = row * width;
    const end = a.offsets[row + 1] as number;
    for (let i = a.offsets[row] as number; i < end; i++) {
      const value = a.values[i] as number;
      const target = (a.columns[i] as number) * width;
      for (let c = 0; c < width; c++)
        data[target + c] = (data[target + c] as number) + value * (b.data[source + c] as number);
    }
  }
  return { rows: a.columnCount, columns: width, data };
}

import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A question as every system is asked it. */
export interface PreparedQuestion {
  readonly text: string;
  /** By the built-in embedder. */
  readonly vector: readonly number[];
  /** For each passage that answers it, the chunks that overlap with the passage by half. */
  readonly relevant: readonly (readonly number[])[];
}

/** The chunks, vectors and questions that all systems get; a chunk's label is its position. */
export interface Dataset {
  readonly texts: readonly string[];
  readonly dimensions: number;
  /** Shape (texts × dimensions), row-major. */
  readonly vectors: Float32Array;
  readonly questions: readonly PreparedQuestion[];
}

export async function writeDataset(folder: string, dataset: Dataset): Promise<void> {
  const { texts, dimensions, vectors, questions } = dataset;
  await writeFile(join(folder, 'texts.json'), JSON.stringify(texts));
  await writeFile(join(folder, 'questions.json'), JSON.stringify({ dimensions, questions }));
  await writeFile(join(folder, 'vectors.f32'), vectors);
}

export function readQuestions(folder: string): readonly PreparedQuestion[] {
  return readJson<{ questions: PreparedQuestion[] }>(folder, 'questions.json').questions;
}

export function readTexts(folder: string): readonly string[] {
  return readJson<string[]>(folder, 'texts.json');
}

/** The vectors as plain lists, which is what the JavaScript libraries take. */
export function readVectors(folder: string): number[][] {
  const { dimensions } = readJson<{ dimensions: number }>(folder, 'questions.json');
  const bytes = readFileSync(join(folder, 'vectors.f32'));
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return Array.from({ length: values.length / dimensions }, (_, row) =>
    Array.from(values.subarray(row * dimensions, (row + 1) * dimensions)),
  );
}

function readJson<T>(folder: string, name: string): T {
  return JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Answer } from '../../src/core/answer.ts';

/** Checks every quote of an answer against the files on disk, and the markers of its text against its citations. */
export function expectProven(answer: Answer, corpusFolder: string): void {
  for (const { file, start, end, startLine, endLine, quote } of [...answer.citations]) {
    const text = readFileSync(join(corpusFolder, file), 'utf8');
    expect(text.slice(start, end)).toBe(quote);
    expect({ startLine, endLine }).toEqual({ startLine: lineAt(text, start), endLine: lineAt(text, end) });
  }
  for (const { file, startLine, endLine, quote } of answer.nearest) {
    const lines = readFileSync(join(corpusFolder, file), 'utf8').split('\n');
    expect(lines.slice(startLine - 1, endLine).join('\n')).toContain(quote);
  }
  const used = answer.text.match(/\[\d+\]/g) ?? [];
  expect([...new Set(used)]).toEqual(answer.citations.map((_, index) => `[${index + 1}]`));
  expect(answer.citations.map(({ marker }) => marker)).toEqual(answer.citations.map((_, index) => index + 1));
  if (answer.kind === 'answered') expect(answer.citations.length).toBeGreaterThan(0);
  else expect(answer.reason).not.toBeNull();
}

/** Lines count from 1; no quote ends with its line break. */
function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

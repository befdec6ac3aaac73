import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileSpan, hitPassages, hits, readPassages } from '../../src/evaluation/passage-file.ts';
import { temporaryFolder, writeFiles } from '../support/temporary-folder.ts';

const span = (start: number, end: number, file = 'a.txt'): FileSpan => ({ file, start, end });

async function read(content: string): Promise<ReadonlyMap<string, FileSpan>> {
  const folder = await temporaryFolder();
  await writeFiles(folder, { 'passages.jsonl': content });
  return readPassages(join(folder, 'passages.jsonl'));
}

describe('readPassages', () => {
  it('reads file and span of each passage', async () => {
    const lines = [
      { id: 'a#0', doc: 'a.txt', start: 0, end: 9, text: 'not looked at' },
      { id: 'b#0', doc: 'x/b.txt', start: 4, end: 5 },
    ];
    expect(await read(lines.map((line) => JSON.stringify(line)).join('\n'))).toEqual(
      new Map([
        ['a#0', span(0, 9)],
        ['b#0', span(4, 5, 'x/b.txt')],
      ]),
    );
  });

  it.each([
    ['has no id', '{"doc":"a.txt","start":0,"end":1}', /passages\.jsonl:1 has no "id"/],
    ['has no doc', '{"id":"a","start":0,"end":1}', /passages\.jsonl:1 has no "doc"/],
    [
      'ends before it starts',
      '\n{"id":"a","doc":"a.txt","start":3,"end":3}',
      /passages\.jsonl:2 has no "start"/,
    ],
  ])('names the line of a passage that %s', async (_, content, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringMatching(message),
    });
  });
});

describe('hits', () => {
  it('asks for half of the passage or half of the result', () => {
    const passage = span(100, 200);
    expect(hits(span(100, 150), passage)).toBe(true);
    expect(hits(span(0, 150), passage)).toBe(true);
    expect(hits(span(0, 149), passage)).toBe(false);
    // Half of a short result is enough.
    expect(hits(span(95, 105), passage)).toBe(true);
    expect(hits(span(94, 104), passage)).toBe(false);
    expect(hits(span(120, 130), passage)).toBe(true);
    expect(hits(span(0, 1_000), passage)).toBe(true);
    expect(hits(span(100, 200, 'b.txt'), passage)).toBe(false);
  });

  it('does not depend on which of the two is the passage', () => {
    const place = fc
      .tuple(fc.nat(30), fc.integer({ min: 1, max: 30 }))
      .map(([at, size]) => span(at, at + size));
    fc.assert(fc.property(place, place, (a, b) => hits(a, b) === hits(b, a)));
  });
});

describe('hitPassages', () => {
  const passages = new Map([
    ['p', span(0, 10)],
    ['q', span(10, 20)],
  ]);

  it('gives each relevant passage to the first result that hits it', () => {
    const results = [span(50, 60), span(10, 19), span(11, 20), span(0, 20)];
    expect(hitPassages(results, ['p', 'q'], passages)).toEqual(['', 'q', '', 'p']);
    expect(hitPassages(results, ['p'], passages)).toEqual(['', '', '', 'p']);
  });

  it('names a passage that a question asks for and the file does not have', () => {
    expect(() => hitPassages([], ['r'], passages)).toThrow(/no passage r/);
  });
});

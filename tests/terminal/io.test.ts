import { PassThrough, Readable, Writable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inputLines, isBrokenPipe, write } from '../../src/terminal/io.ts';
import { textLogger } from '../../src/terminal/text-logger.ts';

async function linesOf(chunks: Iterable<Uint8Array>): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of inputLines(Readable.from(chunks, { objectMode: false }))) lines.push(line);
  return lines;
}

describe('inputLines', () => {
  it('gives the same lines however the bytes are cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n]/g, ''))),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 7 }),
        async (lines, lineBreak, size) => {
          const bytes = Buffer.from(lines.map((line) => `${line}${lineBreak}`).join(''));
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          );
          expect(await linesOf(pieces)).toEqual(lines);
        },
      ),
    );
  });

  it('gives a last line without a line break, and no line for nothing', async () => {
    expect(await linesOf([Buffer.from('a\nb')])).toEqual(['a', 'b']);
    expect(await linesOf([])).toEqual([]);
  });

  it('gives a line as soon as it is there', async () => {
    const input = new PassThrough();
    const lines = inputLines(input);
    input.write('first\nsec');
    expect(await lines.next()).toMatchObject({ value: 'first' });
    input.write('ond\n');
    expect(await lines.next()).toMatchObject({ value: 'second' });
  });
});

describe('write', () => {
  it('rejects when the reader has gone, which can be told from other failures', async () => {
    const broken = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
    }).on('error', () => {});
    await expect(write(broken, 'x')).rejects.toSatisfy(isBrokenPipe);
    expect(isBrokenPipe(Object.assign(new Error('full'), { code: 'ENOSPC' }))).toBe(false);
  });
});

describe('textLogger', () => {
  it('writes what is at or above its level, one line each, without control characters', () => {
    const stream = new PassThrough();
    const logger = textLogger(stream, 'warn');
    logger.debug('no');
    logger.info('no');
    logger.warn('A \x1b[31mfile');
    logger.error('Gone', { file: 'a.txt' });
    expect(String(stream.read())).toBe('summit: warning: A [31mfile\nsummit: error: Gone {"file":"a.txt"}\n');
  });
});

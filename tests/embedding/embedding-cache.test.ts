import { appendFile, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EmbeddingCache, embeddingCache } from '../../src/embedding/embedding-cache.ts';
import { encodeRecord, keyOf, recordsIn, vectorOf } from '../../src/embedding/vector-records.ts';
import { recordingLogger } from '../support/recording-logger.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { asUnprivileged } from '../support/unprivileged.ts';

const ID = 'openai:test-embedding';
const key = (text: string): string => keyOf(ID, text);
/** The vector that belongs to a text, so that any other one is seen to be wrong. */
const vector = (text: string, dimensions = 4): Float32Array =>
  Float32Array.from({ length: dimensions }, (_, place) =>
    Math.sin(text.length * 31 + text.charCodeAt(0) + place),
  );
const entries = (texts: readonly string[], dimensions = 4): Map<string, Float32Array> =>
  new Map(texts.map((text) => [key(text), vector(text, dimensions)]));

async function cacheFixture() {
  const folder = join(await temporaryFolder(), 'embedding-cache');
  const logger = recordingLogger();
  const open = (id = ID): EmbeddingCache => embeddingCache({ folder, id, logger });
  const path = async (): Promise<string> => join(folder, (await readdir(folder))[0] ?? '');
  return { folder, logger, open, path };
}

async function loaded(cache: EmbeddingCache, isWanted = (_key: string) => true) {
  const found = new Map<string, Float32Array>();
  await cache.load(isWanted, (each, values) => found.set(each, values));
  return found;
}

describe('embeddingCache', () => {
  it('gives another process what was kept, and only what is wanted', async () => {
    const { open, logger } = await cacheFixture();
    expect(await open().keep(entries(['one', 'two', 'three']))).toBe(true);
    expect(await loaded(open())).toEqual(entries(['one', 'two', 'three']));
    expect(await loaded(open(), (each) => each === key('two'))).toEqual(entries(['two']));
    expect(logger.lines).toEqual([]);
  });

  it('keeps the texts of two embedders apart', async () => {
    const { open, folder } = await cacheFixture();
    await open().keep(entries(['one']));
    expect(await loaded(open('openai:test/embedding'))).toEqual(new Map());
    await open('openai:test/embedding').keep(entries(['two']));
    expect(await readdir(folder)).toHaveLength(2);
    expect(key('one')).not.toBe(keyOf('openai:test', '-embeddingone'));
  });

  it('holds a file of several read blocks, with records across their borders', async () => {
    const { open, path } = await cacheFixture();
    const texts = Array.from({ length: 300 }, (_, number) => `text ${'x'.repeat(number)}`);
    await open().keep(entries(texts, 2_000));
    expect((await stat(await path())).size).toBeGreaterThan(2_400_000);
    const digests = (found: ReadonlyMap<string, Float32Array>): Record<string, string> =>
      Object.fromEntries([...found].map(([each, values]) => [each, keyOf(values.join())]));
    expect(digests(await loaded(open()))).toEqual(digests(entries(texts, 2_000)));
  });

  it('goes on behind the torn tail of a killed writer', async () => {
    const { open, path } = await cacheFixture();
    await open().keep(entries(['one', 'two']));
    await truncate(await path(), (await stat(await path())).size - 7);
    await open().keep(entries(['three']));
    expect(await loaded(open())).toEqual(entries(['one', 'three']));
  });

  it('takes whole records of many writers at once', async () => {
    const { open } = await cacheFixture();
    // Each append is larger than the pieces in which Node.js writes a file.
    const groups = Array.from({ length: 16 }, (_, group) =>
      Array.from({ length: 5 }, (_, number) => 'x'.repeat(1 + group * 5 + number)),
    );
    await Promise.all(groups.map((texts) => open().keep(entries(texts, 60_000))));
    expect(new Set((await loaded(open())).keys())).toEqual(new Set(groups.flat().map(key)));
  });

  it('prunes unused texts, other widths, repetitions and damage, and what a stopped prune left', async () => {
    const { open, path, folder } = await cacheFixture();
    await open().keep(entries(['one', 'two', 'three']));
    const cleanSize = (await stat(await path())).size;
    await open().keep(entries(['one']));
    await open().keep(entries(['wide'], 5));
    await appendFile(await path(), 'damage');
    const file = await path();
    await writeFile(`${file}.0a1b2c3d`, 'left over');
    await open().prune((each) => each !== key('two'), 4);
    expect(await readdir(folder)).toHaveLength(1);
    expect(await loaded(open())).toEqual(entries(['one', 'three']));
    expect((await stat(file)).size).toBe((cleanSize / 3) * 2);
  });

  it('does not rewrite a file that holds nothing else', async () => {
    const { open, path } = await cacheFixture();
    await open().keep(entries(['one', 'two']));
    const { ino } = await stat(await path());
    await open().prune(() => true, 4);
    expect((await stat(await path())).ino).toBe(ino);
  });

  it('forgets everything when it is dropped', async () => {
    const { open } = await cacheFixture();
    await open().keep(entries(['one']));
    await open().drop();
    expect(await loaded(open())).toEqual(new Map());
    await open().drop();
  });

  it('warns once of each thing that cannot be done, and goes on', async () => {
    const folder = await temporaryFolder();
    const logger = recordingLogger();
    const locked = join(folder, 'locked');
    await mkdir(locked, { mode: 0o755 });
    const cache = embeddingCache({ folder: join(locked, 'cache'), id: ID, logger });
    await asUnprivileged(async () => {
      expect(await cache.keep(entries(['one']))).toBe(false);
      expect(await cache.keep(entries(['two']))).toBe(false);
    });
    expect(logger.lines).toEqual([
      expect.stringMatching(/^warn: The embedding cache .* cannot be written \(EACCES/),
    ]);
    await writeFile(join(folder, 'file'), '');
    const beneathFile = embeddingCache({ folder: join(folder, 'file'), id: ID, logger });
    expect(await loaded(beneathFile)).toEqual(new Map());
    await beneathFile.prune(() => true, 4);
    await beneathFile.drop();
    expect(logger.of('warn').slice(1).join('\n')).toMatch(/read \(ENOTDIR.*\n.*pruned \(ENOTDIR/);
  });

  it('stops loading when it is cancelled', async () => {
    const { open } = await cacheFixture();
    await open().keep(entries(['one']));
    await expect(
      open().load(
        () => true,
        () => {},
        AbortSignal.abort(),
      ),
    ).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('never gives a text the vector of another, whatever happens to the file', async () => {
    const { open, path } = await cacheFixture();
    const texts = ['one', 'two', 'three', 'four', 'five'];
    await open().keep(entries(texts));
    const whole = await readFile(await path());
    const file = await path();
    const place = fc.nat(whole.length - 1);
    const damage = fc.oneof(
      fc.record({ kind: fc.constant('cut' as const), at: place }),
      fc.record({ kind: fc.constant('flip' as const), at: place, bit: fc.nat(7) }),
      fc.record({
        kind: fc.constant('remove' as const),
        at: place,
        length: fc.integer({ min: 1, max: 150 }),
      }),
      fc.record({ kind: fc.constant('insert' as const), at: place, bytes: fc.uint8Array({ maxLength: 40 }) }),
      fc.record({ kind: fc.constant('copy' as const), at: place, from: place, length: fc.nat(150) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 4 }), async (damages) => {
        let bytes = Buffer.from(whole);
        for (const each of damages) {
          const before = bytes.subarray(0, each.at);
          const after = bytes.subarray(each.at);
          if (each.kind === 'cut') bytes = before;
          else if (each.kind === 'remove') bytes = Buffer.concat([before, after.subarray(each.length)]);
          else if (each.kind === 'insert') bytes = Buffer.concat([before, each.bytes, after]);
          else if (each.kind === 'copy') {
            const copied = bytes.subarray(each.from, each.from + each.length);
            bytes = Buffer.concat([before, copied, after]);
          } else if (each.at < bytes.length)
            bytes.writeUInt8((bytes[each.at] ?? 0) ^ (1 << each.bit), each.at);
        }
        await writeFile(file, bytes);
        const found = await loaded(open());
        const right = entries(texts);
        for (const [each, values] of found) expect(values).toEqual(right.get(each));
        // One damage spoils two records at most, so that the rest is not paid for again.
        if (damages.length === 1 && damages[0]?.kind !== 'cut' && damages[0]?.kind !== 'remove')
          expect(found.size).toBeGreaterThanOrEqual(texts.length - 1);
      }),
      { numRuns: 400 },
    );
  });
});

describe('recordsIn', () => {
  it('finds the same records however a file is cut into parts', () => {
    const records = ['one', 'two', 'three'].map((text) => encodeRecord(key(text), vector(text)));
    const whole = Buffer.concat([
      records[0]!,
      Buffer.from('noise'),
      records[1]!.subarray(0, 30),
      records[1]!,
      records[2]!,
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length)), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
        const found = new Map<string, Float32Array>();
        let rest: Buffer = Buffer.alloc(0);
        for (const [number, start] of places.entries()) {
          const bytes = Buffer.concat([rest, whole.subarray(start, places[number + 1] ?? whole.length)]);
          const records = recordsIn(bytes, number === places.length - 1);
          let step = records.next();
          for (; !step.done; step = records.next()) found.set(step.value.key, vectorOf(step.value));
          rest = bytes.subarray(step.value);
        }
        expect(found).toEqual(entries(['one', 'two', 'three']));
        expect(rest).toHaveLength(0);
      }),
    );
  });
});

import { mkdir, readdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readCurrent } from '../../src/indexing/generations.ts';
import { withIndexLock } from '../../src/indexing/index-lock.ts';
import { ingest } from '../../src/indexing/ingest.ts';
import { type ChildScript, startScript } from '../support/child-script.ts';
import { indexFixture } from '../support/index-fixtures.ts';
import { writeFiles } from '../support/temporary-folder.ts';

async function heldByAnother() {
  const settings = await indexFixture();
  await mkdir(settings.indexFolder);
  const holder = await startScript('hold-lock.ts', [settings.indexFolder]);
  await holder.said('held');
  return { settings, holder };
}

const waitingFor = (holder: ChildScript): string =>
  `The index is being built by process ${holder.pid} on ${hostname()}; waiting for it.`;

describe('the lock of an index', { timeout: 30_000 }, () => {
  it('makes a second ingest wait, which says so once and goes on when the first is done', async () => {
    const { settings, holder } = await heldByAnother();
    const messages: string[] = [];
    let announce = (): void => {};
    const announced = new Promise<void>((resolve) => {
      announce = resolve;
    });
    const work = ingest(settings, {
      onWait: (message) => {
        messages.push(message);
        announce();
      },
    });
    await announced;
    expect(await readCurrent(settings.indexFolder)).toBeNull();
    holder.end();
    expect(await work).toMatchObject({ documents: 3 });
    expect(messages).toEqual([waitingFor(holder)]);
  });

  it('gives up after the time it was given, and says who holds it', async () => {
    const { settings, holder } = await heldByAnother();
    await expect(ingest(settings, { waitMs: 50 })).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining(`still being built by process ${holder.pid}`),
    });
  });

  it('stops waiting when it is cancelled', async () => {
    const { settings } = await heldByAnother();
    const controller = new AbortController();
    const work = ingest(settings, { signal: controller.signal, onWait: () => controller.abort() });
    await expect(work).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('is taken over at once from a process that has died', async () => {
    const { settings, holder } = await heldByAnother();
    await holder.kill();
    expect(await readdir(settings.indexFolder)).toContain('lock');
    const messages: string[] = [];
    const report = await ingest(settings, { waitMs: 0, onWait: (message) => messages.push(message) });
    expect(report.documents).toBe(3);
    expect(messages).toEqual([]);
  });

  it('is taken over by one only, when several find that its holder has died', async () => {
    const { settings, holder } = await heldByAnother();
    const owner = await readFile(join(settings.indexFolder, 'lock-owner.json'));
    await holder.kill();
    let working = 0;
    const together: number[] = [];
    for (let round = 0; round < 6; round++) {
      await writeFiles(settings.indexFolder, { 'lock-owner.json': owner });
      await mkdir(join(settings.indexFolder, 'lock'), { recursive: true });
      const work = async (): Promise<void> => {
        together.push(++working);
        await readdir(settings.corpusFolder);
        working--;
      };
      // Steps of different length between them, so that one looks while another removes and takes the lock.
      await Promise.all(
        [0, 0.5, 1, 1.5].map(async (step) => {
          await delay(step * round);
          await withIndexLock(settings.indexFolder, { waitMs: 20_000 }, work);
        }),
      );
    }
    expect(together).toEqual(new Array(24).fill(1));
  });

  it('lets two ingests of one process follow each other', async () => {
    const settings = await indexFixture();
    const order: string[] = [];
    await mkdir(settings.indexFolder);
    const held = (name: string) =>
      withIndexLock(settings.indexFolder, { waitMs: 10_000 }, async () => {
        order.push(`${name} begins`);
        await readdir(settings.indexFolder);
        order.push(`${name} ends`);
      });
    await Promise.all([held('a'), held('b')]);
    const [first, second] = order[0] === 'a begins' ? ['a', 'b'] : ['b', 'a'];
    expect(order).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`]);
  });

  it('is released when the work fails', async () => {
    const settings = await indexFixture();
    await mkdir(settings.indexFolder);
    const failing = withIndexLock(settings.indexFolder, { waitMs: 0 }, async () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await readdir(settings.indexFolder)).toEqual([]);
    expect(await withIndexLock(settings.indexFolder, { waitMs: 0 }, async () => 'done')).toBe('done');
  });
});

import { stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hnswlibStore, loadHnswlib } from '../../src/indexing/hnswlib-index.ts';
import type { VectorStore } from '../../src/indexing/vector-index.ts';
import { startScript } from '../support/child-script.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { clusteredTable, describeVectorStore, tableOf } from './vector-index-contract.ts';

const store = async (): Promise<VectorStore> => {
  const library = await loadHnswlib();
  if (!library) throw new Error('hnswlib-node is not installed; it needs python3, make and g++');
  return hnswlibStore(library);
};

describeVectorStore('hnswlib', store);

const GRAPH = clusteredTable(200, 4, 2, 1);

async function lengthOfGraph(hnswlib: VectorStore): Promise<number> {
  const folder = await temporaryFolder();
  await hnswlib.build(GRAPH, folder);
  return (await stat(join(folder, 'hnsw.bin'))).size;
}

describe('the hnswlib store', () => {
  it('refuses a vector that is not finite, which would spoil every later search', async () => {
    const build = (await store()).build(
      tableOf(
        [
          [1, 0],
          [Number.NaN, 0],
        ],
        2,
      ),
      await temporaryFolder(),
    );
    await expect(build).rejects.toThrow('vector 1 is not finite');
  });

  it('refuses a graph of another number of vectors, a missing one and a foreign file', async () => {
    const folder = await temporaryFolder();
    const hnswlib = await store();
    await hnswlib.build(clusteredTable(20, 4, 2, 1), folder);
    await expect(hnswlib.open(clusteredTable(21, 4, 2, 1), folder)).rejects.toThrow('20 vectors, not 21');
    await expect(hnswlib.open(clusteredTable(20, 4, 2, 1), join(folder, 'missing'))).rejects.toThrow();
    await writeFile(join(folder, 'hnsw.bin'), 'not a graph');
    await expect(hnswlib.open(clusteredTable(20, 4, 2, 1), folder)).rejects.toThrow();
  });

  it('stops building when it is cancelled', async () => {
    const build = (await store()).build(clusteredTable(20, 4, 2, 1), await temporaryFolder(), {
      signal: AbortSignal.abort(),
    });
    await expect(build).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('fails when the folder to write into is missing', async () => {
    const folder = join(await temporaryFolder(), 'missing');
    await expect((await store()).build(clusteredTable(20, 4, 2, 1), folder)).rejects.toThrow();
  });

  it('says that the disk is full when the file ends early, even within the links behind the vectors', async () => {
    const library = await loadHnswlib();
    if (!library) throw new Error('hnswlib-node is not installed');
    const length = await lengthOfGraph(await store());
    for (const missing of [1, 100, 4_000, length - 120, length - 20, length]) {
      class FullDisk extends library.HierarchicalNSW {
        override async writeIndex(path: string): Promise<boolean> {
          const written = await super.writeIndex(path);
          await truncate(path, length - missing);
          return written;
        }
      }
      const full = hnswlibStore({ ...library, HierarchicalNSW: FullDisk });
      await expect(
        full.build(GRAPH, await temporaryFolder()),
        `${missing} bytes are missing`,
      ).rejects.toMatchObject({ code: 'ENOSPC', message: expect.stringMatching(/no space left.*hnsw\.bin/) });
    }
  });

  it('holds its graph until it is written, which the library does not, so that it is not freed before', async () => {
    const script = await startScript('write-graph.ts', [await temporaryFolder()], ['--always-turbofan']);
    await script.ended;
    expect(script.output).toBe('held\n');
  });
});

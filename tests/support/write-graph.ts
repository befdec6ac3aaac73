import { writeFile } from 'node:fs/promises';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { hnswlibStore } from '../../src/indexing/hnswlib-index.ts';

/*
 * Builds a graph that collects garbage while it is being written, and prints whether it is still `held` or `collected`
 * by then. The native library's thread does not hold the graph, and optimised code lets go of what it does not use
 * again: start it with --always-turbofan.
 */
const [folder = ''] = process.argv.slice(2);
const [count, dimensions] = [1000, 2];

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
let built: WeakRef<Graph> | undefined;

class Graph {
  #count = 0;

  constructor() {
    // The first is the one that is written; the next reads what was.
    built ??= new WeakRef(this);
  }

  initIndex(): void {}

  addPoint(): void {
    this.#count++;
  }

  getCurrentCount(): number {
    return this.#count;
  }

  async readIndex(): Promise<void> {
    this.#count = count;
  }

  writeIndex(path: string): Promise<void> {
    return written(path);
  }
}

async function written(path: string): Promise<void> {
  await writeFile(path, Buffer.alloc(count * dimensions * Float32Array.BYTES_PER_ELEMENT));
  for (let turn = 0; turn < 3; turn++) {
    await turnOfTheLoop();
    collectGarbage();
  }
  console.log(built?.deref() ? 'held' : 'collected');
}

const store = hnswlibStore({ HierarchicalNSW: Graph } as unknown as Parameters<typeof hnswlibStore>[0]);
await store.build({ count, dimensions, data: new Float32Array(count * dimensions) }, folder);

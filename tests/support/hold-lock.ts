/*
 * A process that holds the lock of an index until its standard input ends or it is killed:
 *
 *     node hold-lock.js INDEX
 */
import { writeSync } from 'node:fs';
import { withIndexLock } from '../../src/indexing/index-lock.ts';

await withIndexLock(process.argv[2] ?? '', { waitMs: 0 }, async () => {
  writeSync(1, 'held\n');
  for await (const _ of process.stdin);
});

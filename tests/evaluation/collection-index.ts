import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { indexSettings } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { ingest } from '../../src/indexing/ingest.ts';
import { type OpenIndex, openIndex } from '../../src/indexing/open-index.ts';

/** Whatever is set outside: no key, no endpoint. */
const OFFLINE = { SUMMIT_EMBEDDINGS: 'builtin', SUMMIT_STORE: 'hnswlib' };

/** Builds the index of a corpus (the shipped one without `corpus`) in a temporary folder, and works with it. */
export async function withCollectionIndex<T>(
  corpus: string | null,
  work: (index: OpenIndex) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'summit-collection-'));
  try {
    const overrides = corpus === null ? { index: folder } : { corpus, index: folder };
    const settings = await indexSettings(loadConfig(overrides, OFFLINE), silentLogger);
    await ingest(settings);
    const index = await openIndex(settings);
    if (!index) throw new Error(`no index was built for ${corpus}`);
    return await work(index);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// `tsx tests/evaluation/drift.ts --data DIR`: how much retrieval loses when documents are folded into a model that was fitted
// without them, and how far the captured share falls, by which an ingest decides to fit anew. DIR as for ablations.ts.
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { indexSettings } from '../../src/compose.ts';
import { loadConfig } from '../../src/config.ts';
import { silentLogger } from '../../src/core/logger.ts';
import { decodeSections } from '../../src/core/section-file.ts';
import { builtinEmbeddings } from '../../src/embedding/builtin-embeddings.ts';
import { capturedShare, decodeLsa } from '../../src/embedding/lsa.ts';
import { countTerms } from '../../src/embedding/term-counts.ts';
import { readGeneration } from '../../src/indexing/generations.ts';
import { ingest } from '../../src/indexing/ingest.ts';
import { openIndex } from '../../src/indexing/open-index.ts';
import { chunkTextsOf } from '../support/index-fixtures.ts';
import { type Collection, measure, readCollection } from './collection.ts';

/** One document in so many is new. */
const NEW_DOCUMENTS = [50, 20, 10, 5, 3, 2];

async function measureDrift(corpus: string, collection: Collection, oneIn: number): Promise<number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'summit-drift-'));
  try {
    const part = join(folder, 'corpus');
    await cp(corpus, part, { recursive: true });
    const files = (await readdir(part)).sort();
    for (const file of files.filter((_, at) => at % oneIn === oneIn >> 1)) await rm(join(part, file));
    const config = loadConfig(
      { corpus: part, index: join(folder, 'index') },
      { SUMMIT_EMBEDDINGS: 'builtin' },
    );
    const settings = await indexSettings(config, silentLogger);
    await ingest(settings);
    const read = await readGeneration(settings.indexFolder);
    const state = decodeSections(read?.files.get('embedder.bin') ?? new Uint8Array());
    const model = decodeLsa(state.get('lsa', 'Uint8Array'), state.get('dimensions', 'Uint32Array')[0] ?? 0);
    const whole = { ...settings, corpusFolder: corpus };
    const nDcgWith = async (leastCaptured: number): Promise<[number, number]> => {
      const embedder = builtinEmbeddings({ wordVectors: settings.wordVectors ?? '', leastCaptured });
      await ingest({ ...whole, embedder });
      const index = await openIndex({ ...whole, embedder });
      if (!index) throw new Error('no index was built');
      const share = capturedShare(model, await countTerms(await chunkTextsOf(index))) / model.captured;
      const [nDcg = 0] = await measure(index, collection);
      await index.close();
      return [share, nDcg];
    };
    const [share, folded] = await nDcgWith(0);
    const [, fitted] = await nDcgWith(Number.POSITIVE_INFINITY);
    return [share, folded, fitted, folded - fitted];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const { data } = parseArgs({ options: { data: { type: 'string' } } }).values;
if (data === undefined) {
  console.error('usage: tsx tests/evaluation/drift.ts --data DIR');
  process.exitCode = 2;
} else {
  for (const name of (await readdir(data)).sort()) {
    const collection = await readCollection(join(data, name));
    console.log(
      `\n${name}\n\n| new documents | captured share, of that at the fit | folded in | fitted anew | difference |`,
    );
    console.log('|---|---|---|---|---|');
    for (const oneIn of NEW_DOCUMENTS) {
      const figures = await measureDrift(join(data, name, 'corpus'), collection, oneIn);
      console.log(`| one in ${oneIn} | ${figures.map((figure) => figure.toFixed(4)).join(' | ')} |`);
    }
  }
}

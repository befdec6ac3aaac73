import { indexSettings } from '../../src/compose.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import { silentLogger } from '../../src/core/logger.ts';
import type { IndexSettings } from '../../src/indexing/ingest.ts';
import { type OpenIndex, openIndex } from '../../src/indexing/open-index.ts';

/** The engine's configuration without anything of the environment. */
export function configFor(corpus: string, index: string): Config {
  return loadConfig({ corpus, index }, {});
}

export async function settingsFor(corpus: string, index: string): Promise<IndexSettings> {
  return indexSettings(configFor(corpus, index), silentLogger);
}

export async function openBuilt(corpus: string, index: string): Promise<OpenIndex> {
  const opened = await openIndex(await settingsFor(corpus, index));
  if (!opened) throw new Error(`There is no index in ${index}.`);
  return opened;
}

import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { indexSettings, openAssistant } from '../src/compose.ts';
import { loadConfig } from '../src/config.ts';
import { silentLogger } from '../src/core/logger.ts';
import { LIVE_INDEX_DEFAULTS } from '../src/indexing/live-index.ts';
import { ingestInWorker } from '../src/ingest-in-worker.ts';
import { ARTICLES } from './support/index-fixtures.ts';
import { recordingLogger } from './support/recording-logger.ts';
import { temporaryFolder, writeFiles } from './support/temporary-folder.ts';

async function corpusConfig() {
  const folder = await temporaryFolder();
  const corpus = join(folder, 'corpus');
  await writeFiles(corpus, ARTICLES);
  return { corpus, config: loadConfig({ corpus, index: join(folder, 'index') }, {}) };
}

it('follows a corpus that changes also where the sources run uncompiled, as in `npm run dev`', async () => {
  const { corpus, config } = await corpusConfig();
  const logger = recordingLogger();
  const assistant = await openAssistant(config, { logger });
  onTestFinished(() => assistant.close());
  await writeFiles(corpus, { 'mill.txt': 'The windmill at Kinderdijk opened in 1738.\n' });
  const later = performance.now() + LIVE_INDEX_DEFAULTS.checkEveryMs;
  const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
  onTestFinished(() => clock.mockRestore());
  expect((await assistant.search('windmill')).results.map(({ file }) => file)).toContain('mill.txt');
  expect(logger.of('error')).toEqual([]);
});

it('starts no thread for an index when the cancellation came first', async () => {
  const { config } = await corpusConfig();
  const rebuild = ingestInWorker(config, silentLogger);
  await expect(
    rebuild(await indexSettings(config, silentLogger), { signal: AbortSignal.abort() }),
  ).rejects.toMatchObject({ code: 'cancelled' });
});

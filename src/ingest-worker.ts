import { parentPort, workerData } from 'node:worker_threads';
import { indexSettings } from './compose.ts';
import { messageOf, SummitError } from './core/errors.ts';
import { ingest } from './indexing/ingest.ts';
import { type FromWorker, reviveConfig, type ToWorker, type WorkerTask } from './worker-messages.ts';

/*
 * Builds an index in a thread of its own, so that questions are answered without a pause meanwhile. It gets its task as
 * `workerData` and reports by messages.
 */
const { config, indexFolder, replaces } = workerData as WorkerTask;
const controller = new AbortController();
const send = (message: FromWorker): void => parentPort?.postMessage(message);
parentPort?.on('message', (message: ToWorker) => {
  if (message === 'cancel') controller.abort();
});

const warn = (message: string): void => send({ kind: 'warning', message });
const logger = { debug: () => {}, info: () => {}, warn, error: warn };

try {
  const settings = { ...(await indexSettings(reviveConfig(config), logger)), indexFolder };
  const report = await ingest(settings, {
    signal: controller.signal,
    onWait: warn,
    onProgress: (phase, done, total) => send({ kind: 'progress', phase, done, total }),
    ...(replaces === undefined ? {} : { replaces }),
  });
  send({ kind: 'done', report });
} catch (error) {
  send({ kind: 'failed', message: messageOf(error), code: error instanceof SummitError ? error.code : null });
} finally {
  parentPort?.close();
}

import { Worker } from 'node:worker_threads';
import type { Config } from './config.ts';
import { SummitError, throwIfCancelled } from './core/errors.ts';
import type { Logger } from './core/logger.ts';
import type { Rebuild } from './indexing/live-index.ts';
import { type FromWorker, plainConfig, type ToWorker, type WorkerTask } from './worker-messages.ts';

/** The worker's file beside this one, compiled or not. */
const WORKER = new URL(import.meta.url.replace(/ingest-in-worker(\.[jt]s)$/, 'ingest-worker$1'));

/** Runs `ingest` with this configuration in a thread of its own. Rejects as `ingest` does. */
export function ingestInWorker(config: Config, logger: Logger): Rebuild {
  return ({ indexFolder }, { signal, onProgress, replaces }) =>
    new Promise((resolve, reject) => {
      // A signal that has fired already calls nobody.
      throwIfCancelled(signal);
      const task: WorkerTask = {
        config: plainConfig(config),
        indexFolder,
        ...(replaces === undefined ? {} : { replaces }),
      };
      const worker = new Worker(WORKER, { workerData: task });
      const cancel = (): void => worker.postMessage('cancel' satisfies ToWorker);
      signal?.addEventListener('abort', cancel, { once: true });
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'progress') onProgress?.(message.phase, message.done, message.total);
        else if (message.kind === 'warning') logger.warn(message.message);
        else if (message.kind === 'done') resolve(message.report);
        else
          reject(message.code ? new SummitError(message.code, message.message) : new Error(message.message));
      });
      worker.on('error', reject);
      worker.on('exit', (status) => {
        signal?.removeEventListener('abort', cancel);
        // After a report this changes nothing; without one the promise must not stay open.
        reject(new Error(`The thread that builds the index ended with status ${status}.`));
      });
    });
}

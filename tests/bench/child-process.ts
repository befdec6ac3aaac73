import { fork } from 'node:child_process';
import { join } from 'node:path';

/** What a step gave, or why it gave nothing. */
export type Outcome<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'stopped'; readonly afterMs: number }
  | { readonly kind: 'failed'; readonly message: string };

const HEAP_MEGABYTES = 8_192;

/**
 * Runs a compiled step in a process of its own and stops it when its time is over. The working folder is the step's, so
 * that no `.env` is read.
 */
export function runChild<Result>(
  compiledFolder: string,
  step: string,
  task: unknown,
  { limitMs, folder }: { readonly limitMs: number; readonly folder: string },
): Promise<Outcome<Result>> {
  return new Promise((resolve) => {
    const child = fork(join(compiledFolder, 'tests', 'bench', 'steps', `${step}.js`), [], {
      cwd: folder,
      execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.send(task as Record<string, unknown>);
    let complaints = '';
    child.stderr?.on('data', (data) => {
      complaints = `${complaints}${data}`.slice(-2_000);
    });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve({ kind: 'stopped', afterMs: limitMs });
    }, limitMs);
    child.on('message', (result) => resolve({ kind: 'done', result: result as Result }));
    child.on('exit', (status, signal) => {
      clearTimeout(timer);
      const message = complaints.trim() || `ended with ${signal ?? `status ${status}`}`;
      // After a result this changes nothing.
      resolve({ kind: 'failed', message });
    });
  });
}

/** @throws Error when the step was stopped or failed. */
export function resultOf<Result>(outcome: Outcome<Result>): Result {
  if (outcome.kind === 'done') return outcome.result;
  throw new Error(outcome.kind === 'failed' ? outcome.message : `stopped after ${outcome.afterMs} ms`);
}

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { compiledProgram } from './compiled-program.ts';

export interface ChildScript {
  readonly pid: number;
  /** Everything it has written to standard output so far. */
  readonly output: string;
  send(line: string): void;
  /** Ends its standard input. */
  end(): void;
  /** Resolves when the output holds this text; rejects, with what it said, when it ends before that. */
  said(text: string): Promise<void>;
  /** Kills it at once, as `kill -9`, and resolves when it is gone and its output is complete. */
  kill(): Promise<void>;
  readonly ended: Promise<void>;
}

/**
 * Starts a script of this folder, compiled, in a process of its own, with these options of Node; it is killed when the
 * test has finished.
 */
export async function startScript(
  name: `${string}.ts`,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Promise<ChildScript> {
  const path = join((await compiledProgram()).scripts, `${basename(name, '.ts')}.js`);
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(
    process.execPath,
    [...nodeOptions, path, ...args],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  child.stdin.on('error', () => {});
  let isOver = false;
  const ended = once(child, 'close').then(() => {
    isOver = true;
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    pid: child.pid ?? 0,
    get output() {
      return output;
    },
    ended,
    send: (line) => void child.stdin.write(`${line}\n`),
    end: () => void child.stdin.end(),
    async said(text) {
      while (!output.includes(text)) {
        if (isOver) throw new Error(`${name} ended without saying "${text}": ${errors}`);
        await Promise.race([once(child.stdout, 'data'), ended]);
      }
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

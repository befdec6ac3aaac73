import { spawn } from 'node:child_process';
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { compiledProgram } from './compiled-program.ts';

/** A child that hangs is ended after so long; no test waits for it on purpose. */
const LONGEST_RUN_MS = 30_000;

// A test that starts processes takes as long as a busy machine lets it.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The shipped corpus. */
export const CORPUS: string = resolve(import.meta.dirname, '../../corpus');
/** A user without privileges, for files that must not be readable. */
export const NOBODY = 65_534;
/** Permissions bind only processes of other users than root. */
export const isRoot: boolean = process.getuid?.() === 0;

export interface CommandOptions {
  /** The only variables of the child besides PATH, HOME and SUMMIT_INDEX (`index` in the working folder). */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input; empty if not given. */
  readonly input?: string;
  /** Working folder; a new one if not given. */
  readonly folder?: string;
  /** Options of node itself, before the program. */
  readonly nodeOptions?: readonly string[];
  /** Runs the child as another user. */
  readonly uid?: number;
  /** Runs the program in a pseudo-terminal. */
  readonly terminal?: boolean;
}

export interface CommandResult {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A child process that is still running; it is killed when the test ends. */
export interface RunningCommand {
  readonly ended: Promise<CommandResult>;
  write(text: string): void;
  endInput(): void;
  /** The next whole line of standard output. */
  nextLine(): Promise<string>;
  /** Waits for text that has not been waited for before, and returns everything up to its end. */
  next(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<string>;
  /** Closes our end of the child's standard output. */
  closeOutput(): void;
  kill(signal: NodeJS.Signals): void;
}

/** Runs `summit` to its end. */
export async function runCommand(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const folder = options.folder ?? (await workingFolder());
  try {
    const command = await launch(args, { ...options, folder });
    command.write(options.input ?? '');
    command.endInput();
    return await command.ended;
  } finally {
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** Starts `summit` within a test and leaves its input open. */
export async function startCommand(
  args: readonly string[],
  options: CommandOptions = {},
): Promise<RunningCommand> {
  const folder = options.folder ?? (await workingFolder());
  const command = await launch(args, { ...options, folder });
  onTestFinished(async () => {
    command.kill('SIGKILL');
    await command.ended;
    if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
  });
  return command;
}

/** A new folder that every user may read and write; whoever asks for it removes it. */
export async function workingFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'summit-test-'));
  await chmod(folder, 0o777);
  return folder;
}

/** A working folder whose `index` is one of the shipped corpus. */
export async function indexedFolder(): Promise<string> {
  const folder = await workingFolder();
  await cp(await (await compiledProgram()).index(), join(folder, 'index'), { recursive: true });
  return folder;
}

async function launch(
  args: readonly string[],
  options: CommandOptions & { readonly folder: string },
): Promise<RunningCommand> {
  const { env = {}, folder, nodeOptions = [], uid, terminal = false } = options;
  const line = [process.execPath, ...nodeOptions, (await compiledProgram()).main, ...args];
  const [file = '', ...rest] = terminal ? ['script', '-qec', line.map(quoted).join(' '), '/dev/null'] : line;
  const child = spawn(file, rest, {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, SUMMIT_INDEX: join(folder, 'index'), TERM: 'xterm', ...env },
    timeout: LONGEST_RUN_MS,
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const text = { stdout: '', stderr: '' };
  const taken = { stdout: 0, stderr: 0 };
  const watchers = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (data: string) => {
      text[stream] += data;
      for (const check of watchers) check();
    });
  }
  let result: CommandResult | undefined;
  const ended = new Promise<CommandResult>((done, fail) => {
    child.on('error', fail);
    child.on('close', (status, signal) => {
      result = { status, signal, ...text };
      for (const check of watchers) check();
      done(result);
    });
  });
  // A child that ends without reading its input is no failure of the test.
  child.stdin.on('error', () => {});
  const next = (stream: 'stdout' | 'stderr', pattern: RegExp): Promise<string> =>
    new Promise((done, fail) => {
      const check = (): void => {
        const rest = text[stream].slice(taken[stream]);
        const found = pattern.exec(rest);
        if (!found && !result) return;
        watchers.delete(check);
        if (found) {
          const end = found.index + found[0].length;
          taken[stream] += end;
          done(rest.slice(0, end));
        } else fail(new Error(`Ended before ${pattern} on ${stream}: ${text.stdout}\n${text.stderr}`));
      };
      watchers.add(check);
      check();
    });
  return {
    ended,
    write: (input) => void child.stdin.write(input),
    endInput: () => void child.stdin.end(),
    nextLine: async () => (await next('stdout', /\n/)).slice(0, -1),
    next,
    closeOutput: () => void child.stdout.destroy(),
    kill: (signal) => void child.kill(signal),
  };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

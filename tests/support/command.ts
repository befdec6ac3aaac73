import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  access,
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished, vi } from 'vitest';

const CHECKOUT = resolve(import.meta.dirname, '../..');
const CACHE = join(CHECKOUT, 'node_modules/.cache');
/** A child that hangs is ended after so long; no test waits for it on purpose. */
const LONGEST_RUN_MS = 30_000;
const COMPILED = 'summit-test-';
const HOUR_MS = 3_600_000;

// A test that starts processes takes as long as a busy machine lets it.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** The shipped corpus. */
export const CORPUS: string = join(CHECKOUT, 'corpus');
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

async function launch(
  args: readonly string[],
  options: CommandOptions & { readonly folder: string },
): Promise<RunningCommand> {
  const { env = {}, folder, nodeOptions = [], uid, terminal = false } = options;
  const line = [process.execPath, ...nodeOptions, await compiledProgram(), ...args];
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

let program: Promise<string> | undefined;

/**
 * Compiles the sources, once per state of the sources, into a package of its own below `node_modules/.cache`. `dist/`
 * may be stale or missing, and compiling it would disturb whoever runs it.
 */
function compiledProgram(): Promise<string> {
  program ??= compile();
  return program;
}

async function compile(): Promise<string> {
  const name = `${COMPILED}${await sourcesHash()}`;
  const main = join(CACHE, name, 'dist/main.js');
  if (await exists(main)) return main;
  await mkdir(CACHE, { recursive: true });
  await removeOldOnes();
  const folder = await mkdtemp(join(CACHE, `${COMPILED}new-`));
  await chmod(folder, 0o755);
  await run(process.execPath, [
    join(CHECKOUT, 'node_modules/typescript/bin/tsc'),
    ...['-p', join(CHECKOUT, '.config/tsconfig.build.json'), '--outDir', join(folder, 'dist')],
    // Types are checked by `npm run check`.
    ...['--noCheck', '--declaration', 'false', '--isolatedDeclarations', 'false'],
  ]);
  await copyFile(join(CHECKOUT, 'package.json'), join(folder, 'package.json'));
  for (const part of ['corpus', 'embeddings']) await symlink(join(CHECKOUT, part), join(folder, part));
  try {
    await rename(folder, join(CACHE, name));
  } catch (error) {
    // Another test file was quicker.
    if (!(await exists(main))) throw error;
    await rm(folder, { recursive: true });
  }
  return main;
}

/** Removes what earlier states of the sources left, but nothing that another run may still use. */
async function removeOldOnes(): Promise<void> {
  for (const name of await readdir(CACHE)) {
    const folder = join(CACHE, name);
    if (name.startsWith(COMPILED) && Date.now() - (await stat(folder)).mtimeMs > HOUR_MS)
      await rm(folder, { recursive: true, force: true });
  }
}

async function sourcesHash(): Promise<string> {
  const entries = await readdir(join(CHECKOUT, 'src'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of [...files.sort(), join(CHECKOUT, 'package.json')]) {
    hash.update(`${file}\0`);
    hash.update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function run(file: string, args: readonly string[]): Promise<void> {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    output += data;
  });
  const status = await new Promise((done, fail) => child.on('error', fail).on('close', done));
  if (status !== 0) throw new Error(`The sources cannot be compiled:\n${output}`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { format } from 'node:util';
import { vi } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';

export interface HereOptions {
  /** Working folder, which also holds the `index`. */
  readonly folder: string;
  /** The only settings of the program besides SUMMIT_INDEX. */
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input; empty if not given. */
  readonly input?: string;
}

export interface HereResult {
  readonly status: number;
  readonly stdout: string;
  /** With whatever a library wrote to the console. */
  readonly stderr: string;
}

/** What the program or one of its libraries takes for its settings. */
const SETTING = /^(?:SUMMIT|OPENAI|DISCORD|LANGSMITH|LANGCHAIN)_|^NO_COLOR$/;

/**
 * Runs `summit` to its end in this process, which loads it but once. For everything that does not depend on a process of
 * its own, such as signals, pipes and terminals; and not for two runs at the same time.
 */
export async function runHere(
  args: readonly string[],
  { folder, env = {}, input = '' }: HereOptions,
): Promise<HereResult> {
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const before = process.cwd();
  const consoles = (['debug', 'log', 'info', 'warn', 'error'] as const).map((level) =>
    vi.spyOn(console, level).mockImplementation((...given) => void stderr.write(`${format(...given)}\n`)),
  );
  for (const name of Object.keys(process.env)) if (SETTING.test(name)) vi.stubEnv(name, undefined);
  for (const [name, value] of Object.entries({ SUMMIT_INDEX: `${folder}/index`, ...env }))
    vi.stubEnv(name, value);
  process.chdir(folder);
  try {
    const written = [text(stdout), text(stderr)];
    const status = await runProgram(args, { stdin: Readable.from([input]), stdout, stderr });
    stdout.end();
    stderr.end();
    const [out = '', error = ''] = await Promise.all(written);
    return { status, stdout: out, stderr: error };
  } finally {
    process.chdir(before);
    vi.unstubAllEnvs();
    for (const spy of consoles) spy.mockRestore();
  }
}

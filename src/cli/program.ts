import { readFileSync } from 'node:fs';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { messageOf, SummitError } from '../core/errors.ts';
import { visibleText } from '../core/shown-text.ts';
import { type Io, isBrokenPipe } from '../terminal/io.ts';
import type { CommandOptions } from './command-context.ts';

/** What a run ends with: 0 done (an abstention is a result), 1 it could not be done, 2 wrong usage. */
export type ExitStatus = 0 | 1 | 2;

const MOST_PASSAGES = 1_000;

/** Parses a command line and runs the command it names; each command's code is loaded when it is called. */
export async function runProgram(argv: readonly string[], io: Io = process): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  // Whoever writes learns that the reader has gone; without a listener the event would end the process with a stack.
  io.stderr.on('error', () => {});
  let outputFailure: unknown = null;
  io.stdout.on('error', (error: unknown) => {
    outputFailure ??= error;
  });
  const program = createProgram(io, (result) => {
    status = result;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return status;
  } catch (error) {
    // A stream tells of its failure after whoever wrote to it has learned of it.
    await turnOfTheLoop();
    if (outputFailure !== null && !isBrokenPipe(outputFailure)) {
      io.stderr.write(`summit: The output cannot be written (${messageOf(outputFailure)}).\n`);
      return 1;
    }
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (isBrokenPipe(error)) return 0;
    const known = error instanceof SummitError;
    const text = known ? error.message : `unexpected error: ${stackOf(error)}`;
    io.stderr.write(`summit: ${visibleText(text)}\n`);
    return known && error.code === 'input' ? 2 : 1;
  }
}

function createProgram(io: Io, finish: (status: ExitStatus) => void): Command {
  const program = new Command('summit')
    .description(
      'Answers questions about a folder of documents; every sentence is proven by a file, lines and a quote.',
    )
    .version(packageVersion(), '--version', 'print the version')
    .exitOverride()
    .helpCommand(true)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(visibleText(text)),
    })
    .showHelpAfterError('(summit --help shows the usage)')
    .enablePositionalOptions();

  /** An action gets the options of its command and of those above it, wherever they stood on the command line. */
  const act =
    // biome-ignore lint/suspicious/noExplicitAny: each command knows its own options and arguments
      (run: (options: any, ...positional: any[]) => Promise<ExitStatus>) =>
      async (...given: unknown[]): Promise<void> => {
        const called = given.at(-1) as Command;
        finish(await run(optionsOf(called), ...given.slice(0, -2)));
      };

  const folder = (value: string): string => {
    // `--index "$UNSET"` must not mean the working folder.
    if (value.trim() === '') throw new InvalidArgumentError('It must name a folder.');
    return value;
  };
  const command = (name: string, description: string, hidden = false): Command =>
    program
      .command(name, { hidden })
      .description(description)
      .option('--corpus <dir>', 'folder of documents (default: the shipped corpus, or SUMMIT_CORPUS)', folder)
      .option('--index <dir>', 'folder of the index (default: embeddings/, or SUMMIT_INDEX)', folder)
      .allowExcessArguments(false);
  const passages = (value: string): number => {
    const k = Number(value);
    if (!Number.isInteger(k) || k < 1 || k > MOST_PASSAGES)
      throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_PASSAGES}.`);
    return k;
  };

  // Without a command: the bot when a token is set, else the REPL.
  program
    .option('--corpus <dir>', 'folder of documents', folder)
    .option('--index <dir>', 'folder of the index', folder)
    .allowExcessArguments(true)
    .action(
      act(async (options) => {
        const [unknown] = program.args;
        if (unknown !== undefined) program.error(`error: unknown command '${unknown}'`);
        return (await import('./default-command.ts')).runDefault(io, options);
      }),
    );

  command('ingest', 'build or update the index')
    .option('--watch', 'stay and update the index whenever the documents change')
    .option('--json', 'print the result as JSON')
    .action(act(async (options) => (await import('./ingest-command.ts')).runIngest(io, options)));

  command('ask', 'answer a question with citations; - reads one question per line')
    .argument('<question...>')
    .option('--json', 'print JSON, one object per line')
    .option('-k <n>', 'passages to retrieve', passages)
    .action(
      act(async (options, words: string[]) =>
        (await import('./answer-commands.ts')).runAsk(io, words, options),
      ),
    );

  command('search', 'ranked passages; - reads one query per line')
    .argument('<query...>')
    .option('--json', 'print JSON, one object per line')
    .option('-k <n>', 'passages to show', passages)
    .action(
      act(async (options, words: string[]) =>
        (await import('./answer-commands.ts')).runSearch(io, words, options),
      ),
    );

  command('summary', 'a cited summary of a topic over all documents')
    .argument('<topic...>')
    .option('--json', 'print JSON')
    .action(
      act(async (options, words: string[]) =>
        (await import('./answer-commands.ts')).runSummary(io, words, options),
      ),
    );

  command('topics', "the corpus' topics")
    .option('--json', 'print JSON')
    .action(act(async (options) => (await import('./answer-commands.ts')).runTopics(io, options)));

  command('repl', 'ask questions interactively').action(
    act(async (options) => (await import('./default-command.ts')).runReplCommand(io, options)),
  );

  const discord = command('discord', 'run the Discord bot')
    .enablePositionalOptions()
    .action(act(async (options) => (await import('./discord-command.ts')).runBot(io, options)));
  discord
    .command('register')
    .description('register the slash commands with Discord')
    .option('--guild <id>', 'for one server only, effective at once')
    .allowExcessArguments(false)
    .action(act(async (options) => (await import('./discord-command.ts')).runRegister(io, options)));

  command('eval', 'measure quality on a question file')
    .requiredOption(
      '--queries <path>',
      'JSON Lines with question, answerable, facts or answers, files or relevant; or the folder of a BEIR collection',
    )
    .option('--passages <file>', 'JSON Lines with id, doc, start, end, to judge passages in place of files')
    .option('--json', 'print the figures as JSON')
    .action(act(async (options) => (await import('./eval-command.ts')).runEval(io, options)));

  command('doctor', 'check configuration, index, endpoint and token').action(
    act(async (options) => (await import('./doctor-command.ts')).runDoctor(io, options)),
  );
  return program;
}

function packageVersion(): string {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function optionsOf(command: Command): CommandOptions {
  return { ...(command.parent ? optionsOf(command.parent) : {}), ...command.opts() };
}

function stackOf(error: unknown): string {
  return error instanceof Error && error.stack ? error.stack : messageOf(error);
}

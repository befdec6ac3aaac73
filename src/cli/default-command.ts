import type { Io } from '../terminal/io.ts';
import { runRepl } from '../terminal/repl.ts';
import { type CommandOptions, commandContext, withAssistant } from './command-context.ts';
import { runBot } from './discord-command.ts';
import type { ExitStatus } from './program.ts';
import { interruption } from './signals.ts';

/** `summit` without a command: the bot when a token is set, else the REPL, which says why. */
export async function runDefault(io: Io, options: CommandOptions): Promise<ExitStatus> {
  const { config } = commandContext(io, options);
  if (config.discord.token) return runBot(io, options);
  return openRepl(
    io,
    options,
    'DISCORD_TOKEN is not set, so this is the local prompt instead of the bot (see README.md).',
  );
}

export function runReplCommand(io: Io, options: CommandOptions): Promise<ExitStatus> {
  return openRepl(io, options, 'Ask anything about the documents.');
}

async function openRepl(io: Io, options: CommandOptions, banner: string): Promise<ExitStatus> {
  const context = commandContext(io, options);
  const { signal, release } = interruption();
  try {
    await withAssistant(
      io,
      context,
      (assistant) =>
        runRepl({
          assistant,
          io,
          banner: `summit-assistant\n${banner}`,
          colour: io.stdout.isTTY === true && context.config.colour,
          signal,
        }),
      signal,
    );
  } finally {
    release();
  }
  return 0;
}

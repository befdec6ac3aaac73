import type { Config } from '../config.ts';
import { messageOf, SummitError } from '../core/errors.ts';
import { type Io, write } from '../terminal/io.ts';
import { type CommandOptions, commandContext, withAssistant } from './command-context.ts';
import type { ExitStatus } from './program.ts';
import { interruption } from './signals.ts';

/** Runs the bot until it is interrupted or its session is lost for good. */
export async function runBot(io: Io, options: CommandOptions): Promise<ExitStatus> {
  const context = commandContext(io, options);
  const token = tokenOf(context.config);
  const [{ startDiscordBot }, { pinoLogger }] = await Promise.all([
    import('../discord/bot.ts'),
    import('./pino-logger.ts'),
  ]);
  const logger = pinoLogger(context.config.logLevel);
  const { signal, release } = interruption();
  try {
    await withAssistant(
      io,
      { ...context, logger },
      async (assistant) => {
        if (signal.aborted) return;
        const bot = await startDiscordBot({
          token,
          apiUrl: context.config.discord.apiUrl,
          assistant,
          logger,
        });
        const stop = (): void => {
          logger.info('Stopping; whoever waits for an answer is told.');
          bot.stop().catch((error: unknown) => logger.error(messageOf(error)));
        };
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
        await bot.closed;
      },
      signal,
    );
  } catch (error) {
    if (!signal.aborted || !(error instanceof SummitError)) throw error;
  } finally {
    release();
  }
  return 0;
}

interface RegisterOptions extends CommandOptions {
  readonly guild?: string;
}

/** Registers the slash commands, everywhere or for one server. */
export async function runRegister(io: Io, options: RegisterOptions): Promise<ExitStatus> {
  const { config, logger } = commandContext(io, options);
  const { registerCommands } = await import('../discord/register-commands.ts');
  const names = await registerCommands({
    token: tokenOf(config),
    apiUrl: config.discord.apiUrl,
    guildId: options.guild ?? null,
    logger,
  });
  const where = options.guild
    ? `for the server ${options.guild}`
    : 'for every server; Discord may take an hour to show them';
  await write(io.stdout, `Registered ${names.join(', ')} ${where}.\n`);
  return 0;
}

function tokenOf({ discord }: Config): string {
  if (!discord.token)
    throw new SummitError('config', 'DISCORD_TOKEN is not set. README.md shows how to get one.');
  return discord.token.reveal();
}

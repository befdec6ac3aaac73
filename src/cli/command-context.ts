import { openAssistant } from '../compose.ts';
import { type Config, loadConfig } from '../config.ts';
import type { Assistant } from '../core/answer.ts';
import type { Logger } from '../core/logger.ts';
import type { Io } from '../terminal/io.ts';
import { terminalProgress } from '../terminal/progress.ts';
import { ANSI, PLAIN, type Style } from '../terminal/render-answer.ts';
import { textLogger } from '../terminal/text-logger.ts';
import { interruption } from './signals.ts';

/** The options that every command takes. */
export interface CommandOptions {
  readonly corpus?: string;
  readonly index?: string;
}

/** What a command works with, made from the environment and its options. */
export interface CommandContext {
  readonly config: Config;
  readonly logger: Logger;
  readonly style: Style;
}

/** @throws SummitError `config` when a setting is wrong. */
export function commandContext(io: Io, options: CommandOptions): CommandContext {
  const config = loadConfig(options);
  return {
    config,
    logger: textLogger(io.stderr, config.logLevel),
    style: io.stdout.isTTY && config.colour ? ANSI : PLAIN,
  };
}

/**
 * Opens the assistant, with a progress bar where an index must be built first, and closes it after the work. Where no
 * signal is given, Ctrl-C ends the opening: neither a hidden cursor nor a temporary folder is left behind.
 */
export async function withAssistant<T>(
  io: Io,
  { config, logger }: CommandContext,
  work: (assistant: Assistant) => Promise<T>,
  given?: AbortSignal,
): Promise<T> {
  const { signal, release } = given ? { signal: given, release: () => {} } : interruption();
  const progress = await terminalProgress(io.stderr);
  let assistant: Assistant;
  try {
    assistant = await openAssistant(config, {
      logger,
      onProgress: progress.update,
      signal,
    });
  } finally {
    progress.stop();
    release();
  }
  try {
    return await work(assistant);
  } finally {
    await assistant.close();
  }
}

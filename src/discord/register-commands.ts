import { DiscordAPIError, REST, Routes } from 'discord.js';
import { SummitError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { COMMANDS } from './commands.ts';
import { bareToken, restAddress } from './connection-settings.ts';
import { discordFailure } from './discord-failure.ts';

export interface RegisterOptions {
  readonly token: string;
  /** Base address of the API without the version, or null for Discord itself. */
  readonly apiUrl: string | null;
  /** Registers in this server only, where the commands appear at once; null registers them everywhere. */
  readonly guildId: string | null;
  readonly logger: Logger;
}

/** Registers the commands, replacing earlier ones, and returns their names. Rejects with a `discord` SummitError. */
export async function registerCommands(options: RegisterOptions): Promise<readonly string[]> {
  const { apiUrl, guildId, logger } = options;
  const token = bareToken(options.token);
  if (guildId !== null && !/^\d{15,21}$/.test(guildId)) {
    throw new SummitError(
      'input',
      `"${guildId}" is no server id. Copy it in Discord with developer mode on.`,
    );
  }
  const rest = new REST(apiUrl === null ? {} : { api: restAddress(apiUrl) }).setToken(token);
  try {
    const applicationId = await currentApplicationId(rest);
    const route =
      guildId === null
        ? Routes.applicationCommands(applicationId)
        : Routes.applicationGuildCommands(applicationId, guildId);
    const registered = (await rest.put(route, { body: COMMANDS })) as readonly { readonly name: string }[];
    const names = registered.map(({ name }) => name);
    logger.debug('Registered the Discord commands', { names, guildId, applicationId });
    return names;
  } catch (thrown) {
    if (guildId !== null && thrown instanceof DiscordAPIError && [403, 404].includes(thrown.status)) {
      const message = `Discord does not let the bot register commands in server ${guildId}. Invite it there with the scopes bot and applications.commands, then try again.`;
      throw new SummitError('discord', message);
    }
    throw discordFailure(thrown, { token, apiUrl });
  } finally {
    // Their timers would keep a command-line process alive.
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

async function currentApplicationId(rest: REST): Promise<string> {
  try {
    return ((await rest.get(Routes.currentApplication())) as { readonly id: string }).id;
  } catch (thrown) {
    if (!(thrown instanceof DiscordAPIError && thrown.status === 404)) throw thrown;
    // Compatible servers may know only the older route.
    return ((await rest.get(Routes.oauth2CurrentApplication())) as { readonly id: string }).id;
  }
}

import type { BotContext } from './context.ts';

// Looking into every server of a widespread bot would take its rate limit.
const SERVERS_LOOKED_AT = 5;

/** Logs how to register the slash commands when there seem to be none. Never rejects. */
export async function hintAtRegistration({ client, logger }: BotContext): Promise<void> {
  try {
    const manager = client.application.commands;
    if ((await manager.fetch()).size > 0) return;
    for (const guildId of [...client.guilds.cache.keys()].slice(0, SERVERS_LOOKED_AT)) {
      if ((await manager.fetch({ guildId })).size > 0) return;
    }
    logger.info('No slash commands are registered yet; run `summit discord register` once to add them');
  } catch (thrown) {
    logger.debug('Could not look up the registered commands', { error: String(thrown) });
  }
}

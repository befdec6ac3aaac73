import { REST, Routes } from 'discord.js';
import { bareToken, restAddress } from './connection-settings.ts';
import { discordFailure } from './discord-failure.ts';

/** The bot's name, when Discord accepts the token. Rejects with a `discord` SummitError that says what is wrong. */
export async function checkToken(options: {
  readonly token: string;
  readonly apiUrl: string | null;
}): Promise<string> {
  const { apiUrl } = options;
  const token = bareToken(options.token);
  const rest = new REST({
    retries: 0,
    timeout: 10_000,
    ...(apiUrl === null ? {} : { api: restAddress(apiUrl) }),
  }).setToken(token);
  try {
    return ((await rest.get(Routes.user())) as { readonly username: string }).username;
  } catch (thrown) {
    throw discordFailure(thrown, { token, apiUrl });
  } finally {
    // Their timers would keep a command-line process alive.
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

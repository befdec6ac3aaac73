import { DiscordAPIError, HTTPError } from 'discord.js';
import { messageOf, SummitError, systemErrorCode } from '../core/errors.ts';

/** What Discord or the network did when it was called, as a SummitError without the token. */
export function discordFailure(
  thrown: unknown,
  connection: { readonly token: string; readonly apiUrl: string | null },
): SummitError {
  if (thrown instanceof SummitError) return thrown;
  const place = connection.apiUrl ?? 'https://discord.com/api';
  const detail = withoutToken(
    messageOf(thrown) || (systemErrorCode(thrown) ?? 'no details'),
    connection.token,
  );
  const fail = (message: string): SummitError => new SummitError('discord', message);
  if (connection.token === '') return fail('The bot token is empty. Set DISCORD_TOKEN.');
  if (isWrongToken(thrown)) {
    return fail(
      'Discord refused the bot token. Copy the current one from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN.',
    );
  }
  if (/disallowed intents/i.test(detail)) {
    return fail('Discord refused the intents of this bot. Check its settings in the developer portal (Bot).');
  }
  if (thrown instanceof DiscordAPIError || thrown instanceof HTTPError) {
    return fail(`Discord at ${place} answered ${thrown.status}: ${detail}. Try again later.`);
  }
  if (systemErrorCode(thrown) !== undefined || /timeout|aborted|fetch failed|socket/i.test(detail)) {
    return fail(
      `Discord could not be reached at ${place} (${detail}). Check the connection and DISCORD_API_URL.`,
    );
  }
  return fail(`The connection to Discord at ${place} failed: ${detail}.`);
}

/** Replaces the token wherever it stands in the text. */
export function withoutToken(text: string, token: string): string {
  return token === '' ? text : text.replaceAll(token, '[token]');
}

function isWrongToken(thrown: unknown): boolean {
  if (thrown instanceof DiscordAPIError || thrown instanceof HTTPError) return thrown.status === 401;
  return systemErrorCode(thrown) === 'TokenInvalid' || /authentication failed/i.test(messageOf(thrown));
}

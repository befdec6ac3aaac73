import { randomBytes } from 'node:crypto';
import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import { SummitError, type SummitErrorCode } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { cutMarkdown } from './safe-text.ts';

/** Only the operator can do something about these, and what they say names folders of the bot's machine. */
const FOR_THE_OPERATOR: readonly SummitErrorCode[] = ['config', 'corpus', 'index', 'locked'];

/**
 * What to tell the user about a failure. Most SummitErrors say it themselves; anything else gets an id that stands in the
 * log beside its message or stack.
 */
export function failureMessage(thrown: unknown, logger: Logger): string {
  const errorId = randomBytes(4).toString('hex');
  const ask = `tell the operator the error id \`${errorId}\`.`;
  if (!(thrown instanceof SummitError)) {
    logger.error('An answer failed unexpectedly', { errorId, error: stackOf(thrown) });
    return `⚠ Sorry, something went wrong on my side. Please try again; if it happens again, ${ask}`;
  }
  const { code, message } = thrown;
  if (FOR_THE_OPERATOR.includes(code)) {
    logger.error('An answer failed', { errorId, code, message });
    return `⚠ I cannot use my documents right now. Please try again later; if it happens again, ${ask}`;
  }
  if (code !== 'input' && code !== 'cancelled') logger.warn('An answer failed', { code, message });
  return `⚠ ${cutMarkdown(message, 1800)}`;
}

/** Logs a failure that cannot be told to anybody in Discord, because Discord itself refused the message. */
export function logUndelivered(thrown: unknown, logger: Logger, what: string): void {
  if (isGone(thrown))
    logger.warn(`${what}: Discord no longer knows this interaction`, { code: apiCode(thrown) });
  else logger.error(what, { code: apiCode(thrown), error: stackOf(thrown) });
}

/** True when an interaction or its reply is out of reach: unknown, expired or deleted. */
export function isGone(thrown: unknown): boolean {
  const gone: readonly unknown[] = [
    RESTJSONErrorCodes.UnknownInteraction,
    RESTJSONErrorCodes.UnknownWebhook,
    RESTJSONErrorCodes.InvalidWebhookToken,
    RESTJSONErrorCodes.UnknownMessage,
  ];
  return gone.includes(apiCode(thrown));
}

/** Discord's error code, or null. */
export function apiCode(thrown: unknown): string | number | null {
  return thrown instanceof DiscordAPIError ? thrown.code : null;
}

/** The stack, for the log. */
export function stackOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}

import { randomBytes } from 'node:crypto';
import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import { SummitError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { cutMarkdown } from './safe-text.ts';

/**
 * What to tell the user about a failure. A SummitError says it itself; anything else gets an id that stands in the
 * log beside the stack.
 */
export function failureMessage(thrown: unknown, logger: Logger): string {
  if (thrown instanceof SummitError) {
    if (thrown.code !== 'input' && thrown.code !== 'cancelled') {
      logger.warn('An answer failed', { code: thrown.code, message: thrown.message });
    }
    return `⚠ ${cutMarkdown(thrown.message, 1800)}`;
  }
  const errorId = randomBytes(4).toString('hex');
  logger.error('An answer failed unexpectedly', { errorId, error: stackOf(thrown) });
  return `⚠ Sorry, something went wrong on my side. Please try again; if it happens again, tell the operator the error id \`${errorId}\`.`;
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

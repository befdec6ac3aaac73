/** Why something could not be done; each code has one meaning, whatever the message says. */
export type SummitErrorCode =
  | 'config' // a setting is missing or wrong
  | 'corpus' // the corpus folder is missing, empty or unreadable
  | 'index' // the saved index is missing, damaged or not usable with this configuration
  | 'locked' // another process is building the index
  | 'endpoint' // the OpenAI-compatible endpoint failed
  | 'discord' // Discord refused or could not be reached
  | 'input' // what the caller gave cannot be worked on
  | 'cancelled'; // the caller's AbortSignal fired

/**
 * A failure that the user can do something about. The message names the fact and the next step and never
 * contains a secret. Surfaces print the message; anything that is not a SummitError is a bug and keeps its stack.
 */
export class SummitError extends Error {
  readonly code: SummitErrorCode;

  constructor(code: SummitErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = 'SummitError';
    this.code = code;
  }
}

/** The message of anything that was thrown, on one line. */
export function messageOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message.replace(/\s+/g, ' ').trim();
}

/** Throws a `cancelled` SummitError when the signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new SummitError('cancelled', 'Cancelled.', { cause: signal.reason });
}

/** The `code` of a Node.js system error such as `ENOENT`, or undefined. */
export function systemErrorCode(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}

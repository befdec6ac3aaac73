import type { Logger } from '../core/logger.ts';
import { type OutgoingMessage, textMessage } from './answer-message.ts';
import { failureMessage } from './failure-message.ts';

/** A reply that grows, and ends with one or more messages. */
export interface Reply {
  /** Shows a state of the answer, as often as Discord allows. */
  show(message: OutgoingMessage): void;
  /** Puts the first message in the reply's place and the others below; all of them below what was delivered before. */
  deliver(messages: readonly OutgoingMessage[]): Promise<void>;
  /** True once a delivered message stands in the reply's place. */
  isPlaced(): boolean;
}

/**
 * Delivers the messages of an answer, or what `unfinished` makes of the failure to get one. What was delivered stays: when
 * a later message cannot be sent, the failure comes below.
 */
export async function deliverAnswer(
  reply: Reply,
  answering: () => Promise<readonly OutgoingMessage[]>,
  unfinished: (failure: string) => readonly OutgoingMessage[],
  logger: Logger,
): Promise<void> {
  try {
    await reply.deliver(await answering());
  } catch (thrown) {
    const failure = failureMessage(thrown, logger);
    await reply.deliver(reply.isPlaced() ? [textMessage(failure)] : unfinished(failure));
  }
}

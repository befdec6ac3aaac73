import type { Message } from 'discord.js';
import type { OutgoingMessage } from './answer-message.ts';
import type { BotContext } from './context.ts';
import { isGone } from './failure-message.ts';
import { editOptions, sendOptions } from './interaction-reply.ts';
import { liveEdits } from './live-edits.ts';

/** The reply to one message: sent when there is something to show, edited while it grows. */
export interface MessageReply {
  /** Shows a state of the answer, as often as Discord allows. */
  show(message: OutgoingMessage): void;
  /** Puts the first message in the reply's place and sends the others below. */
  deliver(messages: readonly OutgoingMessage[]): Promise<void>;
}

export function messageReply(context: BotContext, question: Message): MessageReply {
  let sent: Message | null = null;
  const reply = async (message: OutgoingMessage): Promise<void> => {
    sent = await question.reply({ ...sendOptions(message), failIfNotExists: false });
  };
  const replace = async (message: OutgoingMessage): Promise<void> => {
    if (sent === null) return reply(message);
    await sent.edit(editOptions(message));
  };
  const live = liveEdits(context.pace, question.channelId, replace, context.logger);
  return {
    show: live.show,
    async deliver(messages) {
      await live.stop();
      for (const [index, message] of messages.entries()) {
        if (index > 0) {
          if (question.channel.isSendable()) await question.channel.send(sendOptions(message));
          continue;
        }
        try {
          await replace(message);
        } catch (thrown) {
          // Somebody deleted the growing answer; the whole one is wanted all the same.
          if (sent === null || !isGone(thrown)) throw thrown;
          await reply(message);
        }
      }
    },
  };
}

import type { Message } from 'discord.js';
import type { OutgoingMessage } from './answer-message.ts';
import type { BotContext } from './context.ts';
import type { Reply } from './deliver-answer.ts';
import { isGone } from './failure-message.ts';
import { editOptions, sendOptions } from './interaction-reply.ts';
import { liveEdits } from './live-edits.ts';

/**
 * The answer to one message: sent when there is something to show, as a reply where the bot may reply, and edited while it
 * grows.
 */
export function messageReply(
  context: BotContext,
  question: Message,
  may: { readonly reply: boolean },
): Reply {
  let placed = false;
  let sent: Message | null = null;
  const reply = async (message: OutgoingMessage): Promise<void> => {
    if (may.reply) sent = await question.reply({ ...sendOptions(message), failIfNotExists: false });
    else if (question.channel.isSendable()) sent = await question.channel.send(sendOptions(message));
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
      for (const message of messages) {
        if (placed) {
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
        placed = true;
      }
    },
    isPlaced: () => placed,
  };
}

import {
  type CommandInteraction,
  type InteractionEditReplyOptions,
  type InteractionReplyOptions,
  type MessageComponentInteraction,
  type MessageCreateOptions,
  MessageFlags,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
} from 'discord.js';
import type { OutgoingMessage } from './answer-message.ts';
import type { BotContext } from './context.ts';
import type { Reply } from './deliver-answer.ts';
import { apiCode, isGone, logUndelivered } from './failure-message.ts';
import { liveEdits } from './live-edits.ts';

export type RepliableInteraction = CommandInteraction | MessageComponentInteraction;

/** A message as discord.js sends it. */
export function sendOptions(message: OutgoingMessage): MessageCreateOptions & InteractionReplyOptions {
  const { content, embeds, components, files, allowedMentions } = message;
  return {
    ...(content === '' ? {} : { content }),
    embeds,
    components,
    files,
    allowedMentions: { parse: [...allowedMentions.parse], repliedUser: allowedMentions.repliedUser },
  };
}

/** The same for an edit, which also takes away what the message showed before. */
export function editOptions(message: OutgoingMessage): InteractionEditReplyOptions {
  const { content, embeds, components, files } = message;
  return {
    content: content || null,
    embeds,
    components,
    files,
    attachments: [],
    allowedMentions: { parse: [] },
  };
}

/** Where the bot may show an embed and attach a file in answer to this interaction. */
export function interactionAbilities(interaction: RepliableInteraction): { embeds: boolean; files: boolean } {
  const permissions = interaction.appPermissions;
  // Servers that send no permissions at all say nothing about them.
  if (permissions.bitfield === 0n) return { embeds: true, files: true };
  return {
    embeds: permissions.has(PermissionFlagsBits.EmbedLinks),
    files: permissions.has(PermissionFlagsBits.AttachFiles),
  };
}

/** Answers at once with a message that only the user sees. */
export async function replyEphemeral(
  interaction: RepliableInteraction,
  message: OutgoingMessage,
): Promise<void> {
  await interaction.reply({ ...sendOptions(message), flags: MessageFlags.Ephemeral });
}

/**
 * Acknowledges within Discord's 3 seconds. A retried request may find that the first one got through after all;
 * that is an acknowledgement too.
 */
export async function acknowledge(
  interaction: RepliableInteraction,
  options: { readonly ephemeral: boolean },
): Promise<void> {
  try {
    await interaction.deferReply(options.ephemeral ? { flags: MessageFlags.Ephemeral } : {});
  } catch (thrown) {
    if (apiCode(thrown) !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) throw thrown;
    interaction.deferred = true;
  }
}

/**
 * The reply to one acknowledged interaction, until its answer is delivered. What comes later than Discord lets it be
 * edited goes to the channel.
 */
export function interactionReply(context: BotContext, interaction: RepliableInteraction): Reply {
  let expired = false;
  let placed = false;
  const live = liveEdits(
    context.pace,
    interaction.channelId ?? '',
    (message) => interaction.editReply(editOptions(message)),
    context.logger,
  );
  const announce = async (): Promise<void> => {
    await live.stop();
    const content = '⏳ This takes longer than Discord lets me edit. The answer will come as a new message.';
    await interaction.editReply({ content, allowedMentions: { parse: [] } });
  };
  const timer = setTimeout(() => {
    expired = true;
    announce().catch((thrown) => {
      logUndelivered(thrown, context.logger, 'Could not announce a late answer');
    });
  }, context.limits.interactionLifetimeMs);
  return {
    show: live.show,
    async deliver(messages) {
      clearTimeout(timer);
      await live.stop();
      for (const message of messages) {
        try {
          if (expired) await sendToChannel(context, interaction, message);
          else if (placed) await interaction.followUp(sendOptions(message));
          else await interaction.editReply(editOptions(message));
        } catch (thrown) {
          if (expired || !isGone(thrown)) throw thrown;
          expired = true;
          await sendToChannel(context, interaction, message);
        }
        placed = true;
      }
    },
    isPlaced: () => placed,
  };
}

async function sendToChannel(
  context: BotContext,
  interaction: RepliableInteraction,
  message: OutgoingMessage,
): Promise<void> {
  const channel = await context.client.channels.fetch(interaction.channelId ?? '');
  if (!channel?.isSendable()) throw new Error('The channel of an interaction takes no messages.');
  await channel.send(sendOptions(message));
}

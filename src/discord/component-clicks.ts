import { type MessageComponentInteraction, PermissionFlagsBits } from 'discord.js';
import { renderAnswer, textMessage } from './answer-message.ts';
import { BUSY_MESSAGE } from './answer-queue.ts';
import { type Asked, askAssistant, questionProblem } from './ask-assistant.ts';
import { parseComponentId } from './component-ids.ts';
import type { BotContext } from './context.ts';
import { deliverAnswer } from './deliver-answer.ts';
import { growingAnswer } from './growing-answer.ts';
import { acknowledge, interactionAbilities, interactionReply, replyEphemeral } from './interaction-reply.ts';
import { rowsOf, showPassages } from './passage-clicks.ts';
import { questionOfMessage } from './shown-question.ts';

type Again = Asked & { readonly replace: boolean };

/** Handles a click on an answer's buttons or menu, from the message alone. */
export async function handleComponent(
  context: BotContext,
  interaction: MessageComponentInteraction,
): Promise<void> {
  const action = parseComponentId(interaction.customId);
  const question = questionOfMessage({
    content: interaction.message.content,
    embeds: interaction.message.embeds.map((embed) => embed.toJSON()),
  });
  if (action?.action === 'vote') return recordVote(context, interaction, action.vote, question);
  if (action === null || question === null) {
    return replyEphemeral(
      interaction,
      textMessage('This button belongs to an older version of me. Please ask again.'),
    );
  }
  if (action.action === 'again') return askAgain(context, interaction, { ...action, question });
  return showPassages(context, interaction, action, question);
}

async function recordVote(
  context: BotContext,
  interaction: MessageComponentInteraction,
  vote: 'up' | 'down',
  question: string | null,
): Promise<void> {
  const { message, user, guildId } = interaction;
  context.logger.info('Vote', { vote, userId: user.id, messageId: message.id, guildId, question });
  const thanks =
    vote === 'up' ? 'Thanks, noted: this answer helped.' : 'Thanks, noted: this answer did not help.';
  await replyEphemeral(interaction, textMessage(thanks));
}

async function askAgain(
  context: BotContext,
  interaction: MessageComponentInteraction,
  asked: Again,
): Promise<void> {
  const problem = againProblem(context, interaction, asked);
  const leave = problem === null ? context.queue.enter(interaction.user.id) : null;
  if (leave === null) return replyEphemeral(interaction, textMessage(problem ?? BUSY_MESSAGE));
  try {
    if (asked.replace) await interaction.deferUpdate();
    else await acknowledge(interaction, { ephemeral: false });
    await answerAgain(context, interaction, asked);
  } finally {
    leave();
  }
}

async function answerAgain(
  context: BotContext,
  interaction: MessageComponentInteraction,
  asked: Again,
): Promise<void> {
  const reply = interactionReply(context, interaction);
  const rendering = { ...asked, ...interactionAbilities(interaction) };
  const growing = growingAnswer(asked.question, rendering, reply.show);
  const shown = interaction.message;
  const answering = async () => {
    // An embed leaves room for a word above it; a plain message keeps its text until the new one is there.
    if (asked.replace && shown.embeds.length > 0)
      await interaction.editReply({ content: '⏳ Asking again …' });
    return renderAnswer(await askAssistant(context, asked, growing.onGrowth), rendering);
  };
  const unfinished = (failure: string) => {
    const embeds = shown.embeds.map((embed) => embed.toJSON());
    const restored = { ...textMessage(failure), embeds, components: rowsOf(interaction) };
    return asked.replace ? [restored] : growing.unfinished(failure);
  };
  await deliverAnswer(reply, answering, unfinished, context.logger);
}

function againProblem(
  context: BotContext,
  interaction: MessageComponentInteraction,
  asked: Asked,
): string | null {
  const moderator = interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
  if (interaction.user.id !== asked.askerId && !moderator) {
    return 'Only the person who asked and moderators can regenerate this answer. You can ask the same question with /ask.';
  }
  return questionProblem(asked.question, context.limits.questionCharacters);
}

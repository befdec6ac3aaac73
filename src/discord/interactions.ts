import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type CommandInteraction,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
} from 'discord.js';
import { cutText } from '../core/shown-text.ts';
import { renderAnswer, textMessage } from './answer-message.ts';
import { BUSY_MESSAGE } from './answer-queue.ts';
import { type Asked, askAssistant, conversationOf, questionProblem } from './ask-assistant.ts';
import { ASK, ASK_ABOUT_THIS, SUMMARY } from './commands.ts';
import { handleComponent } from './component-clicks.ts';
import type { BotContext } from './context.ts';
import { deliverAnswer } from './deliver-answer.ts';
import { failureMessage, isGone, logUndelivered } from './failure-message.ts';
import { growingAnswer } from './growing-answer.ts';
import { acknowledge, interactionAbilities, interactionReply, replyEphemeral } from './interaction-reply.ts';
import { questionText } from './question-text.ts';
import { topicChoices } from './topic-choices.ts';

/** Handles one interaction. Never rejects: what cannot be told to the user is logged. */
export async function handleInteraction(context: BotContext, interaction: Interaction): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await suggestTopics(context, interaction);
    else if (interaction.isChatInputCommand())
      await handleCommand(context, interaction, askedBy(context, interaction));
    else if (interaction.isMessageContextMenuCommand() && interaction.commandName === ASK_ABOUT_THIS)
      await askAboutMessage(context, interaction);
    else if (interaction.isMessageComponent()) await handleComponent(context, interaction);
  } catch (thrown) {
    await tellFailure(context, interaction, thrown);
  }
}

/** The last resort: silence is the worst answer. */
async function tellFailure(context: BotContext, interaction: Interaction, thrown: unknown): Promise<void> {
  const what = 'An interaction could not be answered';
  if (!interaction.isRepliable() || isGone(thrown)) return logUndelivered(thrown, context.logger, what);
  const content = failureMessage(thrown, context.logger);
  try {
    if (interaction.deferred && !interaction.replied) await interaction.editReply({ content });
    else if (interaction.replied) await interaction.followUp({ content, flags: MessageFlags.Ephemeral });
    else await interaction.reply({ content, flags: MessageFlags.Ephemeral });
  } catch (again) {
    logUndelivered(again, context.logger, what);
  }
}

/** Null for a command that this version does not know. */
function askedBy(context: BotContext, interaction: ChatInputCommandInteraction): Asked | null {
  const askerId = interaction.user.id;
  const given = (option: string): string =>
    questionText(interaction.options.getString(option) ?? '', context.client, interaction.guild);
  if (interaction.commandName === ASK) {
    const conversation = conversationOf(interaction.channelId, askerId);
    return { kind: 'ask', question: given('question'), askerId, conversation };
  }
  if (interaction.commandName === SUMMARY) return { kind: 'summary', question: given('topic'), askerId };
  return null;
}

/** Whoever asks about a message cannot shorten it, so its beginning is the question. */
async function askAboutMessage(
  context: BotContext,
  interaction: MessageContextMenuCommandInteraction,
): Promise<void> {
  const text = questionText(interaction.targetMessage.content, context.client, interaction.guild);
  if (text === '')
    return replyEphemeral(interaction, textMessage('That message has no text that I could ask about.'));
  const question = cutText(text, context.limits.questionCharacters);
  await handleCommand(context, interaction, { kind: 'ask', question, askerId: interaction.user.id });
}

async function handleCommand(
  context: BotContext,
  interaction: CommandInteraction,
  asked: Asked | null,
): Promise<void> {
  if (asked === null) {
    const text = `I do not know the command /${interaction.commandName}. Run \`summit discord register\` to update my commands.`;
    return replyEphemeral(interaction, textMessage(text));
  }
  const problem = questionProblem(asked.question, context.limits.questionCharacters);
  const leave = problem === null ? context.queue.enter(asked.askerId) : null;
  if (leave === null) return replyEphemeral(interaction, textMessage(problem ?? BUSY_MESSAGE));
  try {
    await acknowledge(interaction, { ephemeral: false });
    await answerInteraction(context, interaction, asked);
  } finally {
    leave();
  }
}

async function answerInteraction(
  context: BotContext,
  interaction: CommandInteraction,
  asked: Asked,
): Promise<void> {
  const reply = interactionReply(context, interaction);
  const rendering = { ...asked, ...interactionAbilities(interaction) };
  const growing = growingAnswer(asked.question, rendering, reply.show);
  const answering = async () => renderAnswer(await askAssistant(context, asked, growing.onGrowth), rendering);
  await deliverAnswer(reply, answering, growing.unfinished, context.logger);
}

async function suggestTopics(context: BotContext, interaction: AutocompleteInteraction): Promise<void> {
  let choices: ReturnType<typeof topicChoices> = [];
  try {
    choices = topicChoices(context.assistant.topics(), interaction.options.getFocused());
  } catch (thrown) {
    failureMessage(thrown, context.logger);
  }
  await interaction.respond(choices);
}

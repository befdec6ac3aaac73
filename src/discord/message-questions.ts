import { type Message, PermissionFlagsBits } from 'discord.js';
import { type AnswerContext, renderAnswer, textMessage } from './answer-message.ts';
import { BUSY_MESSAGE } from './answer-queue.ts';
import { askAssistant, cleanQuestion, conversationOf, questionProblem } from './ask-assistant.ts';
import type { BotContext } from './context.ts';
import { deliverAnswer } from './deliver-answer.ts';
import { logUndelivered } from './failure-message.ts';
import { growingAnswer } from './growing-answer.ts';
import { messageReply } from './message-reply.ts';

const HELP =
  'Ask me a question about the documents: write it after my name, send it to me directly, or use `/ask`. ' +
  'Every sentence of my answer cites a file, its lines and a quote. Go on with follow-ups such as “and in 2023?” or ' +
  '“who said that?”. `/summary` sums up a topic.';

/** Answers a direct message or a message that mentions the bot; leaves all others alone. Never rejects. */
export async function handleMessage(context: BotContext, message: Message): Promise<void> {
  try {
    if (!isForBot(context, message)) return;
    const abilities = channelAbilities(context, message);
    if (!abilities.send) return;
    const mention = new RegExp(`<@!?${context.client.user.id}>`, 'g');
    const question = cleanQuestion(message.content.replace(mention, ' '));
    await answer(context, message, question, abilities);
  } catch (thrown) {
    logUndelivered(thrown, context.logger, 'A message could not be answered');
  }
}

function isForBot(context: BotContext, message: Message): boolean {
  if (message.author.bot || message.webhookId !== null || message.system) return false;
  if (!message.inGuild()) return true;
  return message.mentions.has(context.client.user, { ignoreEveryone: true, ignoreRoles: true });
}

async function answer(
  context: BotContext,
  message: Message,
  question: string,
  abilities: { readonly embeds: boolean; readonly files: boolean },
): Promise<void> {
  const reply = messageReply(context, message);
  if (question === '') return reply.deliver([textMessage(HELP)]);
  const askerId = message.author.id;
  const problem = questionProblem(question, context.limits.questionCharacters);
  const leave = problem === null ? context.queue.enter(askerId) : null;
  if (leave === null) return reply.deliver([textMessage(problem ?? BUSY_MESSAGE)]);
  const stopTyping = showTyping(context, message);
  const rendering: AnswerContext = { kind: 'ask', askerId, ...abilities };
  const growing = growingAnswer(question, rendering, reply.show);
  try {
    const conversation = conversationOf(message.channelId, askerId);
    const asked = { kind: 'ask', question, askerId, conversation } as const;
    const answering = async () =>
      renderAnswer(await askAssistant(context, asked, growing.onGrowth), rendering);
    await deliverAnswer(reply, answering, growing.unfinished, context.logger);
  } finally {
    stopTyping();
    leave();
  }
}

function channelAbilities(
  context: BotContext,
  message: Message,
): { readonly send: boolean; readonly embeds: boolean; readonly files: boolean } {
  const permissions = message.inGuild() ? message.channel.permissionsFor(context.client.user) : null;
  // Direct messages know no permissions.
  if (permissions === null) return { send: true, embeds: true, files: true };
  const inThread = message.channel.isThread();
  return {
    send: permissions.has(
      inThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages,
    ),
    embeds: permissions.has(PermissionFlagsBits.EmbedLinks),
    files: permissions.has(PermissionFlagsBits.AttachFiles),
  };
}

function showTyping(context: BotContext, message: Message): () => void {
  const type = (): void => {
    if (!message.channel.isSendable()) return;
    message.channel.sendTyping().catch((thrown) => {
      context.logger.debug('Could not show that I am typing', { error: String(thrown) });
    });
  };
  type();
  const timer = setInterval(type, context.limits.typingIntervalMs);
  return () => clearInterval(timer);
}

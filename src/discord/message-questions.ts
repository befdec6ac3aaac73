import { type Message, PermissionFlagsBits } from 'discord.js';
import { type AnswerContext, renderAnswer, textMessage } from './answer-message.ts';
import { BUSY_MESSAGE } from './answer-queue.ts';
import { askAssistant, conversationOf, questionProblem } from './ask-assistant.ts';
import type { BotContext } from './context.ts';
import { deliverAnswer } from './deliver-answer.ts';
import { logUndelivered } from './failure-message.ts';
import { growingAnswer } from './growing-answer.ts';
import { messageReply } from './message-reply.ts';
import { questionText } from './question-text.ts';

const HELP =
  'Ask me a question about the documents: write it after my name, send it to me directly, or use `/ask`. ' +
  'Every sentence of my answer cites a file, its lines and a quote. Go on with follow-ups such as “and in 2023?” or ' +
  '“who said that?”. `/summary` sums up a topic.';

const HELP_FOR_ROLE =
  'Discord shows me what you write when you mention me myself, not my role of the same name. Pick the name with “APP” ' +
  'beside it, or use `/ask`.';

/** Answers a direct message or a message that mentions the bot; leaves all others alone. Never rejects. */
export async function handleMessage(context: BotContext, message: Message): Promise<void> {
  try {
    if (!isForBot(context, message)) return;
    const abilities = channelAbilities(context, message);
    if (!abilities.send) return;
    const question = questionText(message.content, context.client, message.guild);
    await answer(context, message, question, abilities);
  } catch (thrown) {
    logUndelivered(thrown, context.logger, 'A message could not be answered');
  }
}

function isForBot(context: BotContext, message: Message): boolean {
  if (message.author.bot || message.webhookId !== null || message.system) return false;
  if (!message.inGuild()) return true;
  return (
    message.mentions.has(context.client.user, { ignoreEveryone: true, ignoreRoles: true }) ||
    mentionsOwnRole(message)
  );
}

/** Every bot has a role of its own name, which is easily picked in its place. */
function mentionsOwnRole(message: Message): boolean {
  const role = message.guild?.members.me?.roles.botRole;
  return role != null && message.mentions.roles.has(role.id);
}

async function answer(
  context: BotContext,
  message: Message,
  question: string,
  abilities: Abilities,
): Promise<void> {
  const reply = messageReply(context, message, abilities);
  if (question === '') return reply.deliver([textMessage(mentionsOwnRole(message) ? HELP_FOR_ROLE : HELP)]);
  const askerId = message.author.id;
  const problem = questionProblem(question, context.limits.questionCharacters);
  const leave = problem === null ? context.queue.enter(askerId) : null;
  if (leave === null) return reply.deliver([textMessage(problem ?? BUSY_MESSAGE)]);
  const stopTyping = showTyping(context, message);
  const { embeds, files } = abilities;
  const rendering: AnswerContext = { kind: 'ask', askerId, embeds, files };
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

/** What the bot may do where a question was asked. */
interface Abilities {
  readonly send: boolean;
  /** Replying is a way of reading: it needs the message history. */
  readonly reply: boolean;
  readonly embeds: boolean;
  readonly files: boolean;
}

function channelAbilities(context: BotContext, message: Message): Abilities {
  const permissions = message.inGuild() ? message.channel.permissionsFor(context.client.user) : null;
  // Direct messages know no permissions.
  if (permissions === null) return { send: true, reply: true, embeds: true, files: true };
  const inThread = message.channel.isThread();
  return {
    send: permissions.has(
      inThread ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages,
    ),
    reply: permissions.has(PermissionFlagsBits.ReadMessageHistory),
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

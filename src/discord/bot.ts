import { ChannelType, Client, Events, GatewayDispatchEvents, GatewayIntentBits, Partials } from 'discord.js';
import type { Assistant } from '../core/answer.ts';
import { SummitError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { answerQueue } from './answer-queue.ts';
import { bareToken, restAddress } from './connection-settings.ts';
import type { BotContext } from './context.ts';
import { discordFailure, withoutToken } from './discord-failure.ts';
import { logUndelivered } from './failure-message.ts';
import { handleInteraction } from './interactions.ts';
import { type BotLimits, DEFAULT_BOT_LIMITS } from './limits.ts';
import { editPace } from './live-edits.ts';
import { handleMessage } from './message-questions.ts';
import { hintAtRegistration } from './registration-hint.ts';

export interface DiscordBotOptions {
  readonly token: string;
  /** Base address of the API without the version, such as https://discord.com/api; null for Discord itself. */
  readonly apiUrl: string | null;
  readonly assistant: Assistant;
  readonly logger: Logger;
}

export interface DiscordBot {
  /** Resolves when stopped; rejects with a `discord` SummitError when the session is lost for good. */
  readonly closed: Promise<void>;
  /** Cancels running answers, waits a bounded time until their messages say so, and leaves. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Logs in and answers until stopped. Resolves when the gateway is ready; rejects with a `discord` SummitError that
 * never contains the token. The assistant stays open: it is the caller's.
 */
export async function startDiscordBot(
  options: DiscordBotOptions,
  overrides: Partial<BotLimits> = {},
): Promise<DiscordBot> {
  const { apiUrl, assistant, logger } = options;
  const token = bareToken(options.token);
  const limits = { ...DEFAULT_BOT_LIMITS, ...overrides };
  const client = createClient(apiUrl);
  client.on(Events.Error, (error) =>
    logger.warn('Discord client error', { error: withoutToken(String(error), token) }),
  );
  client.on(Events.ShardError, (error) => {
    logger.warn('Discord connection error', { error: withoutToken(String(error), token) });
  });
  const ready = await logIn(client, token, apiUrl, limits.readyTimeoutMs);
  logger.info('The bot is ready', { user: ready.user.tag, guilds: ready.guilds.cache.size });

  const stopping = new AbortController();
  const work = new Set<Promise<void>>();
  const queue = answerQueue({ running: limits.runningAnswers, waiting: limits.waitingAnswers });
  const context: BotContext = {
    ...{ client: ready, assistant, logger, limits, queue },
    pace: editPace(limits.editIntervalMs),
    stopping: stopping.signal,
  };
  const track = (task: Promise<void>): void => {
    work.add(task);
    task.finally(() => work.delete(task));
  };
  client.on(Events.InteractionCreate, (interaction) => track(handleInteraction(context, interaction)));
  client.on(Events.MessageCreate, (message) => track(handleMessage(context, message)));

  void hintAtRegistration(context);

  const { promise: closed, resolve, reject } = deferred();
  const end = async (): Promise<void> => {
    const reason = 'I am being stopped, so this answer was cancelled. Please ask again in a few minutes.';
    stopping.abort(new SummitError('cancelled', reason));
    await within(limits.stopGraceMs, Promise.allSettled(work));
    await client.destroy().catch((thrown) => logUndelivered(thrown, logger, 'Leaving Discord failed'));
  };
  let ending: Promise<void> | null = null;
  client.on(Events.ShardDisconnect, ({ code }) => {
    const message = `Discord ended the session for good (close code ${code}). Check the bot's token and settings, then start it again.`;
    ending ??= end().finally(() => reject(new SummitError('discord', message)));
  });
  return {
    closed,
    async stop() {
      ending ??= end().finally(resolve);
      await ending;
    },
  };
}

function createClient(apiUrl: string | null): Client {
  const client = new Client({
    // None of these is privileged: Discord sends the text of mentions and direct messages without asking.
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    allowedMentions: { parse: [], repliedUser: false },
    // Interactions that arrive before the bot is ready wait, and they expire after 3 seconds.
    waitGuildTimeout: 1_000,
    rest: apiUrl === null ? {} : { api: restAddress(apiUrl), offset: 0 },
  });
  // discord.js drops a first direct message that does not say what kind of channel it came through.
  client.on(
    Events.Raw,
    (packet: { t: string | null; d: { guild_id?: string; channel_type?: ChannelType } }) => {
      const direct = packet.t === GatewayDispatchEvents.MessageCreate && packet.d.guild_id === undefined;
      if (direct) packet.d.channel_type ??= ChannelType.DM;
    },
  );
  return client;
}

async function logIn(
  client: Client,
  token: string,
  apiUrl: string | null,
  timeoutMs: number,
): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  const late = Symbol('late');
  try {
    const result = await within(timeoutMs, Promise.all([ready, client.login(token)]), late);
    if (typeof result === 'object') return result[0];
    throw new SummitError(
      'discord',
      `Discord's gateway was not ready within ${Math.round(timeoutMs / 1000)} s. Check the connection and DISCORD_API_URL.`,
    );
  } catch (thrown) {
    await client.destroy().catch(() => {});
    throw discordFailure(thrown, { token, apiUrl });
  }
}

/** The promise's result, or `otherwise` when that takes longer. */
async function within<Result, Late = undefined>(
  timeoutMs: number,
  promise: Promise<Result>,
  otherwise?: Late,
): Promise<Result | Late | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Late | undefined>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), timeoutMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

function deferred(): { promise: Promise<void>; resolve: () => void; reject: (error: SummitError) => void } {
  let resolve: () => void = () => {};
  let reject: (error: SummitError) => void = () => {};
  const promise = new Promise<void>((onResolved, onRejected) => {
    resolve = onResolved;
    reject = onRejected;
  });
  // A caller that only stops the bot need not watch it.
  promise.catch(() => {});
  return { promise, resolve, reject };
}

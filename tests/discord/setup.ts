import { onTestFinished } from 'vitest';
import type { Answer, AskOptions, Assistant, SearchResult, Topic } from '../../src/core/answer.ts';
import type { Logger } from '../../src/core/logger.ts';
import { type DiscordBot, startDiscordBot } from '../../src/discord/bot.ts';
import type { BotLimits } from '../../src/discord/limits.ts';
import { DiscordServer, type ServerOptions } from '../support/discord-server.ts';

type Asking = (text: string, options?: AskOptions) => Promise<Answer>;

/** An assistant that records its calls; what a test did not set up throws. */
export class FakeAssistant implements Assistant {
  readonly calls: string[] = [];
  /** The conversations of the questions, in order; undefined for one that stands alone. */
  readonly conversations: (string | undefined)[] = [];
  onAsk: Asking = async () => Promise.reject(new Error('ask was not set up'));
  onSummarize: Asking = async () => Promise.reject(new Error('summarize was not set up'));
  onSearch: (query: string) => Promise<SearchResult> = async () =>
    Promise.reject(new Error('search was not set up'));
  onTopics: () => readonly Topic[] = () => {
    throw new Error('topics was not set up');
  };

  ask(question: string, options?: AskOptions): Promise<Answer> {
    this.calls.push(`ask ${question}`);
    this.conversations.push(options?.conversation);
    return this.onAsk(question, options);
  }

  summarize(topic: string, options?: AskOptions): Promise<Answer> {
    this.calls.push(`summarize ${topic}`);
    return this.onSummarize(topic, options);
  }

  search(query: string): Promise<SearchResult> {
    this.calls.push(`search ${query}`);
    return this.onSearch(query);
  }

  topics(): readonly Topic[] {
    return this.onTopics();
  }

  async close(): Promise<void> {
    throw new Error('the assistant belongs to the caller');
  }
}

export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>> | undefined;
}

export interface Stage {
  readonly server: DiscordServer;
  readonly assistant: FakeAssistant;
  readonly log: LogLine[];
  bot: DiscordBot;
  /** Stops the bot and starts another one that remembers nothing. */
  restart(): Promise<void>;
}

/** A local Discord with the bot logged in; both end with the test. */
export async function stage(
  assistant: FakeAssistant = new FakeAssistant(),
  more: { readonly server?: ServerOptions; readonly limits?: Partial<BotLimits> } = {},
): Promise<Stage> {
  const server = await new DiscordServer(more.server).listen();
  const log: LogLine[] = [];
  const logger = recordingLogger(log);
  const limits = { stopGraceMs: 500, ...more.limits };
  const start = () =>
    startDiscordBot({ token: DiscordServer.token, apiUrl: server.apiUrl, assistant, logger }, limits);
  const scene: Stage = {
    server,
    assistant,
    log,
    bot: await start(),
    async restart() {
      await scene.bot.stop();
      scene.bot = await start();
    },
  };
  onTestFinished(async () => {
    await scene.bot.stop();
    await server.close();
  });
  return scene;
}

function recordingLogger(log: LogLine[]): Logger {
  const at = (level: string) => (message: string, details?: Readonly<Record<string, unknown>>) => {
    log.push({ level, message, details });
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

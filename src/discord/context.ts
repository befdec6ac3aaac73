import type { Client } from 'discord.js';
import type { Assistant } from '../core/answer.ts';
import type { Logger } from '../core/logger.ts';
import type { AnswerQueue } from './answer-queue.ts';
import type { BotLimits } from './limits.ts';
import type { EditPace } from './live-edits.ts';

/** What every handler of the bot works with. */
export interface BotContext {
  readonly client: Client<true>;
  readonly assistant: Assistant;
  readonly logger: Logger;
  readonly limits: BotLimits;
  readonly queue: AnswerQueue;
  readonly pace: EditPace;
  /** Fires when the bot stops; its reason is the SummitError to show. */
  readonly stopping: AbortSignal;
}

import type { Answer, StreamedSentence } from '../core/answer.ts';
import { SummitError } from '../core/errors.ts';
import type { AnswerKind } from './component-ids.ts';
import type { BotContext } from './context.ts';

export interface Asked {
  readonly kind: AnswerKind;
  readonly question: string;
  readonly askerId: string;
  /** The conversation that the question belongs to; without it the question stands alone. */
  readonly conversation?: string;
}

/**
 * The conversation of a user in one place: a channel, a thread or their direct messages. Channel ids are unique over all
 * servers, and nobody goes on with what somebody else asked.
 */
export function conversationOf(channelId: string | null, userId: string): string {
  return `discord:${channelId ?? 'unknown'}:${userId}`;
}

/** Called with all verified sentences so far, each time that there is one more. */
export type OnGrowth = (sentences: readonly StreamedSentence[]) => void;

/** What is wrong with a clean question, in words for the user; null when nothing is. */
export function questionProblem(question: string, maxCharacters: number): string | null {
  if (!/[\p{L}\p{N}]/u.test(question)) {
    return 'Your question is empty. Ask something in words, for example: What was agreed on trade?';
  }
  if (question.length > maxCharacters) {
    return `Your question has ${question.length} characters; the limit is ${maxCharacters}. Please shorten it.`;
  }
  return null;
}

/**
 * Waits for a turn and asks. Rejects as soon as the bot stops or the answer takes too long, even when the
 * assistant does not react to its signal.
 */
export async function askAssistant(
  context: BotContext,
  asked: Asked,
  onGrowth: OnGrowth = () => {},
): Promise<Answer> {
  const { assistant, limits, queue, stopping } = context;
  const tooLong = new AbortController();
  const minutes = Math.round(limits.answerTimeoutMs / 60_000);
  const timer = setTimeout(() => {
    tooLong.abort(
      new SummitError('endpoint', `There was no answer within ${minutes} minutes, so I gave up.`),
    );
  }, limits.answerTimeoutMs);
  const signal = AbortSignal.any([stopping, tooLong.signal]);
  const sentences: StreamedSentence[] = [];
  const onSentence = (sentence: StreamedSentence): void => {
    if (signal.aborted) return;
    sentences.push(sentence);
    onGrowth([...sentences]);
  };
  try {
    return await queue.run(signal, () => {
      const work =
        asked.kind === 'ask'
          ? assistant.ask(asked.question, {
              ...(asked.conversation === undefined ? {} : { conversation: asked.conversation }),
              ...{ signal, onSentence },
            })
          : assistant.summarize(asked.question, { signal });
      return orAborted(work, signal);
    });
  } catch (thrown) {
    // The assistant may reject first, with words that do not say why it was cancelled.
    throw signal.aborted ? signal.reason : thrown;
  } finally {
    clearTimeout(timer);
  }
}

/** The work's outcome, or the signal's reason as soon as it fires. */
export function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

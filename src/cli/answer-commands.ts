import type { Assistant } from '../core/answer.ts';
import { SummitError } from '../core/errors.ts';
import { answerPrinter } from '../terminal/answer-printer.ts';
import { type Io, inputLines, isBrokenPipe, write } from '../terminal/io.ts';
import { renderAnswer, renderSearch, renderTopics } from '../terminal/render-answer.ts';
import { waitingNote } from '../terminal/waiting-note.ts';
import { layoutFor } from '../terminal/wrap.ts';
import { type CommandOptions, commandContext, withAssistant } from './command-context.ts';
import type { ExitStatus } from './program.ts';
import { interruption } from './signals.ts';

interface AnswerOptions extends CommandOptions {
  readonly json?: boolean;
  readonly k?: number;
}

/** One result, as JSON and as text for people. */
type Respond = (
  assistant: Assistant,
  input: string,
  signal?: AbortSignal,
) => Promise<{ readonly value: unknown; readonly text: () => string }>;

/** Answers and shows one input. */
type Show = (assistant: Assistant, input: string, signal?: AbortSignal) => Promise<void>;

export function runAsk(io: Io, words: readonly string[], options: AnswerOptions): Promise<ExitStatus> {
  const { style } = commandContext(io, options);
  return showAll(io, words, 'question', options, async (assistant, question, signal) => {
    const asking = { ...kOf(options), ...signalOf(signal) };
    if (options.json) return write(io.stdout, `${JSON.stringify(await assistant.ask(question, asking))}\n`);
    const note = waitingNote(io.stdout);
    const printer = answerPrinter({ style, layout: layoutFor(io.stdout), print: note.print });
    try {
      const { onSentence } = printer;
      await printer.finish(await assistant.ask(question, { ...asking, onSentence }));
    } catch (error) {
      if (!isBrokenPipe(error)) await printer.giveUp();
      throw error;
    } finally {
      await note.end();
    }
  });
}

export function runSearch(io: Io, words: readonly string[], options: AnswerOptions): Promise<ExitStatus> {
  const { style } = commandContext(io, options);
  return respondToAll(io, words, 'query', options, async (assistant, query, signal) => {
    const result = await assistant.search(query, { ...kOf(options), ...signalOf(signal) });
    return { value: result, text: () => renderSearch(result, style) };
  });
}

export function runSummary(io: Io, words: readonly string[], options: AnswerOptions): Promise<ExitStatus> {
  const { style } = commandContext(io, options);
  return respondToAll(io, words, 'topic', options, async (assistant, topic, signal) => {
    const summary = await assistant.summarize(topic, signalOf(signal));
    return { value: summary, text: () => renderAnswer(summary, style) };
  });
}

export async function runTopics(io: Io, options: AnswerOptions): Promise<ExitStatus> {
  await withAssistant(io, commandContext(io, options), async (assistant) => {
    const topics = assistant.topics();
    await write(io.stdout, options.json ? `${JSON.stringify({ topics })}\n` : renderTopics(topics));
  });
  return 0;
}

/** Shows each result whole. */
function respondToAll(
  io: Io,
  words: readonly string[],
  what: string,
  options: AnswerOptions,
  respond: Respond,
): Promise<ExitStatus> {
  return showAll(io, words, what, options, async (assistant, input, signal) => {
    const { value, text } = await respond(assistant, input, signal);
    await write(io.stdout, options.json ? `${JSON.stringify(value)}\n` : layoutFor(io.stdout)(text()));
  });
}

/** Answers the words of the command line, or with `-` every line of standard input, in order, each as soon as it is done. */
async function showAll(
  io: Io,
  words: readonly string[],
  what: string,
  options: AnswerOptions,
  show: Show,
): Promise<ExitStatus> {
  const given = words.join(' ').trim();
  if (given === '')
    throw new SummitError(
      'input',
      `The ${what} is empty. Give it in quotes, or - to read one per line from standard input.`,
    );
  const context = commandContext(io, options);
  const { signal, release } = interruption();
  try {
    await withAssistant(
      io,
      context,
      async (assistant) => {
        if (given !== '-') return show(assistant, given, signal);
        for await (const line of inputLines(io.stdin, signal)) await show(assistant, line, signal);
      },
      signal,
    );
    return 0;
  } finally {
    release();
  }
}

function kOf({ k }: AnswerOptions): { k?: number } {
  return k === undefined ? {} : { k };
}

function signalOf(signal: AbortSignal | undefined): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}

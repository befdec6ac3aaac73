import type { Assistant } from '../core/answer.ts';
import { SummitError } from '../core/errors.ts';
import { type Io, inputLines, write } from '../terminal/io.ts';
import { renderAnswer, renderSearch, renderTopics } from '../terminal/render-answer.ts';
import { wrap } from '../terminal/wrap.ts';
import { type CommandOptions, commandContext, withAssistant } from './command-context.ts';
import type { ExitStatus } from './program.ts';

interface AnswerOptions extends CommandOptions {
  readonly json?: boolean;
  readonly k?: number;
}

/** One result, as JSON and as text for people. */
type Respond = (
  assistant: Assistant,
  input: string,
) => Promise<{ readonly value: unknown; readonly text: () => string }>;

export function runAsk(io: Io, words: readonly string[], options: AnswerOptions): Promise<ExitStatus> {
  const { style } = commandContext(io, options);
  return respondToAll(io, words, 'question', options, async (assistant, question) => {
    const answer = await assistant.ask(question, kOf(options));
    return { value: answer, text: () => renderAnswer(answer, style) };
  });
}

export function runSearch(io: Io, words: readonly string[], options: AnswerOptions): Promise<ExitStatus> {
  const { style } = commandContext(io, options);
  return respondToAll(io, words, 'query', options, async (assistant, query) => {
    const result = await assistant.search(query, kOf(options));
    return { value: result, text: () => renderSearch(result, style) };
  });
}

export function runSummary(io: Io, words: readonly string[], options: AnswerOptions): Promise<ExitStatus> {
  const { style } = commandContext(io, options);
  return respondToAll(io, words, 'topic', options, async (assistant, topic) => {
    const summary = await assistant.summarize(topic);
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

/** Answers the words of the command line, or with `-` every line of standard input, in order, each as soon as it is done. */
async function respondToAll(
  io: Io,
  words: readonly string[],
  what: string,
  options: AnswerOptions,
  respond: Respond,
): Promise<ExitStatus> {
  const given = words.join(' ').trim();
  if (given === '')
    throw new SummitError(
      'input',
      `The ${what} is empty. Give it in quotes, or - to read one per line from standard input.`,
    );
  await withAssistant(io, commandContext(io, options), async (assistant) => {
    const show = async (input: string): Promise<void> => {
      const { value, text } = await respond(assistant, input);
      await write(io.stdout, options.json ? `${JSON.stringify(value)}\n` : shown(io, text()));
    };
    if (given !== '-') return show(given);
    for await (const line of inputLines(io.stdin)) await show(line);
  });
  return 0;
}

/** Wrapped for a terminal; as it is for a pipe. */
function shown(io: Io, text: string): string {
  return io.stdout.isTTY ? wrap(text, io.stdout.columns) : text;
}

function kOf({ k }: AnswerOptions): { k?: number } {
  return k === undefined ? {} : { k };
}

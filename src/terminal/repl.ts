import type { Assistant } from '../core/answer.ts';
import { SummitError } from '../core/errors.ts';
import { visibleText } from '../core/shown-text.ts';
import { answerPrinter } from './answer-printer.ts';
import { type Io, isBrokenPipe, write } from './io.ts';
import { lineReader } from './line-reader.ts';
import { ANSI, PLAIN, renderAnswer, renderSearch, renderTopics, type Style } from './render-answer.ts';
import { waitingNote } from './waiting-note.ts';
import { layoutFor } from './wrap.ts';

export interface ReplOptions {
  readonly assistant: Assistant;
  readonly io: Io;
  /** Why the REPL was opened and what it answers from; shown first on a terminal. */
  readonly banner: string;
  readonly colour: boolean;
  /** Ends the session, with the answer that is under way. */
  readonly signal?: AbortSignal;
}

const HELP = `Ask a question, go on with a follow-up ("and in 2023?", "who said that?"), or use a command:
  /summary TOPIC   the best sentences on a topic over all documents
  /search WORDS    ranked passages
  /topics          what the documents are about
  /new             forget what was said: the next question stands alone
  /help            this text
  /quit            leave (also Ctrl-D)
Ctrl-C ends an answer that is under way, or drops the line that you are typing.
`;

/** What ends the session; people type the words alone as well. */
const LEAVE = /^\/?(?:quit|exit)$/i;

/** Reads questions line by line and answers each, on a terminal with a prompt, from a pipe without. */
export async function runRepl({ assistant, io, banner, colour, signal }: ReplOptions): Promise<void> {
  if (signal?.aborted) return;
  const style = colour ? ANSI : PLAIN;
  const session = createSession();
  const print = (text: string): Promise<void> => write(io.stdout, text);
  const reader = lineReader(io, style.bold('summit> '));
  let running: AbortController | null = null;
  const interrupt = (): void => {
    if (running) running.abort();
    else reader.dropLine();
  };
  const end = (): void => {
    running?.abort();
    reader.close();
  };
  reader.onInterrupt(interrupt);
  signal?.addEventListener('abort', end, { once: true });
  try {
    if (reader.isTerminal) await print(`${layoutFor(io.stdout)(banner)}\nType /help for help.\n\n`);
    for await (const line of reader.lines()) {
      const input = line.trim();
      // Lines of a pipe that were read already still come after the end.
      if (signal?.aborted || LEAVE.test(input)) break;
      if (input === '') continue;
      running = new AbortController();
      const note = waitingNote(io.stdout);
      await respond(assistant, input, style, {
        ...{ session, print: note.print, signal: running.signal },
        layout: layoutFor(io.stdout),
      }).finally(note.end);
      running = null;
      if (reader.isTerminal && !signal?.aborted) await print('\n');
    }
  } finally {
    signal?.removeEventListener('abort', end);
    // Otherwise the input would keep the process alive when the reader of the answers has gone.
    reader.close();
  }
}

/** The conversation that the questions of a session belong to. */
interface Session {
  conversation(): string;
  /** Begins another conversation. */
  renew(): void;
}

function createSession(): Session {
  let number = 1;
  return {
    conversation: () => `repl-${number}`,
    renew: () => {
      number++;
    },
  };
}

interface Responding {
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly layout: (text: string) => string;
  readonly print: (text: string) => Promise<void>;
}

/** Shows what one line of input leads to; a failure is shown too and ends nothing. */
async function respond(
  assistant: Assistant,
  input: string,
  style: Style,
  { session, signal, layout, print }: Responding,
): Promise<void> {
  // "/ what?" names no command.
  const isQuestion = !/^\/\S/.test(input);
  const printer = answerPrinter({ style, layout, print });
  try {
    if (isQuestion)
      await printer.finish(
        await assistant.ask(input, {
          conversation: session.conversation(),
          ...{ signal, onSentence: printer.onSentence },
        }),
      );
    else await print(layout(await obey(assistant, input, style, session, signal)));
  } catch (error) {
    if (isBrokenPipe(error)) throw error;
    await printer.giveUp();
    if (error instanceof SummitError) return print(layout(`${visibleText(error.message)}\n`));
    // A bug ends this answer, not the session; its stack is what a report needs.
    const stack = error instanceof Error && error.stack ? error.stack : String(error);
    await print(layout(`Unexpected error: ${visibleText(stack)}\n`));
  }
}

/** What a command leads to, as text to show. */
async function obey(
  assistant: Assistant,
  input: string,
  style: Style,
  session: Session,
  signal: AbortSignal,
): Promise<string> {
  const [, command = '', rest = ''] = /^\/(\S+)\s*(.*)$/s.exec(input) ?? [];
  if (command === 'help') return HELP;
  if (command === 'new') {
    session.renew();
    return 'Forgotten. The next question stands alone.\n';
  }
  if (command === 'topics') return renderTopics(assistant.topics().slice(0, 40));
  if (command === 'summary' && rest) return renderAnswer(await assistant.summarize(rest, { signal }), style);
  if (command === 'search' && rest) return renderSearch(await assistant.search(rest, { signal }), style);
  if (command === 'summary' || command === 'search')
    return `/${command} needs words, for example: /${command} energy\n`;
  return `There is no command /${visibleText(command)}. Type /help for the commands; a question needs none.\n`;
}

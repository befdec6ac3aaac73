import { createInterface } from 'node:readline/promises';
import type { Assistant } from '../core/answer.ts';
import { SummitError } from '../core/errors.ts';
import { type Io, write } from './io.ts';
import { ANSI, PLAIN, renderAnswer, renderSearch, renderTopics, type Style } from './render-answer.ts';
import { safeTerminalText } from './safe-terminal-text.ts';
import { wrap } from './wrap.ts';

export interface ReplOptions {
  readonly assistant: Assistant;
  readonly io: Io;
  /** Why the REPL was opened and what it answers from; shown first on a terminal. */
  readonly banner: string;
  readonly colour: boolean;
}

const HELP = `Ask a question, go on with a follow-up ("and in 2023?", "who said that?"), or use a command:
  /summary TOPIC   the best sentences on a topic over all documents
  /search WORDS    ranked passages
  /topics          what the documents are about
  /new             forget what was said: the next question stands alone
  /help            this text
  /quit            leave (also Ctrl-D)
`;

/** Reads questions line by line and answers each, on a terminal with a prompt, from a pipe without. */
export async function runRepl({ assistant, io, banner, colour }: ReplOptions): Promise<void> {
  const interactive = io.stdin.isTTY === true && io.stdout.isTTY === true;
  const style = colour ? ANSI : PLAIN;
  const lines = createInterface({
    input: io.stdin,
    ...(interactive ? { output: io.stdout } : {}),
    terminal: interactive,
    prompt: style.bold('summit> '),
    historySize: 500,
  });
  let running: AbortController | null = null;
  const session = createSession();
  lines.on('SIGINT', () => {
    if (running) running.abort();
    else lines.close();
  });
  try {
    if (interactive) await write(io.stdout, `${banner}\nType /help for help.\n\n`);
    if (interactive) lines.prompt();
    for await (const line of lines) {
      const input = line.trim();
      if (input === '/quit' || input === '/exit') break;
      if (input !== '') {
        running = new AbortController();
        const response = await respond(assistant, input, style, session, running.signal);
        await write(io.stdout, interactive ? wrap(response, io.stdout.columns) : response);
        running = null;
      }
      if (interactive) {
        await write(io.stdout, '\n');
        lines.prompt();
      }
    }
  } finally {
    // Otherwise the input would keep the process alive when the reader of the answers has gone.
    lines.close();
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

/** What one line of input leads to, as text to show; a failure is shown too and ends nothing. */
async function respond(
  assistant: Assistant,
  input: string,
  style: Style,
  session: Session,
  signal: AbortSignal,
): Promise<string> {
  const [, command = '', rest = ''] = /^\/(\S+)\s*(.*)$/s.exec(input) ?? [];
  try {
    if (command === '') {
      const conversation = session.conversation();
      return renderAnswer(await assistant.ask(input, { conversation, signal }), style);
    }
    if (command === 'help') return HELP;
    if (command === 'new') {
      session.renew();
      return 'Forgotten. The next question stands alone.\n';
    }
    if (command === 'topics') return renderTopics(assistant.topics().slice(0, 40));
    if (command === 'summary' && rest)
      return renderAnswer(await assistant.summarize(rest, { signal }), style);
    if (command === 'search' && rest) return renderSearch(await assistant.search(rest, { signal }), style);
    if (command === 'summary' || command === 'search')
      return `/${command} needs words, for example: /${command} energy\n`;
    return `There is no command /${safeTerminalText(command)}. Type /help for the commands; a question needs none.\n`;
  } catch (error) {
    if (error instanceof SummitError) return `${safeTerminalText(error.message)}\n`;
    // A bug ends this answer, not the session; its stack is what a report needs.
    const stack = error instanceof Error && error.stack ? error.stack : String(error);
    return `Unexpected error: ${safeTerminalText(stack)}\n`;
  }
}

import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { AskOptions, Assistant } from '../../src/core/answer.ts';
import { PLAIN, renderAnswer } from '../../src/terminal/render-answer.ts';
import { runRepl } from '../../src/terminal/repl.ts';
import { wrap } from '../../src/terminal/wrap.ts';
import { answer, citation } from '../support/answer-fixture.ts';
import { indexedFolder, type RunningCommand, startCommand } from '../support/command.ts';
import { firstRequest } from '../support/first-request.ts';
import { startOpenAIServer } from '../support/openai-server.ts';
import { runHere } from '../support/run-here.ts';

let folder: string;

beforeAll(async () => {
  folder = await indexedFolder();
});
afterAll(() => rm(folder, { recursive: true }));

describe('the prompt', () => {
  it('goes on with an answer as it began when the terminal is resized', async () => {
    const sentence = 'Trade between the two countries grew much faster than everybody had expected. [1]';
    const whole = answer({ text: `${sentence} ${sentence}`, citations: [citation()] });
    const stdin = new PassThrough();
    const stdout = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true, columns: 40 });
    const assistant = {
      ask: async (_question: string, { onSentence }: AskOptions = {}) => {
        await onSentence?.({ text: sentence, citations: [citation()], interpreted: null });
        stdout.columns = 20;
        return whole;
      },
    } as Partial<Assistant> as Assistant;
    stdin.end('How large is trade?\n');
    await runRepl({ assistant, io: { stdin, stdout, stderr: stdout }, banner: '', colour: false });
    expect(stdout.read()).toBe(wrap(renderAnswer(whole, PLAIN), 40));
  });
});

describe('the prompt through a pipe', () => {
  it.each([[[]], [['repl']]])('answers every line and shows no prompt: summit %j', async (args) => {
    const input = 'What is the trade target for 2030?\n\n/search oil\n/nonsense\nWho is Anvar Azimov?';
    const { status, stdout, stderr } = await runHere(args, { folder, input });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/100 billion[\s\S]*score \d[\s\S]*no command \/nonsense[\s\S]*Azimov/);
    expect(stdout).not.toMatch(/summit>|\x1b/);
  });

  it('knows its commands', async () => {
    const input = '/help\n/topics\n/summary energy\n/summary\n/search  \n/ what?\n/quit\nnever asked\n';
    const { status, stdout } = await runHere(['repl'], { folder, input });
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /\/summary TOPIC[\s\S]*\(\d documents?\)\n[\s\S]*Sources\n\[1\][\s\S]*\/summary needs words[\s\S]*\/search needs words/,
    );
    expect(stdout).not.toContain('never asked');
  });

  it('goes on with what was said, and forgets it on /new', async () => {
    const question = 'By how much did trade grow in 2023?';
    const input = `${question}\nwho said that?\nand in 2022?\n/new\nand in 2023?\n`;
    const { status, stdout } = await runHere(['repl'], { folder, input });
    expect(status).toBe(0);
    const [before = '', after = ''] = stdout.split('Forgotten. The next question stands alone.');
    expect(before).toMatch(
      /60 percent[\s\S]*Understood as: Who said “[^”]*60 percent[^”]*”\?\n\nAccording to Putin[\s\S]*Understood as: By how much did trade grow in 2022\?\n\nThe documents say nothing about this/,
    );
    expect(before.match(/Understood as/g)).toHaveLength(2);
    expect(after).not.toContain('Understood as');
  });

  it('lets a configured model complete follow-ups, and only them', async () => {
    const server = await startOpenAIServer();
    onTestFinished(() => server.close());
    const answer = { kind: 'answer', text: 'NO_ANSWER' } as const;
    const completed = 'By how much did trade grow between India and Russia in 2023?';
    server.chat(answer, { kind: 'answer', text: completed }, answer);
    const input = 'What did India and Russia say about trade?\nand in 2023?\n';
    const env = { OPENAI_BASE_URL: server.baseUrl, SUMMIT_CHAT_MODEL: 'test-model' };
    const { stdout } = await runHere(['repl'], { folder, env, input });
    // The completed question holds a word that nobody said, so the rules decide.
    expect(stdout).toContain('Understood as: What did India and Russia say about trade in 2023?');
    expect(
      server.requests.map(
        ({ body }) => /^You (complete|answer)/.exec(body.messages?.[0]?.content ?? '')?.[1],
      ),
    ).toEqual([...['answer', 'complete', 'answer']]);
    expect(server.requests[2]?.body.messages?.[1]?.content).toContain(
      'Question: What did India and Russia say about trade in 2023?',
    );
  });

  it('says what can be asked when it is greeted', async () => {
    const { stdout } = await runHere(['repl'], { folder, input: 'hello\n' });
    expect(stdout).toMatch(/^Hello! Ask me a question[\s\S]*The documents are about: \S/);
  });

  it('answers each line before the next one is sent', async () => {
    const repl = await startCommand(['repl'], { folder });
    repl.write('What is the trade target for 2030?\n');
    await repl.next('stdout', /quotes? verified/);
    repl.write('/help\n');
    await repl.next('stdout', /\/quit/);
    repl.endInput();
    expect(await repl.ended).toMatchObject({ status: 0 });
  });

  it('shows each sentence of a generated answer while the rest is being written', async () => {
    const server = await startOpenAIServer();
    onTestFinished(() => server.close());
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const target = 'Putin and Modi agreed to increase trade turnover to 100 billion dollars by 2030.';
    const marks = '[1][2][3][4][5][6]';
    server.chat({ kind: 'answer', text: [`${target} ${marks}`, held, ` Modi ate 7 apples. [1]`] });
    const repl = await startCommand(['repl'], { folder, env: { OPENAI_BASE_URL: server.baseUrl } });
    repl.write('What is the trade target for 2030?\n');
    // The rest is held back until the first sentence is there.
    expect(await repl.next('stdout', /2030\. (?:\[\d\])+/)).toContain(target);
    release();
    expect(await repl.next('stdout', /removed/)).toMatch(
      /^\n\nSources\n\[1\][\s\S]*verified · 1 unverified sentence removed/,
    );
    repl.endInput();
    expect(await repl.ended).toMatchObject({ status: 0, stderr: '' });
  });

  it('ends quietly when its reader has gone', async () => {
    const repl = await startCommand(['repl'], { folder });
    repl.write('/help\n');
    await repl.next('stdout', /\/quit/);
    repl.closeOutput();
    repl.write('/help\n/help\n/help\n');
    expect(await repl.ended).toMatchObject({ status: 0, stderr: '' });
  });
});

const hasScript = spawnSync('script', ['--version']).status === 0;

// `script` of util-linux gives the program a terminal.
describe.skipIf(!hasScript)('the prompt on a terminal', () => {
  const PROMPT = /summit> /;

  async function terminal(args: string[], env: Record<string, string> = {}): Promise<RunningCommand> {
    const repl = await startCommand(args, { folder, env, terminal: true });
    await repl.next('stdout', PROMPT);
    return repl;
  }

  /** Types a line and returns what is shown until the next prompt. */
  async function type(repl: RunningCommand, line: string): Promise<string> {
    repl.write(`${line}\r`);
    return repl.next('stdout', new RegExp(`\\n[\\s\\S]*${PROMPT.source}`));
  }

  it('says why there is no bot, prompts, answers, knows its commands and leaves with /quit', async () => {
    const repl = await startCommand([], { folder, terminal: true });
    expect(await repl.next('stdout', PROMPT)).toMatch(/DISCORD_TOKEN is not set.*local prompt[\s\S]*\/help/);
    expect(await type(repl, 'What is the trade target for 2030?')).toMatch(/100 billion[\s\S]*Sources/);
    expect(await type(repl, '/help')).toContain('/summary TOPIC');
    expect(await type(repl, '/summary energy')).toContain('Sources');
    expect(await type(repl, '/search oil')).toContain('score');
    expect(await type(repl, '/topics')).toMatch(/\d documents?\)/);
    expect(await type(repl, '/nonsense')).toContain('There is no command /nonsense');
    repl.write('/quit\r');
    expect(await repl.ended).toMatchObject({ status: 0 });
  });

  it('writes no colours when NO_COLOR is set', async () => {
    const repl = await terminal(['repl'], { NO_COLOR: '1' });
    expect(await type(repl, 'What is the trade target for 2030?')).not.toMatch(/\x1b\[[12]m/);
  });

  it('leaves on Ctrl-C and on Ctrl-D at the prompt', async () => {
    for (const key of ['\x03', '\x04']) {
      const repl = await terminal(['repl']);
      repl.write(key);
      expect(await repl.ended).toMatchObject({ status: 0 });
    }
  });

  it('takes pasted lines for one question, which Enter sends off', async () => {
    const repl = await terminal(['repl']);
    const shown = await type(repl, '\x1b[200~What is the trade\rtarget\rfor 2030?\r\x1b[201~');
    expect(shown).toMatch(/100 billion[\s\S]*Sources/);
    repl.write('\x04');
    const { stdout } = await repl.ended;
    expect(stdout.match(/verified/g)).toHaveLength(1);
    expect(stdout.lastIndexOf('\x1b[?2004l')).toBeGreaterThan(stdout.lastIndexOf('\x1b[?2004h'));
  });

  it('shows after the prompt what was typed while it was busy', async () => {
    const repl = await terminal(['repl']);
    repl.write('What is the trade target for 2030?\r/nonsense\r');
    expect(await repl.next('stdout', /There is no command/)).toMatch(
      /verified[\s\S]*summit> (?:\x1b\[\d+m)*\/nonsense\r\nThere is no command$/,
    );
  });

  it('drops the line that is being typed on Ctrl-C, and leaves on the next', async () => {
    const repl = await terminal(['repl']);
    repl.write('/nonsense\x03');
    expect(await type(repl, '/help')).toContain('/summary TOPIC');
    repl.write('\x03');
    const { status, stdout } = await repl.ended;
    expect(status).toBe(0);
    expect(stdout).not.toContain('There is no command');
    // The shell's own prompt stands on a line of its own.
    expect(stdout).toMatch(/\n(?:\x1b\[\?2004l)?$/);
  });

  it.each(['exit', 'QUIT', '/exit'])('leaves on %s', async (word) => {
    const repl = await terminal(['repl']);
    repl.write(`${word}\r`);
    expect(await repl.ended).toMatchObject({ status: 0 });
  });

  it('cancels a running answer on Ctrl-C and prompts again', async () => {
    const server = await startOpenAIServer();
    onTestFinished(() => server.close());
    server.chat({ kind: 'stall', text: 'Putin and' });
    const repl = await terminal(['repl'], { OPENAI_BASE_URL: server.baseUrl });
    repl.write('What is the trade target for 2030?\r');
    await firstRequest(server);
    repl.write('\x03');
    expect(await repl.next('stdout', PROMPT)).toContain('Cancelled.');
    expect(await type(repl, '/help')).toContain('/summary TOPIC');
    repl.write('\x03');
    expect(await repl.ended).toMatchObject({ status: 0 });
  });
});

import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type RunningCommand, runCommand, startCommand, workingFolder } from '../support/command.ts';
import { firstRequest } from '../support/first-request.ts';
import { startOpenAIServer } from '../support/openai-server.ts';

let folder: string;

beforeAll(async () => {
  folder = await workingFolder();
  await runCommand(['ingest'], { folder });
});
afterAll(() => rm(folder, { recursive: true }));

describe('the prompt through a pipe', () => {
  it.each([[[]], [['repl']]])('answers every line and shows no prompt: summit %j', async (args) => {
    const input = 'What is the trade target for 2030?\n\n/search oil\n/nonsense\nWho is Anvar Azimov?';
    const { status, stdout, stderr } = await runCommand(args, { folder, input });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/100 billion[\s\S]*score \d[\s\S]*no command \/nonsense[\s\S]*Azimov/);
    expect(stdout).not.toMatch(/summit>|\x1b/);
  });

  it('knows its commands', async () => {
    const input = '/help\n/topics\n/summary energy\n/summary\n/search  \n/ what?\n/quit\nnever asked\n';
    const { status, stdout } = await runCommand(['repl'], { folder, input });
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /\/summary TOPIC[\s\S]*\(\d documents?\)\n[\s\S]*Sources\n\[1\][\s\S]*\/summary needs words[\s\S]*\/search needs words/,
    );
    expect(stdout).not.toContain('never asked');
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

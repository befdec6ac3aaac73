import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { waitingNote } from '../../src/terminal/waiting-note.ts';

const NOTE = '… working; Ctrl-C cancels';

function terminal(isTTY: boolean) {
  return Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY });
}

describe('waitingNote', () => {
  it('says on a terminal that an answer is under way, until there is something to show', async () => {
    const stdout = terminal(true);
    const note = waitingNote(stdout, 5);
    await delay(30);
    expect(stdout.read()).toBe(NOTE);
    await note.print('First. ');
    await delay(30);
    await note.print('Second.');
    await note.end();
    expect(stdout.read()).toBe('\r\x1b[2KFirst. Second.');
  });

  it('is taken away when nothing follows', async () => {
    const stdout = terminal(true);
    const note = waitingNote(stdout, 5);
    await delay(30);
    await note.end();
    expect(stdout.read()).toBe(`${NOTE}\r\x1b[2K`);
  });

  it('is never shown to a pipe, nor when the answer is quick', async () => {
    for (const stdout of [terminal(false), terminal(true)]) {
      const note = waitingNote(stdout, stdout.isTTY ? 60_000 : 5);
      await delay(30);
      await note.print('Answer.');
      expect(stdout.read()).toBe('Answer.');
    }
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { silentLogger } from '../../src/core/logger.ts';
import { textMessage } from '../../src/discord/answer-message.ts';
import { editPace, liveEdits } from '../../src/discord/live-edits.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Edits of 30 ms each, with the times at which they began. */
function recorder(): { readonly edits: string[]; edit(message: { content: string }): Promise<void> } {
  const edits: string[] = [];
  const startedAt = performance.now();
  return {
    edits,
    async edit({ content }) {
      edits.push(`${Math.round(performance.now() - startedAt)} ${content}`);
      await new Promise((resolve) => setTimeout(resolve, 30));
    },
  };
}

describe('liveEdits', () => {
  it('shows the first state at once, then the newest of each interval', async () => {
    const { edits, edit } = recorder();
    const live = liveEdits(editPace(1_000), 'channel', edit, silentLogger);
    for (let state = 0; state < 24; state++) {
      live.show(textMessage(`state ${state}`));
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(5_000);
    expect(edits).toEqual(['0 state 0', '1000 state 9', '2000 state 19', '3000 state 23']);
  });

  it('keeps the pace of a channel over all its answers, and leaves other channels alone', async () => {
    const { edits, edit } = recorder();
    const pace = editPace(1_000);
    for (const [channel, name] of [
      ['one', 'a'],
      ['one', 'b'],
      ['two', 'c'],
    ] as const)
      liveEdits(pace, channel, edit, silentLogger).show(textMessage(name));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(edits).toEqual(['0 a', '0 c', '1000 b']);
  });

  it('sends nothing after it was stopped, and waits for the edit under way', async () => {
    const { edits, edit } = recorder();
    const live = liveEdits(editPace(1_000), 'channel', edit, silentLogger);
    live.show(textMessage('first'));
    await vi.advanceTimersByTimeAsync(10);
    live.show(textMessage('second'));
    let stopped = false;
    const stopping = live.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(10);
    expect(stopped).toBe(false);
    await vi.advanceTimersByTimeAsync(3_000);
    await stopping;
    live.show(textMessage('third'));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(edits).toEqual(['0 first']);
  });

  it('ends with a failed edit, without a failure of its own', async () => {
    const edit = vi.fn(async () => Promise.reject(new Error('Unknown Message')));
    const live = liveEdits(editPace(10), 'channel', edit, silentLogger);
    live.show(textMessage('first'));
    await vi.advanceTimersByTimeAsync(50);
    live.show(textMessage('second'));
    await vi.advanceTimersByTimeAsync(50);
    await live.stop();
    expect(edit).toHaveBeenCalledTimes(1);
  });
});

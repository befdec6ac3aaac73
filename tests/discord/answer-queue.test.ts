import { describe, expect, it } from 'vitest';
import { answerQueue } from '../../src/discord/answer-queue.ts';
import { pending } from './fixtures.ts';

const never = new AbortController().signal;

describe('the answer queue', () => {
  it('runs as many answers as allowed and the others in order', async () => {
    const queue = answerQueue({ running: 1, waiting: 5 });
    const first = pending<void>();
    const order: string[] = [];
    const task = (name: string) => async () => void order.push(name);
    const all = [
      queue.run(never, () => first.promise),
      queue.run(never, task('b')),
      queue.run(never, task('c')),
    ];
    first.resolve();
    await Promise.all(all);
    expect(order).toEqual(['b', 'c']);
  });

  it('lets a user in once at a time', () => {
    const queue = answerQueue({ running: 1, waiting: 0 });
    const leave = queue.enter('a');
    expect(queue.enter('a')).toBeNull();
    expect(queue.enter('b')).not.toBeNull();
    leave?.();
    expect(queue.enter('a')).not.toBeNull();
  });

  it('refuses when the line is full', async () => {
    const queue = answerQueue({ running: 1, waiting: 0 });
    const first = pending<void>();
    const running = queue.run(never, () => first.promise);
    await expect(queue.run(never, async () => {})).rejects.toThrow('Too many questions');
    first.resolve();
    await running;
    await queue.run(never, async () => {});
  });

  it('lets a cancelled answer leave the line and serves the next', async () => {
    const queue = answerQueue({ running: 1, waiting: 5 });
    const first = pending<void>();
    const leaving = new AbortController();
    const running = queue.run(never, () => first.promise);
    const left = queue.run(leaving.signal, async () => {});
    const stays = queue.run(never, async () => 'answered');
    leaving.abort(new Error('gone'));
    await expect(left).rejects.toThrow('gone');
    first.resolve();
    await running;
    expect(await stays).toBe('answered');
  });
});

import { describe, expect, it, vi } from 'vitest';
import { guardedStream } from '../../../src/answering/generation/guarded-stream.ts';

const PATIENT = { firstTimeoutMs: 5_000, idleTimeoutMs: 5_000, signal: undefined };

/** A source whose items the test releases. */
function source(): {
  readonly open: () => Promise<AsyncIterable<number>>;
  push(item: number): void;
  end(): void;
} {
  const controller: { current?: ReadableStreamDefaultController<number> } = {};
  const stream = new ReadableStream<number>({
    start(given) {
      controller.current = given;
    },
  });
  return {
    open: async () => stream as unknown as AsyncIterable<number>,
    push: (item) => controller.current?.enqueue(item),
    end: () => controller.current?.close(),
  };
}

describe('guardedStream', () => {
  it('tells of a pause once, and not before the first item', async () => {
    const { open, push, end } = source();
    const onQuiet = vi.fn(async () => {
      if (onQuiet.mock.calls.length === 2) end();
      else push(2);
    });
    push(1);
    const items: number[] = [];
    for await (const item of guardedStream(open, { ...PATIENT, onQuiet, quietMs: 5 })) items.push(item);
    expect(items).toEqual([1, 2]);
    expect(onQuiet).toHaveBeenCalledTimes(2);
  });

  it('waits for what is done in a pause before it goes on', async () => {
    const { open, push, end } = source();
    const order: string[] = [];
    const onQuiet = async (): Promise<void> => {
      if (order.length > 1) return end();
      push(2);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('quiet');
    };
    push(1);
    for await (const item of guardedStream(open, { ...PATIENT, onQuiet, quietMs: 5 }))
      order.push(`item ${item}`);
    expect(order).toEqual(['item 1', 'quiet', 'item 2']);
  });

  it('fails with what a pause throws', async () => {
    const { open, push } = source();
    const onQuiet = async (): Promise<void> => {
      push(2);
      throw new RangeError('no room');
    };
    push(1);
    const reading = async (): Promise<void> => {
      for await (const _ of guardedStream(open, { ...PATIENT, onQuiet, quietMs: 5 }));
    };
    await expect(reading()).rejects.toThrow(RangeError);
  });
});

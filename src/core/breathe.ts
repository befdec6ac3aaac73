/**
 * Gives way to other work of the event loop when it is long since the last time. Long computations call the returned
 * function between steps, so that timers, sockets and signals are served while they run.
 */
export function breather(everyMs = 20): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < everyMs) return undefined;
    return new Promise((resolve) => {
      setImmediate(() => {
        last = performance.now();
        resolve();
      });
    });
  };
}

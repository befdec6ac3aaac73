/** Ctrl-C, a request to end, and a terminal that was closed. */
const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * An AbortSignal that fires when the process is asked to end, until it is released. A second Ctrl-C ends the process at
 * once.
 */
export function interruption(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const release = (): void => {
    for (const name of ENDING) process.off(name, abort);
  };
  // Not `once`: proper-lockfile ends the process when it finds no other listener while the signal is being handled.
  const abort = (): void => {
    controller.abort();
    setImmediate(release);
  };
  for (const name of ENDING) process.on(name, abort);
  return { signal: controller.signal, release };
}

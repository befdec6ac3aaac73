/**
 * An AbortSignal that fires on Ctrl-C or when the process is asked to end, until it is released. A second Ctrl-C ends
 * the process at once.
 */
export function interruption(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const release = (): void => {
    process.off('SIGINT', abort);
    process.off('SIGTERM', abort);
  };
  // Not `once`: proper-lockfile ends the process when it finds no other listener while the signal is being handled.
  const abort = (): void => {
    controller.abort();
    setImmediate(release);
  };
  process.on('SIGINT', abort);
  process.on('SIGTERM', abort);
  return { signal: controller.signal, release };
}

/** The time that this process computes for some work, in milliseconds: on a busy machine the clock says more. */
export function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

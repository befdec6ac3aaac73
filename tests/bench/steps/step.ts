import { once } from 'node:events';

/** Runs a step of the benchmark: its task comes from the process that started it, and its result goes back there. */
export async function runStep<Task, Result>(work: (task: Task) => Promise<Result>): Promise<void> {
  const [task] = (await once(process, 'message')) as [Task];
  const result = await work(task);
  await new Promise<void>((resolve) => process.send?.(result, undefined, undefined, () => resolve()));
  process.exit(0);
}

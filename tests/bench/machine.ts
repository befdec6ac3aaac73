import { cpus, release, totalmem, type } from 'node:os';

/** The machine in one line. */
export function machine(): string {
  const processors = cpus();
  const model = (processors[0]?.model ?? 'unknown processor').replace(/\s+/g, ' ').trim();
  const gibibytes = Math.round(totalmem() / 1024 ** 3);
  return `${model}, ${processors.length} cores, ${gibibytes} GiB of memory, ${type()} ${release()}, Node.js ${process.version}`;
}

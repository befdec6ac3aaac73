import type { IngestPhase } from '../indexing/ingest.ts';
import type { Io } from './io.ts';

/** Shows how far an ingest is: a bar on a terminal, nothing elsewhere. */
export interface Progress {
  update(phase: IngestPhase, done: number, total: number): void;
  stop(): void;
}

const LABELS: Readonly<Record<IngestPhase, string>> = {
  reading: 'Reading documents',
  embedding: 'Embedding chunks ',
  counting: 'Counting words   ',
  indexing: 'Building index   ',
  writing: 'Writing index    ',
};

/** An ingest shorter than this shows no bar, in milliseconds. */
const PATIENCE_MS = 400;

export async function terminalProgress(stderr: Io['stderr']): Promise<Progress> {
  if (!stderr.isTTY) return { update: () => {}, stop: () => {} };
  const { SingleBar } = (await import('cli-progress')).default;
  const bar = new SingleBar({
    format: '{label} [{bar}] {value}/{total}',
    stream: stderr as NodeJS.WriteStream,
    hideCursor: true,
    clearOnComplete: true,
  });
  const startedAt = performance.now();
  let shown: IngestPhase | null = null;
  return {
    update(phase, done, total) {
      if (performance.now() - startedAt < PATIENCE_MS) return;
      if (shown !== phase) {
        if (shown) bar.stop();
        bar.start(total, done, { label: LABELS[phase] });
        shown = phase;
      } else bar.update(done, { label: LABELS[phase] });
    },
    stop() {
      if (shown) bar.stop();
      shown = null;
    },
  };
}

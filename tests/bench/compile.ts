import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout. */
export const ROOT: string = join(import.meta.dirname, '..', '..');

/**
 * Compiles the sources and the benchmark into a folder from which the installed packages are found, and returns it. What
 * is measured is then what users run, and does not change when somebody edits the sources during a run.
 * @throws Error when the compiler finds a mistake.
 */
export function compileBenchmark(): string {
  const folder = join(ROOT, 'node_modules', '.cache', 'summit-bench');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(
    process.execPath,
    [compiler, '-p', join(import.meta.dirname, 'tsconfig.json'), '--outDir', folder],
    { stdio: 'inherit' },
  );
  if (status !== 0) throw new Error('The sources do not compile.');
  // The compiled program looks for these beside itself.
  for (const name of ['embeddings', 'corpus', 'package.json']) {
    if (!existsSync(join(folder, name))) symlinkSync(join(ROOT, name), join(folder, name));
  }
  return folder;
}

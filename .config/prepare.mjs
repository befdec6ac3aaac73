// Compiles the sources after an installation. Without the development dependencies there is no compiler: a package
// brings its compiled sources along, and a checkout needs them.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const compiler = findCompiler();
if (compiler) {
  rmSync('dist', { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [compiler, '-p', '.config/tsconfig.build.json'], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} else if (!existsSync('dist/main.js')) {
  console.error(
    'The sources are not compiled and the compiler is not installed. Run `npm ci` without --omit=dev.',
  );
  process.exitCode = 1;
}

function findCompiler() {
  try {
    const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
    const path = join(dirname(manifest), 'bin', 'tsc');
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  access,
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join, resolve } from 'node:path';

const CHECKOUT = resolve(import.meta.dirname, '../..');
const CACHE = join(CHECKOUT, 'node_modules/.cache');
const PREFIX = 'summit-test-';
const HOUR_MS = 3_600_000;

/** A package of its own below `node_modules/.cache`, with the sources and the scripts of this folder compiled. */
export interface CompiledProgram {
  /** Path of the compiled `src/main.ts`. */
  readonly main: string;
  /** Folder of the compiled scripts of `tests/support`. */
  readonly scripts: string;
  /** Path of an index of the shipped corpus, to be copied; it is built when it is first asked for. */
  index(): Promise<string>;
}

let program: Promise<CompiledProgram> | undefined;

/**
 * Compiles once per state of the sources, whichever test file comes first. `dist/` may be stale or missing, and
 * compiling it would disturb whoever runs it.
 */
export function compiledProgram(): Promise<CompiledProgram> {
  program ??= compiledFolder().then((folder) => {
    const main = join(folder, 'src/main.js');
    let index: Promise<string> | undefined;
    return {
      main,
      scripts: join(folder, 'tests/support'),
      index: () => {
        index ??= made(join(folder, 'index'), (unfinished) =>
          run([main, 'ingest', '--corpus', join(CHECKOUT, 'corpus'), '--index', unfinished]),
        );
        return index;
      },
    };
  });
  return program;
}

async function compiledFolder(): Promise<string> {
  await mkdir(CACHE, { recursive: true });
  return made(join(CACHE, `${PREFIX}${await sourcesHash()}`), async (folder) => {
    await removeOldOnes();
    const config = join(folder, 'tsconfig.json');
    await writeFile(config, JSON.stringify(compilerConfig(folder)));
    await run([join(CHECKOUT, 'node_modules/typescript/bin/tsc'), '-p', config]);
    await copyFile(join(CHECKOUT, 'package.json'), join(folder, 'package.json'));
    for (const part of ['corpus', 'embeddings']) await symlink(join(CHECKOUT, part), join(folder, part));
  });
}

function compilerConfig(folder: string): object {
  return {
    extends: join(CHECKOUT, '.config/tsconfig.build.json'),
    compilerOptions: {
      rootDir: CHECKOUT,
      outDir: folder,
      declaration: false,
      isolatedDeclarations: false,
      // Types are checked by `npm run check`.
      noCheck: true,
    },
    include: [join(CHECKOUT, 'src'), join(CHECKOUT, 'tests/support')],
  };
}

/** The folder, once it is there; made under another name first, so that nobody sees it before it is complete. */
async function made(folder: string, fill: (unfinished: string) => Promise<void>): Promise<string> {
  if (await exists(folder)) return folder;
  const unfinished = await mkdtemp(`${folder}-new-`);
  await chmod(unfinished, 0o755);
  await fill(unfinished);
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Another test file was quicker.
    if (!(await exists(folder))) throw error;
    await rm(unfinished, { recursive: true });
  }
  return folder;
}

/** Removes what earlier states of the sources left, but nothing that another run may still use. */
async function removeOldOnes(): Promise<void> {
  for (const name of await readdir(CACHE)) {
    const folder = join(CACHE, name);
    if (name.startsWith(PREFIX) && Date.now() - (await stat(folder)).mtimeMs > HOUR_MS)
      await rm(folder, { recursive: true, force: true });
  }
}

/** Of everything that the compiled program and its index are made from. */
async function sourcesHash(): Promise<string> {
  const given = ['package.json', 'embeddings/word-vectors.bin', 'embeddings/thesaurus.bin'];
  const files = given.map((file) => join(CHECKOUT, file));
  for (const part of ['src', 'tests/support', 'corpus']) {
    const entries = await readdir(join(CHECKOUT, part), { recursive: true, withFileTypes: true });
    for (const entry of entries) if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    hash.update(`${file}\0`);
    hash.update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

/** Runs node to its end, without the settings of whoever runs the tests. */
async function run(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (data: string) => {
      output += data;
    });
  const status = await new Promise((done, fail) => child.on('error', fail).on('close', done));
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${output}`);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

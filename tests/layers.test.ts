import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../src/', import.meta.url));

/** A file may import from its own folder and from those before it; those of one row do not know each other. */
const LAYERS: readonly (readonly string[])[] = [
  ['core'],
  ['corpus'],
  ['embedding'],
  ['indexing'],
  ['retrieval'],
  ['answering/facts'],
  ['answering/questions'],
  ['answering/extractive'],
  ['answering/metadata', 'answering/disagreements', 'answering/verification'],
  ['answering/generation'],
  ['answering/conversation'],
  ['answering'],
  ['evaluation'],
  ['terminal', 'discord'],
  ['cli'],
];

interface Import {
  /** A package, or the path of a source file relative to `src`. */
  readonly target: string;
  readonly isRelative: boolean;
  /** True when nothing is loaded: the compiler removes it. */
  readonly isTypeOnly: boolean;
  /** True for `import('…')`, which loads only when it is reached. */
  readonly isLazy: boolean;
}

interface SourceFile {
  readonly path: string;
  readonly code: string;
  readonly imports: readonly Import[];
}

const STATIC = /^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?'([^']+)'/gm;
const LAZY = /(typeof\s+)?\bimport\(\s*(['"`])(.*?)\2/g;

const withoutComments = (code: string): string =>
  code.replace(/\/\*[\s\S]*?\*\/|(?<=^|[\s;{}(),])\/\/.*$/gm, '');

function importsOf(path: string, code: string): Import[] {
  const found = (specifier: string, isTypeOnly: boolean, isLazy: boolean): Import => {
    const isRelative = specifier.startsWith('.');
    const target = isRelative ? slashed(join(dirname(path), specifier)) : specifier;
    return { target, isRelative, isTypeOnly, isLazy };
  };
  return [
    ...[...code.matchAll(STATIC)].map(([, type, target = '']) => found(target, type !== undefined, false)),
    ...[...code.matchAll(LAZY)].map(([, type, , target = '']) => found(target, type !== undefined, true)),
  ];
}

const slashed = (path: string): string => path.split(sep).join('/');

const files: ReadonlyMap<string, SourceFile> = new Map(
  readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((found) => {
      const path = slashed(relative(SOURCE, resolve(SOURCE, found)));
      const code = withoutComments(readFileSync(join(SOURCE, path), 'utf8'));
      return [path, { path, code, imports: importsOf(path, code) }];
    }),
);

/** "file → target" of every import that a rule forbids. */
const offences = (isForbidden: (file: SourceFile, imported: Import) => boolean): string[] =>
  [...files.values()].flatMap((file) =>
    file.imports
      .filter((imported) => isForbidden(file, imported))
      .map(({ target }) => `${file.path} → ${target}`),
  );

const folderOf = (path: string): string => (path.includes('/') ? dirname(path) : '');
const layerOf = (path: string): number => LAYERS.findIndex((row) => row.includes(folderOf(path)));
/** `openai` of `answering/generation/openai-chat.ts`. */
const vendorOf = (path: string): string => basename(path).split('-')[0] ?? '';
const isPackage = (target: string, name: string): boolean => target === name || target.startsWith(`${name}/`);
const filesWith = (pattern: RegExp): string[] =>
  [...files.values()].filter(({ code }) => pattern.test(code)).map(({ path }) => path);

describe('the scan of the sources', () => {
  it('sees the files and what they import', () => {
    expect(files.size).toBeGreaterThan(50);
    const all = [...files.values()].flatMap(({ imports }) => imports);
    expect(all.filter(({ isRelative }) => isRelative).length).toBeGreaterThan(150);
    expect(all.filter(({ isLazy }) => isLazy).length).toBeGreaterThan(5);
    expect(all.filter(({ isTypeOnly }) => isTypeOnly).length).toBeGreaterThan(50);
    for (const { target, isRelative } of all) if (isRelative) expect([...files.keys()]).toContain(target);
  });

  it('understands every form of import', () => {
    const code = withoutComments(
      [
        "import a from './a.ts';",
        "import type { B } from './b.ts';",
        "import { type C, c } from 'c';",
        'import {\n  d,\n  type D,\n} from "./not-matched.ts";'.replaceAll('"', "'"),
        "export { e } from './e.ts';",
        "import './f.ts';",
        "const g = await import('./g.ts');",
        "type H = typeof import('h');",
        "// import x from './x.ts';",
        "/* import y from './y.ts'; */",
        "const url = 'https://example.org'; // import('z')",
      ].join('\n'),
    );
    expect(
      importsOf('folder/file.ts', code).map(({ target, isTypeOnly, isLazy }) => [target, isTypeOnly, isLazy]),
    ).toEqual([
      ['folder/a.ts', false, false],
      ['folder/b.ts', true, false],
      ['c', false, false],
      ['folder/not-matched.ts', false, false],
      ['folder/e.ts', false, false],
      ['folder/f.ts', false, false],
      ['folder/g.ts', false, true],
      ['h', true, true],
    ]);
  });
});

describe('the sources', () => {
  it('stand in the folders of the layers, but for those that put them together', () => {
    const unknown = [...files.keys()].filter((path) => layerOf(path) === -1);
    expect(unknown.sort()).toEqual([
      'compose.ts',
      'config.ts',
      'ingest-in-worker.ts',
      'ingest-worker.ts',
      'main.ts',
      'worker-messages.ts',
    ]);
  });

  it('import from their own folder and from earlier layers only', () => {
    expect(
      offences(
        ({ path }, { target, isRelative }) =>
          isRelative &&
          layerOf(path) !== -1 &&
          layerOf(target) !== -1 &&
          folderOf(path) !== folderOf(target) &&
          layerOf(target) >= layerOf(path),
      ),
    ).toEqual([]);
  });

  it('know the configuration and the composition in the command line only', () => {
    expect(
      offences(
        ({ path }, { target }) =>
          ['config.ts', 'compose.ts'].includes(target) &&
          layerOf(path) !== -1 &&
          folderOf(path) !== 'cli' &&
          path !== 'compose.ts',
      ),
    ).toEqual([]);
    expect(offences((_, { target }) => target === 'main.ts')).toEqual([]);
    const below = (path: string): number => layerOf(path) - layerOf('answering/assistant.ts');
    expect(offences(({ path }, { target }) => path === 'compose.ts' && below(target) > 0)).toEqual([]);
    expect(
      offences(
        ({ path }, { target, isRelative }) =>
          path === 'config.ts' && isRelative && folderOf(target) !== 'core',
      ),
    ).toEqual([]);
  });

  it('read the environment in config.ts only', () => {
    expect(filesWith(/\bprocess\s*\.\s*env\b|\bprocess\s*\[|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/)).toEqual([
      'config.ts',
    ]);
    expect(offences((_, { target }) => /^(?:node:)?process$/.test(target))).toEqual([]);
  });

  it('end the process in main.ts only', () => {
    expect(
      filesWith(/\bprocess\s*\.\s*(?:exit|abort|reallyExit)\s*\(/).filter((path) => path !== 'main.ts'),
    ).toEqual([]);
    expect(filesWith(/\bprocess\s*\.\s*exitCode\b/)).toEqual(['main.ts']);
  });

  it('choose implementations in compose.ts only', () => {
    const vendors = ['openai', 'hnswlib', 'pgvector'];
    const isAdapter = (path: string): boolean =>
      vendors.includes(vendorOf(path)) || /\/(?:exact-index|builtin-embeddings)\.ts$/.test(path);
    expect([...files.keys()].filter(isAdapter).length).toBeGreaterThan(4);
    const isAllowed = (path: string, target: string): boolean =>
      path === 'compose.ts' || (vendors.includes(vendorOf(path)) && vendorOf(path) === vendorOf(target));
    expect(
      offences(
        ({ path }, { target, isRelative }) => isRelative && isAdapter(target) && !isAllowed(path, target),
      ),
    ).toEqual([]);
  });

  it("name a vendor's package only in files that carry the vendor's name", () => {
    const homes: Readonly<Record<string, RegExp>> = {
      'discord.js': /^discord\//,
      'discord-api-types': /^discord\//,
      '@langchain/openai': /\/openai-[^/]*$/,
      openai: /\/openai-[^/]*$/,
      'hnswlib-node': /\/hnswlib-[^/]*$/,
      pg: /\/pgvector-[^/]*$/,
      pino: /\/pino-[^/]*$/,
    };
    for (const [name, home] of Object.entries(homes))
      expect([name, offences(({ path }, { target }) => isPackage(target, name) && !home.test(path))]).toEqual(
        [name, []],
      );
    for (const name of ['discord.js', '@langchain/openai', 'hnswlib-node', 'pino'])
      expect(
        offences((_, { target }) => isPackage(target, name)),
        name,
      ).not.toEqual([]);
  });
});

describe('a start without a network', () => {
  /** Packages that are loaded with a file, and through which files. */
  function loadedWith(entry: string): Map<string, string> {
    const packages = new Map<string, string>();
    const seen = new Set<string>();
    const visit = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      for (const { target, isRelative, isTypeOnly, isLazy } of files.get(path)?.imports ?? []) {
        if (isTypeOnly || isLazy) continue;
        if (isRelative) visit(target);
        else packages.set(target, path);
      }
    };
    visit(entry);
    expect(seen.size, entry).toBeGreaterThan(1);
    return packages;
  }

  const HEAVY = [
    '@langchain/core',
    '@langchain/openai',
    'openai',
    'discord.js',
    'pino',
    'hnswlib-node',
    'ml-matrix',
  ];

  for (const entry of [
    'main.ts',
    'compose.ts',
    'cli/answer-commands.ts',
    'cli/default-command.ts',
    'cli/ingest-command.ts',
  ])
    it(`loads no heavy package with ${entry}`, () => {
      const loaded = [...loadedWith(entry)].filter(([target]) =>
        HEAVY.some((name) => isPackage(target, name)),
      );
      expect(loaded).toEqual([]);
    });

  it('is tested with a scan that would see them', () => {
    expect([...loadedWith('discord/bot.ts').keys()]).toContain('discord.js');
    expect([...loadedWith('embedding/fit-lsa.ts').keys()]).toContain('ml-matrix');
    expect([...loadedWith('answering/generation/openai-chat.ts').keys()]).toContain('@langchain/openai');
  });
});

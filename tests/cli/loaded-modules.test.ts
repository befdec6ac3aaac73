import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexedFolder, runCommand } from '../support/command.ts';

let folder: string;

/** Notes the address of every ES module and, at the end, of every CommonJS module that was loaded. */
const REGISTER = `
import { appendFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
const file = process.env.LOADED_MODULES;
register('data:text/javascript,' + encodeURIComponent(\`
import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(\${JSON.stringify(file)}, url + '\\\\n');
  return next(url, context);
}\`));
const { cache } = createRequire(import.meta.url);
process.on('exit', () => appendFileSync(file, Object.keys(cache).join('\\n') + '\\n'));
`;

beforeAll(async () => {
  folder = await indexedFolder();
  await writeFile(join(folder, 'register.mjs'), REGISTER);
});
afterAll(() => rm(folder, { recursive: true }));

/** Names of the packages that a command loads. */
async function packagesOf(args: string[], env: Record<string, string> = {}): Promise<Set<string>> {
  const loaded = join(folder, `loaded-${args[0]}.txt`);
  const { status, stderr } = await runCommand(args, {
    folder,
    env: { ...env, LOADED_MODULES: loaded },
    nodeOptions: ['--import', pathToFileURL(join(folder, 'register.mjs')).href],
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const paths = (await readFile(loaded, 'utf8')).split('\n');
  expect(paths.some((path) => path.endsWith('/main.js'))).toBe(true);
  const packages = paths.map((path) => /.*\/node_modules\/((?:@[^/]+\/)?[^/.][^/]*)\//.exec(path)?.[1]);
  return new Set(packages.filter((name) => name !== undefined));
}

const HEAVY = /^(?:discord\.js|@discordjs\/.*|@langchain\/.*|langsmith|openai|pino|cli-progress|ml-matrix)$/;

describe('without a token, an endpoint and a stale index', () => {
  it.each([
    [['ask', 'What is the trade target for 2030?']],
    [['search', 'trade']],
    [['summary', 'energy']],
    [['topics']],
    [['doctor']],
  ])('%s loads nothing of Discord, LangChain or OpenAI', async (args) => {
    const packages = await packagesOf(args);
    // The probe sees what is loaded.
    expect(packages).toContain('commander');
    expect(packages).toContain('stemmer');
    expect([...packages].filter((name) => HEAVY.test(name))).toEqual([]);
  });

  it('--help loads only the parser of the command line', async () => {
    expect(await packagesOf(['--help'])).toEqual(new Set(['commander']));
  });
});

import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { parse as parseDotEnv } from 'dotenv';
import { messageOf, SummitError, systemErrorCode } from './core/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where settings come from: the first that sets a name wins. */
interface Sources {
  readonly environment: Environment;
  /** `.env` in the working folder. */
  readonly file: Environment;
}

/** Every setting, validated, with its default filled in. Secrets are kept in `Secret` so that no log prints them. */
export interface Config {
  readonly discord: { readonly token: Secret | null; readonly apiUrl: string | null };
  readonly openai: { readonly apiKey: Secret | null; readonly baseUrl: string | null };
  readonly chatModel: string;
  readonly mode: 'auto' | 'extractive' | 'chat';
  /** The chat model's context window, in tokens. */
  readonly contextTokens: number;
  readonly embeddings: 'builtin' | 'openai';
  readonly embeddingModel: string;
  /** Absolute path, or null for the shipped corpus. */
  readonly corpus: string | null;
  /** Absolute path, or null for the default place of the corpus in use. */
  readonly index: string | null;
  readonly store: 'hnswlib' | 'exact';
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** False when NO_COLOR is set (https://no-color.org), and on a terminal that knows no colours. */
  readonly colour: boolean;
  /** The base folder for caches: the user's cache folder. */
  readonly cacheFolder: string;
}

/** A value that prints as `[secret]` wherever it is not asked for by `reveal()`; private fields are never inspected. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }
}

const LEAST_CONTEXT_TOKENS = 1024;

/** What the command line gives; it wins over the environment. */
export interface ConfigOverrides {
  readonly corpus?: string;
  readonly index?: string;
}

/**
 * Reads and validates all settings: from the environment, else from the file `.env` in the working folder. Any setting
 * that is a secret may be given as the path of a file instead (`DISCORD_TOKEN_FILE`, `OPENAI_API_KEY_FILE`).
 * @throws SummitError `config` that lists everything that is wrong.
 */
export function loadConfig(overrides: ConfigOverrides = {}, environment: Environment = process.env): Config {
  const problems: string[] = [];
  const sources: Sources = {
    environment: withoutEmpty(environment),
    file: withoutEmpty(readDotEnv(problems)),
  };
  const text = (name: string): string | undefined =>
    (sources.environment[name] ?? sources.file[name])?.trim();
  const oneOf = <T extends string>(name: string, values: readonly T[], fallback: T): T => {
    const given = text(name) ?? fallback;
    const value = values.find((candidate) => candidate === given);
    if (value === undefined) problems.push(`${name} must be one of ${values.join(', ')}, not ${given}`);
    return value ?? fallback;
  };
  const url = (name: string): string | null => {
    const given = text(name);
    if (given === undefined) return null;
    if (!/^https?:\/\/\S+$/.test(given)) {
      problems.push(`${name} must be a URL that begins with http:// or https://`);
    } else if (!URL.canParse(given)) {
      problems.push(`${name} is no address that can be called; check its host and its port`);
    } else if (new URL(given).username !== '' || new URL(given).password !== '') {
      // The address is printed and logged; `fetch` takes no such address anyway.
      problems.push(`${name} must not contain a user name or a password`);
    }
    return given.replace(/\/+$/, '');
  };
  const tokens = (name: string, fallback: number): number => {
    const value = Number(text(name) ?? fallback);
    if (!Number.isInteger(value) || value < LEAST_CONTEXT_TOKENS) {
      problems.push(`${name} must be a whole number of tokens, at least ${LEAST_CONTEXT_TOKENS}`);
    }
    return value;
  };
  const path = (value: string | undefined): string | null => (value === undefined ? null : resolve(value));
  const config: Config = {
    discord: {
      token: secretOf('DISCORD_TOKEN', 'DISCORD_API_URL', sources, problems),
      apiUrl: url('DISCORD_API_URL'),
    },
    openai: {
      apiKey: secretOf('OPENAI_API_KEY', 'OPENAI_BASE_URL', sources, problems),
      baseUrl: url('OPENAI_BASE_URL'),
    },
    chatModel: text('SUMMIT_CHAT_MODEL') ?? 'gpt-4o-mini',
    mode: oneOf('SUMMIT_MODE', ['auto', 'extractive', 'chat'], 'auto'),
    contextTokens: tokens('SUMMIT_CONTEXT_TOKENS', 4096),
    embeddings: oneOf('SUMMIT_EMBEDDINGS', ['builtin', 'openai'], 'builtin'),
    embeddingModel: text('SUMMIT_EMBEDDING_MODEL') ?? 'text-embedding-3-small',
    corpus: path(overrides.corpus ?? text('SUMMIT_CORPUS')),
    index: path(overrides.index ?? text('SUMMIT_INDEX')),
    store: oneOf('SUMMIT_STORE', ['hnswlib', 'exact'], 'hnswlib'),
    logLevel: oneOf('SUMMIT_LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'], 'info'),
    colour: text('NO_COLOR') === undefined && text('TERM') !== 'dumb',
    cacheFolder: join(cacheHome(text('XDG_CACHE_HOME')), 'summit-assistant'),
  };
  if (!hasEndpoint(config)) {
    const needs = 'needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server without a key';
    if (config.mode === 'chat') problems.push(`SUMMIT_MODE=chat ${needs}`);
    if (config.embeddings === 'openai') problems.push(`SUMMIT_EMBEDDINGS=openai ${needs}`);
  }
  if (problems.length > 0) {
    throw new SummitError(
      'config',
      `The settings cannot be used: ${problems.join('; ')}. Correct them in the environment or in .env.`,
    );
  }
  return config;
}

/** True when answers are generated by a chat model. */
export function isChatOn(config: Config): boolean {
  return config.mode === 'chat' || (config.mode === 'auto' && hasEndpoint(config));
}

function hasEndpoint({ openai }: Config): boolean {
  return openai.apiKey !== null || openai.baseUrl !== null;
}

function readDotEnv(problems: string[]): Environment {
  try {
    return parseDotEnv(readFileSync('.env', 'utf8'));
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') problems.push(`.env cannot be read (${messageOf(error)})`);
    return {};
  }
}

/** An empty variable counts as not set, so that it does not hide the one in `.env`. */
function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
}

/**
 * A secret, or null. Who chooses where a secret is sent must be who set it: a `.env` that lies in the folder of somebody
 * else's documents must not get hold of a key in the environment.
 */
function secretOf(name: string, address: string, sources: Sources, problems: string[]): Secret | null {
  const file = `${name}_FILE`;
  const source = Object.values(sources).find((one) => one[name] !== undefined || one[file] !== undefined);
  if (source === undefined) return null;
  if (source === sources.environment && sources.environment[address] === undefined && sources.file[address])
    problems.push(
      `${name} stands in the environment and ${address} in .env, which must not choose where it is sent: set ${address} in the environment too`,
    );
  if (source[name] !== undefined && source[file] !== undefined)
    problems.push(`${name} and ${file} are both set; keep one of them`);
  const value = source[name]?.trim() ?? readSecretFile(file, source[file]?.trim() ?? '', problems);
  // Anything else cannot be sent, and its failure would look like one of the connection.
  if (!/^[\x20-\x7e]*$/.test(value))
    problems.push(`${name} must be one line of ASCII characters, without typographic quotes`);
  return new Secret(value);
}

/** @returns '' with a problem when there is no secret in the file. */
function readSecretFile(setting: string, path: string, problems: string[]): string {
  try {
    const value = readFileSync(path, 'utf8').trim();
    if (value === '') problems.push(`${setting} is empty (${path})`);
    return value;
  } catch (error) {
    problems.push(`${setting} cannot be read (${systemErrorCode(error) ?? 'error'}: ${path})`);
    return '';
  }
}

/** The user's cache folder; a relative path in the variable is to be ignored (XDG Base Directory Specification). */
function cacheHome(given: string | undefined): string {
  return given !== undefined && isAbsolute(given) ? given : defaultCache();
}

/** A user without a home folder, as in some containers, has a cache for the time being. */
function defaultCache(): string {
  try {
    const home = homedir();
    if (home !== '') return join(home, '.cache');
  } catch {
    // There is neither HOME nor an entry for the user.
  }
  return tmpdir();
}

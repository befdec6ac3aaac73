import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse as parseDotEnv } from 'dotenv';
import { z } from 'zod';
import { messageOf, SummitError, systemErrorCode } from './core/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

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
  /** False when NO_COLOR is set (https://no-color.org). */
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

const optionalText = z
  .string()
  .trim()
  .optional()
  .transform((value) => (value === '' ? undefined : value));

const httpUrl = optionalText.refine((value) => value === undefined || /^https?:\/\/[^\s]+$/.test(value), {
  message: 'must be a URL that begins with http:// or https://',
});

const oneOf = <const T extends readonly [string, ...string[]]>(values: T, fallback: T[number]) =>
  optionalText.pipe(z.enum(values, { error: `must be one of ${values.join(', ')}` }).default(fallback));

const TOKENS = 'must be a whole number of tokens, at least 1024';

const settings = z.object({
  DISCORD_TOKEN: optionalText,
  DISCORD_API_URL: httpUrl,
  OPENAI_API_KEY: optionalText,
  OPENAI_BASE_URL: httpUrl,
  SUMMIT_CHAT_MODEL: optionalText.pipe(z.string().default('gpt-4o-mini')),
  SUMMIT_MODE: oneOf(['auto', 'extractive', 'chat'], 'auto'),
  SUMMIT_CONTEXT_TOKENS: optionalText
    .transform((value) => (value === undefined ? 4096 : Number(value)))
    .pipe(z.int({ error: TOKENS }).min(1024, { error: TOKENS }).max(10_000_000, { error: TOKENS })),
  SUMMIT_EMBEDDINGS: oneOf(['builtin', 'openai'], 'builtin'),
  SUMMIT_EMBEDDING_MODEL: optionalText.pipe(z.string().default('text-embedding-3-small')),
  SUMMIT_CORPUS: optionalText,
  SUMMIT_INDEX: optionalText,
  SUMMIT_STORE: oneOf(['hnswlib', 'exact'], 'hnswlib'),
  SUMMIT_LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent'], 'info'),
  NO_COLOR: optionalText,
  XDG_CACHE_HOME: optionalText,
});

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
  const env = withSecretFiles({ ...readDotEnv(problems), ...withoutEmpty(environment) }, problems);
  const parsed = settings.safeParse(env);
  if (!parsed.success)
    problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  const values = parsed.data;
  if (values?.SUMMIT_MODE === 'chat' && !values.OPENAI_API_KEY && !values.OPENAI_BASE_URL) {
    problems.push('SUMMIT_MODE=chat needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server without a key');
  }
  if (values?.SUMMIT_EMBEDDINGS === 'openai' && !values.OPENAI_API_KEY && !values.OPENAI_BASE_URL) {
    problems.push(
      'SUMMIT_EMBEDDINGS=openai needs OPENAI_API_KEY, or OPENAI_BASE_URL for a server without a key',
    );
  }
  if (!values || problems.length > 0) {
    throw new SummitError(
      'config',
      `The settings cannot be used: ${problems.join('; ')}. Correct them in the environment or in .env.`,
    );
  }
  const path = (value: string | undefined): string | null => (value === undefined ? null : resolve(value));
  return {
    discord: {
      token: secret(values.DISCORD_TOKEN),
      apiUrl: values.DISCORD_API_URL?.replace(/\/+$/, '') ?? null,
    },
    openai: {
      apiKey: secret(values.OPENAI_API_KEY),
      baseUrl: values.OPENAI_BASE_URL?.replace(/\/+$/, '') ?? null,
    },
    chatModel: values.SUMMIT_CHAT_MODEL,
    mode: values.SUMMIT_MODE,
    contextTokens: values.SUMMIT_CONTEXT_TOKENS,
    embeddings: values.SUMMIT_EMBEDDINGS,
    embeddingModel: values.SUMMIT_EMBEDDING_MODEL,
    corpus: path(overrides.corpus ?? values.SUMMIT_CORPUS),
    index: path(overrides.index ?? values.SUMMIT_INDEX),
    store: values.SUMMIT_STORE,
    logLevel: values.SUMMIT_LOG_LEVEL,
    colour: values.NO_COLOR === undefined,
    cacheFolder: join(values.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'summit-assistant'),
  };
}

/** True when answers are generated by a chat model. */
export function isChatOn({ mode, openai }: Config): boolean {
  return mode === 'chat' || (mode === 'auto' && (openai.apiKey !== null || openai.baseUrl !== null));
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

function withSecretFiles(env: Environment, problems: string[]): Environment {
  const complete: Record<string, string | undefined> = { ...env };
  for (const name of ['DISCORD_TOKEN', 'OPENAI_API_KEY']) {
    const file = env[`${name}_FILE`];
    if (!file || env[name]) continue;
    try {
      complete[name] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      problems.push(`${name}_FILE cannot be read (${systemErrorCode(error) ?? 'error'}: ${file})`);
    }
  }
  return complete;
}

function secret(value: string | undefined): Secret | null {
  return value === undefined ? null : new Secret(value);
}

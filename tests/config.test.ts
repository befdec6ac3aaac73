import { syncBuiltinESMExports } from 'node:module';
import os, { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { isChatOn, loadConfig, Secret } from '../src/config.ts';
import { temporaryFolder, writeFiles } from './support/temporary-folder.ts';

let folder: string;

/** Settings are read from `.env` of the working folder. */
beforeEach(async () => {
  folder = await temporaryFolder();
  const before = process.cwd();
  process.chdir(folder);
  onTestFinished(() => process.chdir(before));
});

function problemsOf(environment: Record<string, string>): string {
  try {
    loadConfig({}, environment);
  } catch (error) {
    expect(error).toMatchObject({ name: 'SummitError', code: 'config' });
    return (error as Error).message;
  }
  return expect.fail('the settings were accepted');
}

describe('loadConfig', () => {
  it('has a default for every setting', () => {
    expect(loadConfig({}, {})).toEqual({
      discord: { token: null, apiUrl: null },
      openai: { apiKey: null, baseUrl: null },
      chatModel: 'gpt-4o-mini',
      mode: 'auto',
      contextTokens: 4096,
      embeddings: 'builtin',
      embeddingModel: 'text-embedding-3-small',
      corpus: null,
      index: null,
      store: 'hnswlib',
      logLevel: 'info',
      colour: true,
      cacheFolder: join(homedir(), '.cache', 'summit-assistant'),
    });
  });

  it('keeps its cache among temporary files for a user without a home folder', () => {
    const home = vi.spyOn(os, 'homedir');
    onTestFinished(() => {
      home.mockRestore();
      syncBuiltinESMExports();
    });
    for (const missing of ['', new Error('ENOENT: no such file or directory, uv_os_homedir')]) {
      home.mockImplementationOnce(() => {
        if (missing instanceof Error) throw missing;
        return missing;
      });
      syncBuiltinESMExports();
      expect(loadConfig({ index: 'index' }, {}).cacheFolder).toBe(join(tmpdir(), 'summit-assistant'));
    }
    expect(loadConfig({}, {}).cacheFolder).toBe(join(homedir(), '.cache', 'summit-assistant'));
  });

  it('takes every setting from the environment, trimmed, and makes paths absolute', () => {
    const config = loadConfig(
      {},
      {
        DISCORD_TOKEN: ' a.b.c\n',
        DISCORD_API_URL: 'http://localhost:1/api/',
        OPENAI_API_KEY: 'sk-1',
        OPENAI_BASE_URL: ' http://localhost:11434/v1/ ',
        SUMMIT_CHAT_MODEL: 'llama3.2',
        SUMMIT_MODE: 'chat',
        SUMMIT_CONTEXT_TOKENS: '8192',
        SUMMIT_EMBEDDINGS: 'openai',
        SUMMIT_EMBEDDING_MODEL: 'nomic-embed-text',
        SUMMIT_CORPUS: 'documents',
        SUMMIT_INDEX: '../index',
        SUMMIT_STORE: 'exact',
        SUMMIT_LOG_LEVEL: 'debug',
        NO_COLOR: '1',
        XDG_CACHE_HOME: '/var/cache',
      },
    );
    expect(config).toMatchObject({
      discord: { apiUrl: 'http://localhost:1/api' },
      openai: { baseUrl: 'http://localhost:11434/v1' },
      ...{ chatModel: 'llama3.2', mode: 'chat', contextTokens: 8192, embeddings: 'openai' },
      ...{ embeddingModel: 'nomic-embed-text', store: 'exact', logLevel: 'debug', colour: false },
      ...{ corpus: join(process.cwd(), 'documents'), index: join(process.cwd(), '../index') },
      cacheFolder: '/var/cache/summit-assistant',
    });
    expect([config.discord.token?.reveal(), config.openai.apiKey?.reveal()]).toEqual(['a.b.c', 'sk-1']);
  });

  it('lets the command line win over the environment, and the environment over .env', async () => {
    await writeFiles(folder, {
      '.env': 'SUMMIT_CORPUS=/c3\nSUMMIT_INDEX=/i3\nSUMMIT_CHAT_MODEL="from file"\n',
    });
    const config = loadConfig({ corpus: '/c1' }, { SUMMIT_CORPUS: '/c2', SUMMIT_INDEX: '/i2' });
    expect(config).toMatchObject({ corpus: '/c1', index: '/i2', chatModel: 'from file' });
    expect(loadConfig({ index: '/i1' }, { SUMMIT_INDEX: '/i2' }).index).toBe('/i1');
  });

  it('takes an empty variable as not set', async () => {
    await writeFiles(folder, { '.env': 'SUMMIT_STORE=exact\nSUMMIT_MODE=\n' });
    expect(loadConfig({}, { SUMMIT_STORE: '  ', SUMMIT_CORPUS: '' })).toMatchObject({
      ...{ store: 'exact', mode: 'auto', corpus: null },
    });
  });

  it('reads secrets from files, named in the environment or in .env', async () => {
    await writeFiles(folder, {
      token: 'a.b.c\n',
      key: 'sk-2\r\n',
      '.env': 'OPENAI_API_KEY_FILE=key\n',
    });
    const config = loadConfig({}, { DISCORD_TOKEN_FILE: join(folder, 'token') });
    expect([config.discord.token?.reveal(), config.openai.apiKey?.reveal()]).toEqual(['a.b.c', 'sk-2']);
    expect(loadConfig({}, { OPENAI_API_KEY: 'sk-3' }).openai.apiKey?.reveal()).toBe('sk-3');
  });

  it('looks at no file for a secret that the environment gives', async () => {
    await writeFiles(folder, { '.env': 'DISCORD_TOKEN_FILE=/no/such/file\n' });
    expect(loadConfig({}, { DISCORD_TOKEN: 'a.b.c' }).discord.token?.reveal()).toBe('a.b.c');
  });

  it('refuses a secret that is given twice in one place', async () => {
    await writeFiles(folder, { key: 'sk-1' });
    expect(problemsOf({ OPENAI_API_KEY: 'sk-2', OPENAI_API_KEY_FILE: 'key' })).toMatch(
      /OPENAI_API_KEY and OPENAI_API_KEY_FILE are both set; keep one/,
    );
  });

  it.each(['“sk-1”', 'sk-1\nsk-2'])('refuses a secret that no request can carry: %j', async (secret) => {
    await writeFiles(folder, { key: secret });
    expect(problemsOf({ OPENAI_API_KEY_FILE: 'key', DISCORD_TOKEN: secret })).toMatch(
      /DISCORD_TOKEN must be one line of ASCII characters.*OPENAI_API_KEY must be one line/,
    );
  });

  it('lets no .env say where a secret of the environment is sent', async () => {
    await writeFiles(folder, {
      '.env': 'OPENAI_BASE_URL=http://host/v1\nDISCORD_API_URL=http://host/api\nOPENAI_API_KEY=sk-2\n',
      token: 'a.b.c',
    });
    const message = problemsOf({ OPENAI_API_KEY: 'sk-1', DISCORD_TOKEN_FILE: 'token' });
    expect(message).toMatch(/set OPENAI_BASE_URL in the environment too/);
    expect(message).toMatch(/set DISCORD_API_URL in the environment too/);
    const own = { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: 'http://localhost:1/v1' };
    expect(loadConfig({}, own).openai.baseUrl).toBe('http://localhost:1/v1');
    expect(loadConfig({}, {}).openai).toMatchObject({ baseUrl: 'http://host/v1' });
    expect(loadConfig({}, { OPENAI_BASE_URL: 'http://localhost:1' }).openai.apiKey?.reveal()).toBe('sk-2');
  });

  it('takes a port that cannot be for what it is', () => {
    expect(problemsOf({ OPENAI_BASE_URL: 'http://127.0.0.1:99999/v1' })).toMatch(
      /OPENAI_BASE_URL is no address that can be called; check its host and its port/,
    );
  });

  it('shows no colours on a terminal that knows none', () => {
    expect(loadConfig({}, { TERM: 'dumb' }).colour).toBe(false);
  });

  it('takes no relative path for the folder of caches', () => {
    const { cacheFolder } = loadConfig({}, { XDG_CACHE_HOME: 'cache' });
    expect(cacheFolder).toBe(join(homedir(), '.cache', 'summit-assistant'));
  });

  it('names everything that is wrong at once', () => {
    const message = problemsOf({
      DISCORD_API_URL: 'discord.com',
      OPENAI_BASE_URL: 'localhost:11434/v1',
      SUMMIT_MODE: 'clever',
      SUMMIT_CONTEXT_TOKENS: 'many',
      SUMMIT_EMBEDDINGS: 'word2vec',
      SUMMIT_STORE: 'shelf',
      SUMMIT_LOG_LEVEL: 'loud',
      DISCORD_TOKEN_FILE: '/no/such/file',
    });
    expect(message).toMatch(/DISCORD_API_URL must be a URL/);
    expect(message).toMatch(/OPENAI_BASE_URL must be a URL/);
    expect(message).toMatch(/SUMMIT_MODE must be one of auto, extractive, chat/);
    expect(message).toMatch(/SUMMIT_CONTEXT_TOKENS must be a whole number of tokens, at least 1024/);
    expect(message).toMatch(/SUMMIT_EMBEDDINGS must be one of builtin, openai/);
    expect(message).toMatch(/SUMMIT_STORE must be one of/);
    expect(message).toMatch(/SUMMIT_LOG_LEVEL must be one of/);
    expect(message).toMatch(/DISCORD_TOKEN_FILE cannot be read \(ENOENT/);
    expect(message).toMatch(/Correct them/);
  });

  it.each(['100', '1024.5', '-4096', 'NaN', 'Infinity', '4k'])('refuses a context of %s tokens', (value) => {
    expect(problemsOf({ SUMMIT_CONTEXT_TOKENS: value })).toMatch(/SUMMIT_CONTEXT_TOKENS/);
  });

  it('says that chat and remote embeddings need an endpoint', () => {
    const message = problemsOf({ SUMMIT_MODE: 'chat', SUMMIT_EMBEDDINGS: 'openai' });
    expect(message).toMatch(/SUMMIT_MODE=chat needs OPENAI_API_KEY, or OPENAI_BASE_URL/);
    expect(message).toMatch(/SUMMIT_EMBEDDINGS=openai needs OPENAI_API_KEY, or OPENAI_BASE_URL/);
  });

  it('says that .env cannot be read', async () => {
    await writeFiles(folder, { '.env/file': '' });
    expect(problemsOf({})).toMatch(/\.env cannot be read \(EISDIR/);
  });

  it.each(['http://bob:S3cretPw@host/v1', 'https://S3cretPw@host/v1', 'http://:S3cretPw@host/v1'])(
    'refuses %s without repeating what is secret in it',
    (address) => {
      const message = problemsOf({ OPENAI_BASE_URL: address });
      expect(message).toMatch(/OPENAI_BASE_URL must not contain a user name or a password/);
      expect(message).not.toMatch(/S3cretPw|bob/);
    },
  );

  it('never puts a secret into a message', async () => {
    await writeFiles(folder, { '.env': 'DISCORD_TOKEN=secret.in.file\n' });
    const message = problemsOf({ OPENAI_API_KEY: 'sk-secret', SUMMIT_MODE: 'clever' });
    expect(message).not.toMatch(/sk-secret|secret\.in\.file/);
  });
});

describe('isChatOn', () => {
  it.each([
    [{}, false],
    [{ OPENAI_API_KEY: 'sk-1' }, true],
    [{ OPENAI_BASE_URL: 'http://localhost:1/v1' }, true],
    [{ OPENAI_API_KEY: 'sk-1', SUMMIT_MODE: 'extractive' }, false],
    [{ OPENAI_API_KEY: 'sk-1', SUMMIT_MODE: 'chat' }, true],
    [{ SUMMIT_MODE: 'auto' }, false],
  ])('with %j is %s', (environment, on) => {
    expect(isChatOn(loadConfig({}, environment))).toBe(on);
  });
});

describe('Secret', () => {
  it('is shown by nothing but reveal', () => {
    const config = loadConfig({}, { DISCORD_TOKEN: 'tok-123', OPENAI_API_KEY: 'sk-123' });
    const shown = [
      ...[JSON.stringify(config), inspect(config, { depth: 9, showHidden: true }), `${config.discord.token}`],
      ...[
        JSON.stringify({ ...config.openai.apiKey }),
        inspect(structuredClone(Object.entries(new Secret('sk-123')))),
      ],
    ].join('\n');
    expect(shown).toContain('[secret]');
    expect(shown).not.toMatch(/tok-123|sk-123/);
    expect(config.openai.apiKey?.reveal()).toBe('sk-123');
  });
});

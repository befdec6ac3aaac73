import { checkConfiguredEndpoint, indexSettings } from '../compose.ts';
import { type Config, isChatOn } from '../config.ts';
import { messageOf, SummitError } from '../core/errors.ts';
import { listCorpus, readDocument } from '../corpus/corpus-reader.ts';
import type { IndexSettings } from '../indexing/ingest.ts';
import { type OpenIndex, openIndex } from '../indexing/open-index.ts';
import { corpusChanges, isUnchanged } from '../indexing/staleness.ts';
import { type Io, write } from '../terminal/io.ts';
import { safeTerminalText } from '../terminal/safe-terminal-text.ts';
import { type CommandOptions, commandContext } from './command-context.ts';
import type { ExitStatus } from './program.ts';

/** One thing that was looked at. `problem` says what to do; a `note` is no problem. */
interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'note' | 'problem';
  readonly text: string;
}

/** Looks at everything that an answer needs, prints a line for each, and ends with 1 when something has to be done. */
export async function runDoctor(io: Io, options: CommandOptions): Promise<ExitStatus> {
  const { config, logger } = commandContext(io, options);
  const settings = await indexSettings(config, logger);
  let problems = 0;
  for (const check of [
    () => checkCorpus(settings),
    () => checkIndex(settings),
    () => checkModels(config),
    () => checkDiscord(config),
  ]) {
    const { name, state, text } = await check();
    if (state === 'problem') problems++;
    await write(
      io.stdout,
      `${{ ok: '✓', note: '·', problem: '✗' }[state]} ${name.padEnd(10)} ${safeTerminalText(text)}\n`,
    );
  }
  await write(
    io.stdout,
    problems === 0
      ? 'Everything is in order.\n'
      : `${problems === 1 ? '1 problem' : `${problems} problems`}.\n`,
  );
  return problems === 0 ? 0 : 1;
}

async function checkCorpus({ corpusFolder }: IndexSettings): Promise<Finding> {
  try {
    const { files, problems } = await listCorpus(corpusFolder);
    const unread = problems.map(({ file, problem }) => `${file} ${problem}.`);
    let readable = 0;
    for (const { file } of files) {
      try {
        await readDocument(corpusFolder, file);
        readable++;
      } catch (error) {
        unread.push(known(error));
      }
    }
    const text =
      `${corpusFolder}: ${readable} ${readable === 1 ? 'document' : 'documents'}` +
      (unread.length > 0 ? `, ${unread.length} not readable: ${unread[0]}` : '');
    if (readable === 0)
      return {
        name: 'corpus',
        state: 'problem',
        text: `${text.replace(/\.$/, '')}. Put documents there, or choose another folder with --corpus DIR.`,
      };
    if (unread.length > 0) return { name: 'corpus', state: 'note', text };
    return { name: 'corpus', state: 'ok', text };
  } catch (error) {
    return { name: 'corpus', state: 'problem', text: known(error) };
  }
}

async function checkIndex(settings: IndexSettings): Promise<Finding> {
  let index: OpenIndex | null;
  try {
    index = await openIndex(settings);
  } catch (error) {
    return { name: 'index', state: 'problem', text: known(error) };
  }
  if (!index)
    return {
      name: 'index',
      state: 'note',
      text: `${settings.indexFolder}: not built yet; the first question builds it.`,
    };
  try {
    const { chunkCount, embedder, store } = index.manifest;
    const text = `${settings.indexFolder}: ${chunkCount} chunks, ${embedder.id} (${embedder.dimensions} dimensions), ${store}`;
    if (isUnchanged(await corpusChanges(settings.corpusFolder, index.manifest)))
      return { name: 'index', state: 'ok', text };
    return {
      name: 'index',
      state: 'note',
      text: `${text}; the documents have changed, the next question updates it.`,
    };
  } catch (error) {
    return { name: 'index', state: 'problem', text: known(error) };
  } finally {
    await index.close();
  }
}

async function checkModels(config: Config): Promise<Finding> {
  const name = 'endpoint';
  const usesEndpoint = isChatOn(config) || config.embeddings === 'openai';
  if (!usesEndpoint)
    return {
      name,
      state: 'note',
      text: 'not used: answers are extractive. Set OPENAI_API_KEY or OPENAI_BASE_URL to generate them.',
    };
  const check = await checkConfiguredEndpoint(config);
  if (check.kind === 'unreachable') {
    return {
      name,
      state: 'problem',
      text: `${check.url} cannot be reached (${check.problem}). Check OPENAI_BASE_URL and that the server runs.`,
    };
  }
  if (check.kind === 'refused') {
    const step =
      check.status === 401 || check.status === 403
        ? 'Check OPENAI_API_KEY.'
        : 'Check OPENAI_BASE_URL; it usually ends in /v1.';
    return { name, state: 'problem', text: `${check.url} answered ${check.status}. ${step}` };
  }
  const wanted = [
    ...(isChatOn(config) ? [['SUMMIT_CHAT_MODEL', config.chatModel] as const] : []),
    ...(config.embeddings === 'openai' ? [['SUMMIT_EMBEDDING_MODEL', config.embeddingModel] as const] : []),
  ];
  const missing = wanted.find(([, model]) => check.models !== null && !check.models.includes(model));
  if (missing) {
    const offered = check.models?.slice(0, 8).join(', ') || 'none';
    return {
      name,
      state: 'problem',
      text: `${check.url} does not list ${missing[1]}. Set ${missing[0]} to one of: ${offered}.`,
    };
  }
  return { name, state: 'ok', text: `${check.url}: ${wanted.map(([, model]) => model).join(', ')}` };
}

async function checkDiscord({ discord }: Config): Promise<Finding> {
  const name = 'discord';
  if (!discord.token)
    return { name, state: 'note', text: 'DISCORD_TOKEN is not set; summit opens the local prompt.' };
  try {
    const { checkToken } = await import('../discord/check-token.ts');
    return {
      name,
      state: 'ok',
      text: `the token belongs to ${await checkToken({ token: discord.token.reveal(), apiUrl: discord.apiUrl })}`,
    };
  } catch (error) {
    return { name, state: 'problem', text: known(error) };
  }
}

/** The message of an expected failure; anything else is a bug and goes on. */
function known(error: unknown): string {
  if (error instanceof SummitError) return messageOf(error);
  throw error;
}

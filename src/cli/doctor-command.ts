import { indexSettings } from '../compose.ts';
import type { Config } from '../config.ts';
import { messageOf, SummitError } from '../core/errors.ts';
import { visibleText } from '../core/shown-text.ts';
import { listCorpus, readDocument } from '../corpus/corpus-reader.ts';
import type { IndexSettings } from '../indexing/ingest.ts';
import { type OpenIndex, openIndex } from '../indexing/open-index.ts';
import { corpusChanges, isUnchanged } from '../indexing/staleness.ts';
import { type Io, write } from '../terminal/io.ts';
import { type CommandOptions, commandContext } from './command-context.ts';
import { checkEndpoint } from './doctor-endpoint.ts';
import type { Finding } from './finding.ts';
import type { ExitStatus } from './program.ts';

/** Looks at everything that an answer needs, prints a line for each, and ends with 1 when something has to be done. */
export async function runDoctor(io: Io, options: CommandOptions): Promise<ExitStatus> {
  const { config, logger } = commandContext(io, options);
  const settings = await indexSettings(config, logger);
  let problems = 0;
  const report = async ({ name, state, text }: Finding): Promise<void> => {
    if (state === 'problem') problems++;
    await write(
      io.stdout,
      `${{ ok: '✓', note: '·', problem: '✗' }[state]} ${name.padEnd(10)} ${visibleText(text)}\n`,
    );
  };
  await report(await checkCorpus(settings));
  await report(await checkIndex(settings));
  for await (const finding of checkEndpoint(config, settings)) await report(finding);
  await report(await checkDiscord(config));
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

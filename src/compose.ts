import { access, constants } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAssistant } from './answering/assistant.ts';
import type { QuestionRewriter } from './answering/conversation/question-rewriter.ts';
import type { ChatAnswerer } from './answering/generation/chat-answerer.ts';
import type { ChatCheck } from './answering/generation/chat-check.ts';
import { type Config, isChatOn } from './config.ts';
import type { Assistant } from './core/answer.ts';
import type { Logger } from './core/logger.ts';
import { sha256Of } from './corpus/document.ts';
import { builtinEmbeddings } from './embedding/builtin-embeddings.ts';
import type { EmbedderFactory } from './embedding/embedder.ts';
import { endpointEmbedder } from './embedding/endpoint-embedder.ts';
import type { EndpointCheck } from './embedding/openai-check.ts';
import { exactStore } from './indexing/exact-index.ts';
import { hnswlibStore, loadHnswlib } from './indexing/hnswlib-index.ts';
import type { IndexSettings, IngestOptions } from './indexing/ingest.ts';
import { openLiveIndex, type Rebuild } from './indexing/live-index.ts';
import type { VectorStore } from './indexing/vector-index.ts';

/** The folder of the package: that of `package.json`, both in a checkout and when installed. */
const PACKAGE_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)));

const WORD_VECTORS = join(PACKAGE_FOLDER, 'embeddings', 'word-vectors.bin');
const THESAURUS = join(PACKAGE_FOLDER, 'embeddings', 'thesaurus.bin');

/** Chooses the implementations that the configuration asks for. Only what is needed is loaded. */
export async function indexSettings(config: Config, logger: Logger): Promise<IndexSettings> {
  const corpusFolder = config.corpus ?? join(PACKAGE_FOLDER, 'corpus');
  const indexFolder = config.index ?? (await defaultIndexFolder(config));
  return {
    corpusFolder,
    indexFolder,
    embedder: await embedderOf(config, join(indexFolder, 'embedding-cache'), logger),
    store: await storeOf(config, logger),
    wordVectors: WORD_VECTORS,
    thesaurus: THESAURUS,
  };
}

export interface OpenOptions extends Pick<IngestOptions, 'onProgress' | 'signal'> {
  readonly logger: Logger;
}

/** A loader of TypeScript, as in development, need not reach into another thread; then the index is built in this one. */
const IS_COMPILED = import.meta.url.endsWith('.js');

function inWorker(config: Config, logger: Logger): Rebuild {
  return async (settings, options) =>
    (await import('./ingest-in-worker.ts')).ingestInWorker(config, logger)(settings, options);
}

/** Opens the assistant on the configured corpus, building its index first if need be. */
export async function openAssistant(config: Config, options: OpenOptions): Promise<Assistant> {
  const index = await openLiveIndex(await indexSettings(config, options.logger), {
    ...options,
    ...(IS_COMPILED ? { rebuild: inWorker(config, options.logger) } : {}),
  });
  return createAssistant({
    index,
    loadChat: isChatOn(config) ? () => chatAnswerer(config, options.logger) : null,
    loadRewriter: isChatOn(config) ? () => questionRewriter(config, options.logger) : null,
    logger: options.logger,
  });
}

async function chatAnswerer(config: Config, logger: Logger): Promise<ChatAnswerer> {
  const [{ createChatAnswerer }, { openaiChatModel }] = await Promise.all([
    import('./answering/generation/chat-answerer.ts'),
    import('./answering/generation/openai-chat.ts'),
  ]);
  const model = openaiChatModel({ ...endpointOf(config), model: config.chatModel });
  return createChatAnswerer({
    model,
    modelName: config.chatModel,
    contextTokens: config.contextTokens,
    logger,
  });
}

async function questionRewriter(config: Config, logger: Logger): Promise<QuestionRewriter> {
  const [{ createQuestionRewriter }, { openaiChatModel }] = await Promise.all([
    import('./answering/conversation/question-rewriter.ts'),
    import('./answering/generation/openai-chat.ts'),
  ]);
  // The rules are ready at once, so a failure is not worth another attempt.
  const model = openaiChatModel({ ...endpointOf(config), model: config.chatModel, maxRetries: 0 });
  return createQuestionRewriter({ model, modelName: config.chatModel, logger });
}

async function embedderOf(config: Config, cacheFolder: string, logger: Logger): Promise<EmbedderFactory> {
  if (config.embeddings === 'builtin') return builtinEmbeddings({ wordVectors: WORD_VECTORS });
  const { openaiEmbeddings } = await import('./embedding/openai-embeddings.ts');
  const embeddings = openaiEmbeddings({ ...endpointOf(config), model: config.embeddingModel });
  return endpointEmbedder({ id: embeddings.id, embeddings, cacheFolder, logger });
}

/** Asks the configured endpoint for its models. Never rejects. */
export async function checkConfiguredEndpoint(config: Config): Promise<EndpointCheck> {
  const { checkEndpoint } = await import('./embedding/openai-check.ts');
  return checkEndpoint(endpointOf(config));
}

/** How long the doctor waits for a token; local servers load the model in this time. */
const CHECK_TIMEOUT_MS = 60_000;

/** Asks the configured chat model for a tiny answer. Never rejects. */
export async function checkConfiguredChat(config: Config): Promise<ChatCheck> {
  const [{ checkChat }, { openaiChatModel }] = await Promise.all([
    import('./answering/generation/chat-check.ts'),
    import('./answering/generation/openai-chat.ts'),
  ]);
  const model = openaiChatModel({ ...endpointOf(config), model: config.chatModel, maxRetries: 0 });
  return checkChat(model, config.chatModel, CHECK_TIMEOUT_MS);
}

/** The dimensions of the configured endpoint's vectors. Rejects with an `endpoint` SummitError. */
export async function embeddingWidth(config: Config): Promise<number> {
  const { openaiEmbeddings } = await import('./embedding/openai-embeddings.ts');
  const embeddings = openaiEmbeddings({ ...endpointOf(config), model: config.embeddingModel });
  return (await embeddings.embedQuery('width')).length;
}

/** Where generated answers and remote embeddings come from. */
function endpointOf(config: Config): { apiKey: string | null; baseUrl: string | null } {
  return { apiKey: config.openai.apiKey?.reveal() ?? null, baseUrl: config.openai.baseUrl };
}

async function storeOf(config: Config, logger: Logger): Promise<VectorStore> {
  if (config.store === 'exact') return exactStore();
  const library = await loadHnswlib();
  if (library) return hnswlibStore(library);
  logger.warn(
    'hnswlib-node is not installed (it is compiled on installation and needs python3, make and g++); every vector is compared instead.',
  );
  return exactStore();
}

/**
 * `embeddings/` of a checkout, or the user's cache folder where the package cannot be written. Each corpus has a folder
 * of its own, so that trying another corpus does not throw an index away.
 */
async function defaultIndexFolder(config: Config): Promise<string> {
  const name = config.corpus === null ? 'index' : `index-${sha256Of(config.corpus).slice(0, 8)}`;
  const inPackage = join(PACKAGE_FOLDER, 'embeddings');
  try {
    await access(inPackage, constants.W_OK);
    return join(inPackage, name);
  } catch {
    return join(config.cacheFolder, name);
  }
}

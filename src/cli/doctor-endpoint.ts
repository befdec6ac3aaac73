import { checkConfiguredChat, checkConfiguredEndpoint, embeddingWidth } from '../compose.ts';
import { type Config, isChatOn } from '../config.ts';
import { messageOf, SummitError } from '../core/errors.ts';
import type { IndexSettings } from '../indexing/ingest.ts';
import { openIndex } from '../indexing/open-index.ts';
import type { Finding } from './finding.ts';

/** A first token that takes longer is worth a note, in milliseconds. */
const SLOW_FIRST_TOKEN_MS = 10_000;

/** Looks at the endpoint's models, at a tiny streamed answer and at the width of its vectors, as far as they are used. */
export async function* checkEndpoint(config: Config, settings: IndexSettings): AsyncGenerator<Finding> {
  if (!isChatOn(config) && config.embeddings !== 'openai') {
    const text = 'not used: answers are extractive. Set OPENAI_API_KEY or OPENAI_BASE_URL to generate them.';
    yield { name: 'endpoint', state: 'note', text };
    return;
  }
  const models = await checkModels(config);
  yield models;
  if (models.state === 'problem') return;
  if (isChatOn(config)) yield await checkChat(config);
  if (config.embeddings === 'openai') yield await checkWidth(config, settings);
}

/**
 * Whether the endpoint can be reached and lists the configured models. Many endpoints serve more than they list, so a model
 * that is missing is no problem before it fails.
 */
async function checkModels(config: Config): Promise<Finding> {
  const name = 'endpoint';
  const check = await checkConfiguredEndpoint(config);
  if (check.kind === 'unreachable') {
    return {
      name,
      state: 'problem',
      text: `${check.url} cannot be reached (${check.problem}). Check OPENAI_BASE_URL and that the server runs.`,
    };
  }
  if (check.kind === 'refused') {
    if (check.status === 401 || check.status === 403) {
      const text = `${check.url} answered ${check.status}. Check OPENAI_API_KEY.`;
      return { name, state: 'problem', text };
    }
    // Servers that know no such list answer with any status, and generate all the same.
    const step = 'If the next check fails, check OPENAI_BASE_URL; it usually ends in /v1.';
    return { name, state: 'note', text: `${check.url} lists no models (${check.status}). ${step}` };
  }
  const wanted = [
    ...(isChatOn(config) ? [['SUMMIT_CHAT_MODEL', config.chatModel] as const] : []),
    ...(config.embeddings === 'openai' ? [['SUMMIT_EMBEDDING_MODEL', config.embeddingModel] as const] : []),
  ];
  const missing = wanted.find(([, model]) => check.models !== null && !isListed(model, check.models));
  if (missing) {
    const offered = check.models?.slice(0, 8).join(', ') || 'none';
    return {
      name,
      state: 'note',
      text: `${check.url} does not list ${missing[1]}. If the next check fails, set ${missing[0]} to one of: ${offered}.`,
    };
  }
  return { name, state: 'ok', text: `${check.url}: ${wanted.map(([, model]) => model).join(', ')}` };
}

/** Ollama lists `llama3.1:latest` and serves it as `llama3.1` too. */
function isListed(model: string, models: readonly string[]): boolean {
  return models.includes(model) || models.includes(`${model}:latest`);
}

async function checkChat(config: Config): Promise<Finding> {
  const name = 'chat';
  const check = await checkConfiguredChat(config);
  if (check.kind === 'fails') return { name, state: 'problem', text: check.problem };
  const seconds = `first token after ${(check.firstTokenMs / 1000).toFixed(1)} s`;
  if (!check.streams)
    return {
      name,
      state: 'note',
      text: `${config.chatModel} sent its answer in one piece (${seconds}): answers will appear only when they are complete. Switch streaming on at the endpoint, or in the proxy before it.`,
    };
  if (check.firstTokenMs > SLOW_FIRST_TOKEN_MS)
    return {
      name,
      state: 'note',
      text: `${config.chatModel} streams, but slowly (${seconds}). Keep the model loaded at the endpoint, or use a smaller one.`,
    };
  return { name, state: 'ok', text: `${config.chatModel} streams, ${seconds}` };
}

/** Whether the endpoint's vectors are as wide as those of the index. */
async function checkWidth(config: Config, settings: IndexSettings): Promise<Finding> {
  const name = 'embedding';
  try {
    const width = await embeddingWidth(config);
    const indexed = await indexedWidth(settings);
    if (indexed !== null && indexed !== width)
      return {
        name,
        state: 'problem',
        text: `${config.embeddingModel} gives ${width} dimensions, the index in ${settings.indexFolder} has ${indexed}. Set SUMMIT_EMBEDDING_MODEL back, or delete that folder and run \`summit ingest\`.`,
      };
    const compared = indexed === null ? '' : ', as in the index';
    return { name, state: 'ok', text: `${config.embeddingModel}: ${width} dimensions${compared}` };
  } catch (error) {
    if (!(error instanceof SummitError)) throw error;
    return { name, state: 'problem', text: messageOf(error) };
  }
}

/** Null when there is no index that the configuration can open; the check of the index says why. */
async function indexedWidth(settings: IndexSettings): Promise<number | null> {
  try {
    const index = await openIndex(settings);
    await index?.close();
    return index?.manifest.embedder.dimensions ?? null;
  } catch (error) {
    if (!(error instanceof SummitError)) throw error;
    return null;
  }
}

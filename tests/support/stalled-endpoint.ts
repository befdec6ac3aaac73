import { onTestFinished } from 'vitest';
import { type OpenAIServer, startOpenAIServer } from './openai-server.ts';

/**
 * An endpoint that keeps every request for embeddings waiting, and the settings with which an ingest waits for it, holding
 * the lock of its index; it ends with the test.
 */
export async function stalledEndpoint(): Promise<{
  readonly server: OpenAIServer;
  readonly env: Readonly<Record<string, string>>;
}> {
  const server = await startOpenAIServer();
  onTestFinished(() => server.close());
  server.embeddings({ kind: 'slow-headers', delayMs: 60_000 });
  return {
    server,
    env: { OPENAI_BASE_URL: server.baseUrl, SUMMIT_EMBEDDINGS: 'openai', SUMMIT_MODE: 'extractive' },
  };
}

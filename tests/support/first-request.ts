import { vi } from 'vitest';
import type { OpenAIServer } from './openai-server.ts';

/** Waits until a request has reached the server. */
export async function firstRequest(server: OpenAIServer): Promise<void> {
  await vi.waitUntil(() => server.requests.length > 0, { timeout: 30_000, interval: 10 });
}

import { messageOf, systemErrorCode } from '../core/errors.ts';
import { withoutSecrets } from './endpoint-failure.ts';
import { type OpenAIAddress, openaiClientOptions } from './openai-client.ts';

/** What the endpoint said when it was asked for its models. */
export type EndpointCheck =
  | {
      readonly kind: 'reachable';
      readonly url: string /** Null when it lists none. */;
      readonly models: readonly string[] | null;
    }
  | { readonly kind: 'refused'; readonly url: string; readonly status: number }
  | { readonly kind: 'unreachable'; readonly url: string; readonly problem: string };

/** Asks an OpenAI-compatible endpoint for its models, which sends no document and costs nothing. Never rejects. */
export async function checkEndpoint(address: OpenAIAddress, timeoutMs = 10_000): Promise<EndpointCheck> {
  const { apiKey, baseURL } = openaiClientOptions(address);
  const url = String(baseURL);
  try {
    const response = await fetch(`${url}/models`, {
      headers: { authorization: `Bearer ${apiKey}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { kind: 'refused', url, status: response.status };
    }
    return { kind: 'reachable', url, models: modelNames(await response.json().catch(() => null)) };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const said = withoutSecrets(messageOf(cause ?? error), [apiKey]);
    return { kind: 'unreachable', url, problem: systemErrorCode(cause) ?? said };
  }
}

function modelNames(body: unknown): string[] | null {
  const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : null;
  if (!Array.isArray(data)) return null;
  return data.flatMap((model: unknown) =>
    typeof model === 'object' && model !== null && 'id' in model && typeof model.id === 'string'
      ? [model.id]
      : [],
  );
}

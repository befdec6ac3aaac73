import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RequestBody, sendJson } from './openai-server.ts';

/** What the server does with an embedding request. */
export type EmbeddingReply =
  /** One vector per input; equal inputs get equal vectors. */
  | { readonly kind: 'vectors'; readonly dimensions: number }
  /** The last vector of the request is one dimension short. */
  | { readonly kind: 'wrong-width'; readonly dimensions: number }
  /** Values that JSON cannot carry as numbers. */
  | { readonly kind: 'not-numbers'; readonly dimensions: number }
  | { readonly kind: 'zeros'; readonly dimensions: number }
  /** Base64 text, whatever format was asked for. */
  | { readonly kind: 'base64'; readonly dimensions: number }
  /** One vector less than inputs. */
  | { readonly kind: 'too-few'; readonly dimensions: number }
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly message?: string;
      readonly retryAfter?: string;
    }
  | { readonly kind: 'slow-headers'; readonly delayMs: number };
export async function sendEmbeddings(
  response: ServerResponse,
  reply: EmbeddingReply,
  body: RequestBody,
): Promise<void> {
  if (reply.kind === 'error') {
    const headers = reply.retryAfter === undefined ? {} : { 'retry-after': reply.retryAfter };
    return sendJson(
      response,
      reply.status,
      { error: { message: reply.message ?? 'scripted failure' } },
      headers,
    );
  }
  if (reply.kind === 'slow-headers') {
    await sleep(reply.delayMs, undefined, { ref: false });
    response.destroy();
    return;
  }
  const inputs = [body.input ?? []].flat();
  const vectors: unknown[] = inputs.map((input) => vectorOf(input, reply.dimensions));
  const last = vectors.length - 1;
  if (reply.kind === 'wrong-width') vectors[last] = (vectors[last] as number[]).slice(1);
  if (reply.kind === 'not-numbers') vectors[last] = (vectors[last] as number[]).map(() => null);
  if (reply.kind === 'zeros') vectors[last] = (vectors[last] as number[]).map(() => 0);
  if (reply.kind === 'too-few') vectors.pop();
  if (reply.kind === 'base64')
    vectors.forEach((vector, index) => {
      vectors[index] = Buffer.from(new Float32Array(vector as number[]).buffer).toString('base64');
    });
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  sendJson(response, 200, {
    object: 'list',
    model: body.model,
    data,
    usage: { prompt_tokens: 1, total_tokens: 1 },
  });
}

function vectorOf(input: string, dimensions: number): number[] {
  let state = 17;
  for (const character of input) state = (state * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return Array.from({ length: dimensions }, (_, place) => Math.sin(state + place * 1.7));
}

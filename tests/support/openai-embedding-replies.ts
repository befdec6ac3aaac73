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
  | { readonly kind: 'slow-headers'; readonly delayMs: number }
  /** Vectors with their right numbers in another order. */
  | { readonly kind: 'shuffled'; readonly dimensions: number }
  /** All vectors numbered 0, as some servers do. */
  | { readonly kind: 'unnumbered'; readonly dimensions: number }
  /** An error of this status for more than `most` texts, vectors for fewer. */
  | {
      readonly kind: 'at-most';
      readonly most: number;
      readonly status: number;
      readonly dimensions: number;
    }
  /** Status 200 with an error for a body, as some servers do. */
  | { readonly kind: 'no-data' }
  /** Sends half of its answer, then nothing more. */
  | { readonly kind: 'stalled-body'; readonly dimensions: number }
  /** Sends half of its answer, then breaks the connection. */
  | { readonly kind: 'cut-body'; readonly dimensions: number }
  /** Never answers; says when the request has come and when its connection has gone. */
  | { readonly kind: 'held'; readonly onRequest?: () => void; readonly onClose?: () => void };

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
  if (reply.kind === 'held') {
    response.on('close', () => reply.onClose?.());
    reply.onRequest?.();
    return;
  }
  if (reply.kind === 'no-data') return sendJson(response, 200, { error: { message: 'model is loading' } });
  const inputs = [body.input ?? []].flat();
  if (reply.kind === 'at-most' && inputs.length > reply.most) {
    const message = `batch size ${inputs.length} > maximum allowed batch size ${reply.most}`;
    return sendJson(response, reply.status, { error: { message } });
  }
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
  const data = vectors.map((embedding, index) => ({
    object: 'embedding',
    index: reply.kind === 'unnumbered' ? 0 : index,
    embedding,
  }));
  const answer = {
    object: 'list',
    model: body.model,
    data: reply.kind === 'shuffled' ? data.toReversed() : data,
    usage: { prompt_tokens: 1, total_tokens: 1 },
  };
  if (reply.kind === 'stalled-body' || reply.kind === 'cut-body') {
    const written = JSON.stringify(answer);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write(written.slice(0, written.length / 2), () => {
      if (reply.kind === 'cut-body') response.destroy();
    });
    return;
  }
  sendJson(response, 200, answer);
}

/** What the server gives for a text, before it is made a unit vector. */
export function vectorOf(input: string, dimensions: number): number[] {
  let state = 17;
  for (const character of input) state = (state * 31 + (character.codePointAt(0) ?? 0)) % 65_521;
  return Array.from({ length: dimensions }, (_, place) => Math.sin(state + place * 1.7));
}

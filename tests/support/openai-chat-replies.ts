import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RequestBody, sendJson } from './openai-server.ts';

/** A text, its tokens, or what is made of the prompt. A promise among the tokens holds the stream back until it resolves. */
export type ReplyText = string | readonly (string | Promise<unknown>)[] | ((prompt: string) => string);

/** What the server does with a chat request. */
export type ChatReply =
  /** Streams the tokens, or the text in tokens of a few characters. */
  | {
      readonly kind: 'answer';
      readonly text: ReplyText;
      readonly promptTokens?: number;
      readonly tokenMs?: number;
    }
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly message?: string;
      readonly code?: string;
      readonly retryAfter?: string;
    }
  /** Sends the text, then nothing more. */
  | { readonly kind: 'stall'; readonly text: ReplyText }
  /** Sends the text, then breaks the connection. */
  | { readonly kind: 'cut'; readonly text: ReplyText }
  /** Sends the text, then ends the response properly, without a finish reason. */
  | { readonly kind: 'unfinished'; readonly text: ReplyText }
  /** Sends an error as an event within the stream, as vLLM and llama.cpp do. */
  | { readonly kind: 'error-event'; readonly text: ReplyText; readonly message: string }
  | { readonly kind: 'invalid-json'; readonly text: ReplyText }
  /** Reasoning in a field of its own, then the text, as vLLM sends it. */
  | { readonly kind: 'reasoning'; readonly reasoning: string; readonly text: ReplyText }
  /** Ends with this finish reason instead of "stop". */
  | { readonly kind: 'finish'; readonly reason: string; readonly text: ReplyText }
  /** A body as it is. */
  | {
      readonly kind: 'body';
      readonly status: number;
      readonly body: string | ((prompt: string) => string);
      readonly type?: string;
    }
  /** The lines of a stream of events as they are; the prompt's passage numbers are known to whoever writes them. */
  | { readonly kind: 'events'; readonly lines: (prompt: string, model: string) => readonly string[] }
  /** No headers for so long. */
  | { readonly kind: 'slow-headers'; readonly delayMs: number }
  | { readonly kind: 'web-page' }
  | { readonly kind: 'redirect'; readonly location: string };
export async function sendChat(response: ServerResponse, reply: ChatReply, body: RequestBody): Promise<void> {
  switch (reply.kind) {
    case 'error': {
      const { status, message = 'scripted failure', code = null, retryAfter } = reply;
      return sendJson(
        response,
        status,
        { error: { message, code, type: 'scripted' } },
        retryAfter === undefined ? {} : { 'retry-after': retryAfter },
      );
    }
    case 'web-page':
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end('<!doctype html><title>Ollama</title>');
      return;
    case 'redirect':
      response.writeHead(307, { location: reply.location });
      response.end();
      return;
    case 'slow-headers':
      await sleep(reply.delayMs, undefined, { ref: false });
      response.destroy();
      return;
    case 'body':
      response.writeHead(reply.status, { 'content-type': reply.type ?? 'application/json' });
      response.end(typeof reply.body === 'function' ? reply.body(promptOf(body)) : reply.body);
      return;
    case 'events':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.end(`${reply.lines(promptOf(body), body.model ?? '').join('\n')}\n`);
      return;
    case 'answer':
      if (body.stream !== true) {
        const pieces = await Promise.all(tokensOf(reply.text, body));
        return sendWhole(response, pieces.join(''), reply.promptTokens ?? 1500, body);
      }
      break;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (delta: object, finish: string | null = null): void =>
    event(response, { choices: [{ index: 0, delta, finish_reason: finish }] }, body);
  send({ role: 'assistant', content: '' });
  if (reply.kind === 'reasoning')
    for (const token of tokens(reply.reasoning)) send({ reasoning_content: token });
  for (const token of tokensOf(reply.text, body)) {
    if (typeof token === 'string') {
      send({ content: token });
      if (reply.kind === 'answer' && reply.tokenMs !== undefined) await sleep(reply.tokenMs);
    } else await token;
  }
  if (reply.kind === 'stall') return;
  if (reply.kind === 'cut') {
    await sleep(20);
    response.destroy();
    return;
  }
  if (reply.kind === 'unfinished') return void response.end();
  if (reply.kind === 'invalid-json') return void response.end('data: {"choices": [{"delta"\n\n');
  if (reply.kind === 'error-event')
    return void response.end(`data: ${JSON.stringify({ error: { message: reply.message } })}\n\n`);
  send({}, reply.kind === 'finish' ? reply.reason : 'stop');
  const promptTokens = (reply.kind === 'answer' ? reply.promptTokens : undefined) ?? 1500;
  event(response, { choices: [], usage: usage(promptTokens) }, body);
  response.end('data: [DONE]\n\n');
}
function sendWhole(response: ServerResponse, content: string, promptTokens: number, body: RequestBody): void {
  const message = { role: 'assistant', content };
  sendJson(response, 200, {
    id: 'c',
    object: 'chat.completion',
    model: body.model,
    choices: [{ index: 0, message, finish_reason: 'stop' }],
    usage: usage(promptTokens),
  });
}
function event(response: ServerResponse, content: object, body: RequestBody): void {
  const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: body.model, ...content };
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

const usage = (promptTokens: number): object => ({
  prompt_tokens: promptTokens,
  completion_tokens: 50,
  total_tokens: promptTokens + 50,
});

/** The user's message: the passages and the question. */
export function promptOf(body: RequestBody): string {
  return body.messages?.at(-1)?.content ?? '';
}

function tokensOf(text: ReplyText, body: RequestBody): readonly (string | Promise<unknown>)[] {
  if (typeof text === 'function') return tokens(text(promptOf(body)));
  return typeof text === 'string' ? tokens(text) : text;
}

/** Pieces of one to five characters, always the same for a text. */
function tokens(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const length = 1 + ((start * 7) % 5);
    pieces.push(text.slice(start, start + length));
    start += length;
  }
  return pieces;
}

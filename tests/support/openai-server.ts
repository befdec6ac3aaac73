import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChatReply, sendChat } from './openai-chat-replies.ts';
import { type EmbeddingReply, sendEmbeddings } from './openai-embedding-replies.ts';

export type { ChatReply } from './openai-chat-replies.ts';
export type { EmbeddingReply } from './openai-embedding-replies.ts';

/** What the tests and the replies look at in a request's JSON. */
export interface RequestBody {
  readonly model?: string;
  readonly stream?: boolean;
  readonly temperature?: number;
  readonly messages?: readonly { readonly role: string; readonly content: string }[];
  readonly input?: string | readonly string[];
  readonly encoding_format?: string;
}

/** A request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** Parsed JSON; empty without a body. */
  readonly body: RequestBody;
}

export interface OpenAIServer {
  /** Ends in `/v1`. */
  readonly baseUrl: string;
  readonly requests: readonly RecordedRequest[];
  /** Replies to the next chat requests, in order; the last one serves all that follow. */
  chat(...replies: ChatReply[]): void;
  /** The same for embedding requests. */
  embeddings(...replies: EmbeddingReply[]): void;
  /** The models that it lists; null for an endpoint that knows no list. `test-model` if not called. */
  models(names: readonly string[] | null): void;
  /** Forgets requests, replies and models. */
  reset(): void;
  close(): Promise<void>;
}

const LISTED = ['test-model'];

/** An OpenAI-compatible server on 127.0.0.1 that plays what a test scripts. A request without a script gets 501. */
export async function startOpenAIServer(): Promise<OpenAIServer> {
  const requests: RecordedRequest[] = [];
  let chatReplies: ChatReply[] = [];
  let embeddingReplies: EmbeddingReply[] = [];
  let models: readonly string[] | null = LISTED;
  const following = <Reply>(replies: Reply[]): Reply | undefined =>
    replies.length > 1 ? replies.shift() : replies[0];

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const written = Buffer.concat(chunks).toString('utf8');
    const body: RequestBody = written === '' ? {} : JSON.parse(written);
    const path = request.url ?? '';
    requests.push({ method: request.method ?? '', path, headers: request.headers, body });
    if (path === '/v1/models') {
      if (models === null) return sendJson(response, 404, { error: { message: 'not found' } });
      const data = models.map((id) => ({ id, object: 'model' }));
      return sendJson(response, 200, { object: 'list', data });
    }
    if (path === '/v1/chat/completions') {
      const reply = following(chatReplies);
      if (reply !== undefined) return sendChat(response, reply, body);
    }
    if (path === '/v1/embeddings') {
      const reply = following(embeddingReplies);
      if (reply !== undefined) return sendEmbeddings(response, reply, body);
    }
    sendJson(response, 501, { error: { message: `nothing is scripted for ${path}` } });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    chat: (...replies) => {
      chatReplies = replies;
    },
    embeddings: (...replies) => {
      embeddingReplies = replies;
    },
    models: (names) => {
      models = names;
    },
    reset() {
      requests.length = 0;
      chatReplies = [];
      embeddingReplies = [];
      models = LISTED;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

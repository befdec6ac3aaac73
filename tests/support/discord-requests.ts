import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Json } from './discord-events.ts';

/** One REST call as the server saw it. */
export interface RecordedCall {
  readonly method: string;
  /** Without the base and the version: `/channels/1/messages`. */
  readonly path: string;
  readonly body: Json;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly authorization: string | undefined;
}

/** A refusal in Discord's own form. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Json;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: number,
    message: string,
    more: { body?: Json; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.body = { code, message, ...more.body };
    this.headers = more.headers ?? {};
  }
}

export async function readCall(request: IncomingMessage): Promise<RecordedCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  const url = new URL(request.url ?? '/', 'http://localhost');
  const type = request.headers['content-type'] ?? '';
  const { body, files } = type.startsWith('multipart/')
    ? readMultipart(raw, type)
    : { body: raw.length > 0 ? JSON.parse(raw.toString('utf8')) : {}, files: [] };
  return {
    method: request.method ?? 'GET',
    path: decodeURIComponent(url.pathname).replace(/^\/api\/v10/, ''),
    body,
    files,
    authorization: request.headers.authorization,
  };
}

function readMultipart(raw: Buffer, type: string): Pick<RecordedCall, 'body' | 'files'> {
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1] ?? '';
  const files: { name: string; text: string }[] = [];
  let body: Json = {};
  for (const part of raw.toString('utf8').split(`--${boundary}`)) {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const text = rest.join('\r\n\r\n').replace(/\r\n$/, '');
    const file = /filename="([^"]*)"/.exec(head)?.[1];
    if (file !== undefined) files.push({ name: file, text });
    else if (head.includes('name="payload_json"')) body = JSON.parse(text);
  }
  return { body, files };
}

export function respond(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, { ...(text ? { 'content-type': 'application/json' } : {}), ...headers });
  response.end(text);
}

/*
 * OpenAI-compatible servers differ in what they send when something goes wrong. The client library understands OpenAI's
 * own forms only, so the others are brought into them here:
 *
 *   a web page with status 200                      the base URL lacks its /v1
 *   {"object":"error","message":"…","code":400}     vLLM
 *   {"detail":"…"}                                  servers built on FastAPI
 *   {"error":…} with status 200                     LM Studio, llama.cpp
 *   a whole answer although a stream was asked for  LM Studio, proxies
 */

type JsonObject = Readonly<Record<string, unknown>>;

const JSON_TYPE = { 'content-type': 'application/json' };

/** `fetch` for the client library: every failure has an error status and OpenAI's error body. */
export const openaiFetch: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok) return type.includes('json') ? withErrorObject(response) : response;
  if (type.includes('text/html')) {
    await response.body?.cancel();
    return failure(406, 'a web page came instead of an answer; the address usually ends in /v1');
  }
  return type.includes('json') && asksForStream(init) ? streamOf(response) : response;
};

function asksForStream(init: RequestInit | undefined): boolean {
  return typeof init?.body === 'string' && /"stream"\s*:\s*true/.test(init.body);
}

async function withErrorObject(response: Response): Promise<Response> {
  const { status, headers } = response;
  const text = await response.text();
  const message = messageIn(parsed(text));
  const body = message === null ? text : JSON.stringify({ error: { message } });
  const kept = new Headers(headers);
  kept.delete('content-length');
  kept.delete('content-encoding');
  return new Response(body, { status, headers: kept });
}

/** The message of an error body that has no error object; null when there is one, or no message. */
function messageIn(body: JsonObject | null): string | null {
  if (body === null || isObject(body.error)) return null;
  const said = body.error ?? body.message ?? body.detail;
  return typeof said === 'string' ? said : said === undefined ? null : JSON.stringify(said);
}

/** One JSON answer as a stream of one piece. */
async function streamOf(response: Response): Promise<Response> {
  const body = parsed(await response.text());
  if (body === null) return failure(406, 'what came is not JSON');
  if (body.error !== undefined) {
    const error = isObject(body.error) ? body.error : { message: String(body.error) };
    const { code } = error;
    const status = typeof code === 'number' && code >= 400 && code <= 599 ? code : 500;
    return new Response(JSON.stringify({ error }), { status, headers: JSON_TYPE });
  }
  const [choice] = Array.isArray(body.choices) ? body.choices : [];
  const { message, finish_reason: finish } = isObject(choice) ? choice : {};
  const chunk = { ...body, object: 'chat.completion.chunk' };
  const pieces = [
    { ...chunk, choices: [{ index: 0, delta: message ?? {}, finish_reason: null }] },
    { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: finish ?? 'stop' }] },
  ];
  const events = pieces.map((piece) => `data: ${JSON.stringify(piece)}\n\n`).join('');
  return new Response(`${events}data: [DONE]\n\n`, { headers: { 'content-type': 'text/event-stream' } });
}

function failure(status: number, message: string): Response {
  return new Response(JSON.stringify({ error: { message } }), { status, headers: JSON_TYPE });
}

function parsed(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

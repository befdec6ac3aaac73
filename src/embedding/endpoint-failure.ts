import { messageOf, SummitError, systemErrorCode } from '../core/errors.ts';

/** What was asked of the endpoint, for the message. */
export interface EndpointRequest {
  readonly model: string;
  /** The setting that names the model, e.g. `SUMMIT_CHAT_MODEL`. */
  readonly modelSetting: string;
  /** The keys that were sent. Servers repeat them, in whatever form they have. */
  readonly secrets: readonly string[];
}

const EXCERPT_LENGTH = 200;
/** A shorter key is a word such as `x` that stands for none; taking it out would spoil every message. */
const SHORTEST_SECRET = 4;

/**
 * Turns whatever a call to an OpenAI-compatible endpoint threw into an `endpoint` SummitError that says what happened
 * and what to do. The endpoint's own words are quoted without the keys that were sent, and without anything that looks
 * like another.
 */
export function endpointFailure(thrown: unknown, request: EndpointRequest): SummitError {
  if (thrown instanceof SummitError) return thrown;
  return new SummitError('endpoint', describe(thrown, request), { cause: thrown });
}

function describe(thrown: unknown, { model, modelSetting, secrets }: EndpointRequest): string {
  const status = statusOf(thrown);
  const said = excerpt(thrown, secrets);
  if (isContextOverflow(thrown)) {
    return `The prompt is longer than the window of model ${model}. Lower SUMMIT_CONTEXT_TOKENS to what the model takes.`;
  }
  if (status === 401 || status === 403)
    return `The endpoint refused the key (${status}): check OPENAI_API_KEY.`;
  if (status === 404)
    return /\bpull/i.test(said)
      ? `The endpoint has not downloaded model ${model} (404): run "ollama pull ${model}", or check ${modelSetting}.`
      : `The endpoint does not know model ${model} or this address (404): check ${modelSetting} and OPENAI_BASE_URL.`;
  if (status === 429) {
    const spent = /quota|billing|credit/i.test(messageOf(thrown));
    return spent
      ? 'The endpoint’s quota is used up (429): check the account that OPENAI_API_KEY belongs to.'
      : 'The endpoint has too many requests (429): wait a little and ask again.';
  }
  if (status === 503 && /loading/i.test(said))
    return `The endpoint is still loading model ${model} (503). Wait a little and ask again.`;
  if (status !== undefined && status >= 500)
    return `The endpoint failed (${status}: ${said}). Try again, and see its log.`;
  if (status !== undefined)
    return `The endpoint rejected the request (${status}: ${said}). Check OPENAI_BASE_URL and ${modelSetting}.`;
  const code = networkCode(thrown);
  if (code !== undefined)
    return `The endpoint cannot be reached (${code}): check OPENAI_BASE_URL and that the server runs.`;
  if (isTimeOut(thrown)) {
    const less =
      modelSetting === 'SUMMIT_CHAT_MODEL'
        ? ', or lower SUMMIT_CONTEXT_TOKENS so that it has less to read'
        : '';
    return `The endpoint did not answer in time. Try again, use a smaller model${less}.`;
  }
  if (hasMessage(thrown, /redirect/i))
    return 'The endpoint redirects to another address, which is not followed: correct OPENAI_BASE_URL.';
  if (thrown instanceof SyntaxError || hasMessage(thrown, /JSON/)) {
    return `The endpoint sent something that is not JSON: check that OPENAI_BASE_URL is an OpenAI-compatible address, usually ending in /v1.`;
  }
  if (hasMessage(thrown, /terminated|premature|aborted|other side closed|socket hang up/i)) {
    return 'The endpoint closed the connection in the middle of its answer. Try again, and see its log.';
  }
  return `The endpoint failed: ${said.replace(/[.\s]+$/, '')}. Check OPENAI_BASE_URL and ${modelSetting}.`;
}

/** The HTTP status that an error carries, if any. */
export function statusOf(thrown: unknown): number | undefined {
  const status =
    typeof thrown === 'object' && thrown !== null && 'status' in thrown ? thrown.status : undefined;
  return typeof status === 'number' ? status : undefined;
}

/** The code of the network error at the bottom of a chain of causes, e.g. `ECONNREFUSED`. */
export function networkCode(thrown: unknown): string | undefined {
  for (const error of causes(thrown)) {
    const code = systemErrorCode(error);
    if (
      code !== undefined &&
      /^(?:ECONN|ENOTFOUND|EAI_|EHOST|ENET|ETIMEDOUT|EPIPE|CERT_|DEPTH_|SELF_|UND_ERR_CONNECT|ERR_TLS)/.test(
        code,
      )
    ) {
      // A connection that broke later is told apart from one that was never made.
      return code === 'ECONNRESET' || code === 'EPIPE' ? undefined : code;
    }
  }
  return undefined;
}

/** True when the endpoint says that the prompt is longer than the model's window. */
export function isContextOverflow(thrown: unknown): boolean {
  return causes(thrown).some((error) =>
    /context_length_exceeded|maximum context length|context window|(?:exceeds?|greater than) (?:the )?(?:available )?context|exceed_context_size|context size has been exceeded|ContextOverflow|context the overflows|maximum model length|max_new_tokens['’`]? must be <=|prompt is too long|reduce the length of the (?:messages|prompt|input)/i.test(
      `${messageOf(error)} ${error instanceof Error ? error.name : ''}`,
    ),
  );
}

/** True when the model's template knows no system message, as those of Gemma and older Mistral models. */
export function isSystemRefused(thrown: unknown): boolean {
  return hasMessage(
    thrown,
    /system (?:role|message|prompt)s? (?:is |are )?not supported|not support (?:the )?['"`]?system|conversation roles must alternate|only user and assistant roles/i,
  );
}

/**
 * True when fewer or shorter texts in one request may succeed where these did not: too many for the server, too long
 * together, or too much for its time. Servers tell the first two with various 4xx.
 */
export function isTooMuchAtOnce(thrown: unknown): boolean {
  return causes(thrown).some(
    (error) => [400, 413, 422].includes(statusOf(error) ?? 0) || isContextOverflow(error) || isTimeOut(error),
  );
}

/** True when an answer did not come in time. */
export function isTimeOut(thrown: unknown): boolean {
  return isNamed(thrown, 'TimeoutError');
}

const hasMessage = (thrown: unknown, pattern: RegExp): boolean =>
  causes(thrown).some((error) => pattern.test(messageOf(error)));
const isNamed = (thrown: unknown, name: string): boolean =>
  causes(thrown).some((error) => error instanceof Error && error.name === name);

function causes(thrown: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let error = thrown; error !== undefined && error !== null && chain.length < 6; ) {
    chain.push(error);
    error = error instanceof Error ? error.cause : undefined;
  }
  return chain;
}

/** A message without these keys, whatever they look like. */
export function withoutSecrets(message: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.trim().length >= SHORTEST_SECRET)
    .sort((one, other) => other.length - one.length)
    .reduce((text, secret) => text.replaceAll(secret, '***'), message);
}

function excerpt(thrown: unknown, secrets: readonly string[]): string {
  const said = withoutSecrets(messageOf(thrown), secrets)
    .replace(/\s*Troubleshooting URL:.*/, '')
    .replace(/\bBearer\s+\S+/gi, '***')
    .replace(/\b(?:sk|pk|key|api)[-_][\w*-]{6,}/gi, '***')
    .replace(/(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{20,}/gi, '***');
  return said.length > EXCERPT_LENGTH ? `${said.slice(0, EXCERPT_LENGTH)}…` : said;
}

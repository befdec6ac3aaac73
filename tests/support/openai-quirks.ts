import type { ChatReply } from './openai-server.ts';

/*
 * How servers other than OpenAI's write their replies, as their issue trackers and documentation show them. Each takes
 * the text of the answer as a function of the prompt.
 */
type Text = (prompt: string) => string;
type Delta = Readonly<Record<string, unknown>>;

const chunk = (model: string, delta: Delta, finish: string | null = null, more: Delta = {}): string =>
  data({
    ...{ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model },
    choices: [{ index: 0, delta, finish_reason: finish }],
    ...more,
  });
const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n`;
const DONE = 'data: [DONE]\n';
const words = (text: string): string[] => text.match(/\s*\S+/g) ?? [];
const USAGE = { prompt_tokens: 1500, completion_tokens: 20, total_tokens: 1520 };

/** Names the role in every piece, thinks in a field called `reasoning`, ends with usage alone. */
export const ollama = (text: Text): ChatReply => ({
  kind: 'events',
  lines: (prompt, model) => [
    chunk(model, { role: 'assistant', content: '', reasoning: 'Let me look at passage 1.' }),
    ...words(text(prompt)).map((content) => chunk(model, { role: 'assistant', content })),
    chunk(model, { role: 'assistant', content: '' }, 'stop'),
    data({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model, choices: [], usage: USAGE }),
    DONE,
  ],
});

/** The tags of a reasoning model inside the content, as Ollama and others pass them on. */
export const thinkTags = (text: Text): ChatReply => ({
  kind: 'answer',
  text: (prompt) => `<think>\nThe passages say: "${text(prompt)}"\n</think>\n\n${text(prompt)}`,
});

/** A first piece with the role only, empty pieces, `stop_reason` and null fields. */
export const vllm = (text: Text): ChatReply => ({
  kind: 'events',
  lines: (prompt, model) => [
    chunk(model, { role: 'assistant' }),
    chunk(model, { content: '' }),
    ...words(text(prompt)).flatMap((content) => [
      chunk(model, { content, reasoning_content: null }),
      chunk(model, { content: '' }),
    ]),
    data({
      ...{ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model },
      choices: [
        { index: 0, delta: { content: '' }, logprobs: null, finish_reason: 'stop', stop_reason: null },
      ],
    }),
    DONE,
  ],
});

/** Comments that keep the connection alive, a null content first, timings with the last piece. */
export const llamaCpp = (text: Text): ChatReply => ({
  kind: 'events',
  lines: (prompt, model) => [
    ': keep-alive\n',
    chunk(model, { role: 'assistant', content: null }),
    ...words(text(prompt)).flatMap((content) => [chunk(model, { content }), ': keep-alive\n']),
    chunk(model, {}, 'stop', { timings: { prompt_n: 1500, prompt_ms: 10, predicted_n: 20 } }),
    DONE,
  ],
});

/** No `[DONE]` at the end. */
export const lmStudio = (text: Text): ChatReply => ({
  kind: 'events',
  lines: (prompt, model) => [
    chunk(model, { role: 'assistant', content: '' }),
    ...words(text(prompt)).map((content) => chunk(model, { content })),
    chunk(model, {}, 'stop'),
  ],
});

/** A refusal in the field that OpenAI has for it. */
export const refusalField: ChatReply = {
  kind: 'events',
  lines: (_prompt, model) => [
    chunk(model, { role: 'assistant', content: '', refusal: null }),
    ...words('I cannot help with that.').map((refusal) => chunk(model, { refusal })),
    chunk(model, {}, 'stop'),
    DONE,
  ],
};

/** A failure as an event within a stream that had status 200. */
export const lmStudioError = (message: string): ChatReply => ({
  kind: 'events',
  lines: () => ['event: error', data({ error: { message } })],
});

/** The same as a plain JSON object in place of a stream. */
export const jsonError = (status: number, body: unknown): ChatReply => ({
  kind: 'body',
  status,
  body: JSON.stringify(body),
});

/** A whole answer as JSON although a stream was asked for. */
export const wholeJson = (text: Text): ChatReply => ({
  kind: 'body',
  status: 200,
  body: (prompt) =>
    JSON.stringify({
      ...{ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: 'test-model', usage: USAGE },
      choices: [{ index: 0, message: { role: 'assistant', content: text(prompt) }, finish_reason: 'stop' }],
    }),
});

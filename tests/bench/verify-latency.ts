import { createChatAnswerer } from '../../src/answering/generation/chat-answerer.ts';
import { openaiChatModel } from '../../src/answering/generation/openai-chat.ts';
import { prepareToVerify, verifySentence } from '../../src/answering/verification/verify-sentence.ts';
import { silentLogger } from '../../src/core/logger.ts';
import type { Passage } from '../../src/core/passage.ts';
import { percentile } from '../../src/evaluation/metrics.ts';
import { corpusPassages, seededDrafts } from '../answering/verification/seeded-sentences.ts';
import { startOpenAIServer } from '../support/openai-server.ts';
import { machine } from './machine.ts';

/*
 * How long the reader of a generated answer waits for verification: from the moment in which a local server writes the
 * last token of the first sentence, over HTTP, to the moment in which the sentence is handed out to be shown; while the
 * model goes on at once, and while it pauses. And the time that one verification takes.
 *
 *     npx tsx tests/bench/verify-latency.ts
 */
/** Answers for each number of milliseconds between two tokens. */
const RUNS = { 0: 100, 20: 30, 100: 10 } as const;
const WARM_UP = 5;
const PASSAGES = 8;
/** Until the first token, as a fast model needs it. */
const THINKING_MS = 150;

const passages = corpusPassages();
const { good, bad } = seededDrafts(passages);
const server = await startOpenAIServer();
const answerer = createChatAnswerer({
  model: openaiChatModel({ apiKey: null, baseUrl: server.baseUrl, model: 'bench' }),
  ...{ modelName: 'bench', contextTokens: 16_384, logger: silentLogger },
});

console.log(machine());
for (const [pace, runs] of Object.entries(RUNS)) {
  const tokenMs = Number(pace);
  const waits: number[] = [];
  for (let run = -WARM_UP; run < runs; run++) {
    const wait = await firstSentence(run + WARM_UP, tokenMs);
    if (run >= 0) waits.push(wait);
  }
  print(`last token to shown, ${tokenMs} ms between tokens, ${runs} answers`, waits);
}
await server.close();

for (const [name, drafts] of [
  ['good', good],
  ['bad', bad],
] as const) {
  for (const passage of passages) prepareToVerify(passage);
  const startedAt = process.cpuUsage();
  const times = drafts.map((draft) => {
    const start = performance.now();
    verifySentence(draft, passages);
    return performance.now() - start;
  });
  const { user, system } = process.cpuUsage(startedAt);
  const mean = (user + system) / 1_000 / drafts.length;
  print(
    `verification of ${drafts.length} ${name} sentences, ${mean.toFixed(2)} ms of the processor each`,
    times,
  );
}

/** The time from the last token of an answer's first sentence to its being shown. */
async function firstSentence(run: number, tokenMs: number): Promise<number> {
  const draft = good[run % good.length];
  if (draft === undefined) throw new Error('no sentence');
  // The passages that prove it, and others.
  const cited = draft.markers.map((marker) => passages[marker - 1] as Passage);
  const others = passages.filter((passage) => !cited.includes(passage)).slice(0, PASSAGES - cited.length);
  // A new object each time: nothing is remembered of a passage from one answer to the next.
  const given = [...cited, ...others].map((passage) => ({ ...passage }));
  const markers = cited.map((_, index) => `[${index + 1}]`).join('');
  let writtenAt = 0;
  const written = {
    // biome-ignore lint/suspicious/noThenProperty: the server awaits it right before the sentence's last token
    then: (resolve: (value: undefined) => void) => {
      writtenAt = performance.now();
      resolve(undefined);
    },
  };
  const tokens = tokensOf(`${draft.text} ${markers}`);
  const last = tokens.pop() ?? '';
  const thinking = new Promise((resolve) => setTimeout(resolve, THINKING_MS));
  const text = [
    thinking,
    ...tokens,
    written as Promise<unknown>,
    last,
    ...tokensOf(' That is all they say.'),
  ];
  server.chat({ kind: 'answer', text, tokenMs });
  let shownAt = Number.NaN;
  await answerer.answer('What do the documents say?', given, {
    onSentence: () => {
      shownAt = performance.now();
    },
  });
  return shownAt - writtenAt;
}

function tokensOf(text: string): string[] {
  return text.match(/\s*\S{1,6}/g) ?? [];
}

function print(what: string, values: readonly number[]): void {
  const measured = values.filter((value) => !Number.isNaN(value));
  const at = (share: number): string => `${percentile(measured, share).toFixed(2)} ms`;
  console.log(
    `${what}: median ${at(0.5)}, 95 % ${at(0.95)}, slowest ${Math.max(...measured).toFixed(2)} ms` +
      (measured.length < values.length ? ` (${values.length - measured.length} not shown)` : ''),
  );
}

import type { Answer, StreamedSentence } from '../core/answer.ts';
import { cutText } from '../core/shown-text.ts';
import { type AnswerContext, type OutgoingMessage, renderAnswer, textMessage } from './answer-message.ts';
import type { OnGrowth } from './ask-assistant.ts';
import { DISCORD_LIMITS } from './limits.ts';

const STILL_WRITING = '⏳ still writing …';

/** An answer while it is written, and what is left of it when the rest does not come. */
export interface GrowingAnswer {
  readonly onGrowth: OnGrowth;
  /** The verified sentences so far in their final form, with the failure (Markdown) that ended them; else the failure alone. */
  unfinished(failure: string): readonly OutgoingMessage[];
}

/** Shows an answer to the question with each sentence that is added to it. */
export function growingAnswer(
  question: string,
  context: AnswerContext,
  show: (message: OutgoingMessage) => void,
): GrowingAnswer {
  const began = performance.now();
  let soFar: Answer | null = null;
  return {
    onGrowth(sentences) {
      soFar = answerSoFar(question, sentences, performance.now() - began);
      show(renderGrowing(soFar, context));
    },
    unfinished: (failure) =>
      soFar === null ? [textMessage(failure)] : withFailure(renderAnswer(soFar, context), failure),
  };
}

/** The verified beginning of an answer as one message without buttons, which says that more will come. */
function renderGrowing(answer: Answer, context: AnswerContext): OutgoingMessage {
  const [first] = renderAnswer(answer, { ...context, files: false });
  const { content, embeds, ...rest } = first as OutgoingMessage;
  return {
    ...rest,
    content:
      embeds.length > 0
        ? ''
        : `${cutText(content, DISCORD_LIMITS.contentCharacters - STILL_WRITING.length - 2)}\n${STILL_WRITING}`,
    embeds: embeds.map((embed) => ({ ...embed, footer: { text: STILL_WRITING } })),
    components: [],
    files: [],
  };
}

/** The failure stands on the last message, or below it where there is no room. */
function withFailure(messages: readonly OutgoingMessage[], failure: string): readonly OutgoingMessage[] {
  const last = messages.at(-1) ?? textMessage('');
  const content = last.content === '' ? failure : `${last.content}\n${failure}`;
  return content.length <= DISCORD_LIMITS.contentCharacters
    ? [...messages.slice(0, -1), { ...last, content }]
    : [...messages, textMessage(failure)];
}

function answerSoFar(question: string, sentences: readonly StreamedSentence[], elapsedMs: number): Answer {
  return {
    ...{ question, interpreted: sentences[0]?.interpreted ?? null, kind: 'answered', reason: null },
    ...{ text: sentences.map(({ text }) => text).join(' ') },
    ...{ citations: sentences.flatMap(({ citations }) => citations), conflicts: [], developments: [] },
    ...{
      nearest: [],
      topics: [],
      mode: 'chat',
      model: null,
      removedSentences: 0,
      notice: null,
      evidence: [],
      elapsedMs,
    },
  };
}

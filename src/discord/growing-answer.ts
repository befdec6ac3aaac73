import type { Answer, StreamedSentence } from '../core/answer.ts';
import { type AnswerContext, type OutgoingMessage, renderAnswer } from './answer-message.ts';
import { DISCORD_LIMITS } from './limits.ts';
import { cut } from './safe-text.ts';

const STILL_WRITING = '⏳ still writing …';

/** The verified beginning of an answer as one message without buttons, which says that more will come. */
export function renderGrowing(
  question: string,
  sentences: readonly StreamedSentence[],
  context: AnswerContext,
): OutgoingMessage {
  const [first] = renderAnswer(answerSoFar(question, sentences), { ...context, files: false });
  const { content, embeds, ...rest } = first as OutgoingMessage;
  return {
    ...rest,
    content:
      embeds.length > 0
        ? ''
        : `${cut(content, DISCORD_LIMITS.contentCharacters - STILL_WRITING.length - 2)}\n${STILL_WRITING}`,
    embeds: embeds.map((embed) => ({ ...embed, footer: { text: STILL_WRITING } })),
    components: [],
    files: [],
  };
}

function answerSoFar(question: string, sentences: readonly StreamedSentence[]): Answer {
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
      elapsedMs: 0,
    },
  };
}

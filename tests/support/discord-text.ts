import type { Answer } from '../../src/core/answer.ts';
import { renderAnswer } from '../../src/discord/answer-message.ts';

/** Everything that Discord shows of an answer, with and without embeds, as JSON. */
export function discordText(answer: Answer): string {
  const context = { kind: 'ask', askerId: '1', files: true } as const;
  const messages = [true, false].flatMap((embeds) => renderAnswer(answer, { ...context, embeds }));
  return JSON.stringify(messages.map(({ content, embeds, components }) => ({ content, embeds, components })));
}

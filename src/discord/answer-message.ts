import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord.js';
import type { Answer } from '../core/answer.ts';
import { answerComponents } from './answer-components.ts';
import { answerFile, type MessageFile } from './answer-file.ts';
import { answerBody, answerFooter, answerRemarks, sourcesText } from './answer-text.ts';
import type { AnswerKind } from './component-ids.ts';
import { DISCORD_LIMITS } from './limits.ts';
import { embeddedQuestion, quotedQuestion } from './shown-question.ts';

/** One message, ready for discord.js. It never notifies anybody. */
export interface OutgoingMessage {
  /** Empty when the embed says everything. */
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIActionRowComponent<APIComponentInMessageActionRow>[];
  readonly files: readonly MessageFile[];
  readonly allowedMentions: { readonly parse: readonly []; readonly repliedUser: false };
}

export interface AnswerContext {
  readonly kind: AnswerKind;
  /** The user who asked; only they and moderators may ask for the answer again. */
  readonly askerId: string;
  /** False where the bot may not embed: the answer is then plain Markdown. */
  readonly embeds: boolean;
  /** False where the bot may not attach files. */
  readonly files: boolean;
}

export const NO_MENTIONS: OutgoingMessage['allowedMentions'] = { parse: [], repliedUser: false };

const COLOURS = { verified: 0x2e9e5b, partly: 0xe0a100, abstained: 0x8a8f98 } as const;

/** A message of text only. */
export function textMessage(content: string): OutgoingMessage {
  return { content, embeds: [], components: [], files: [], allowedMentions: NO_MENTIONS };
}

/**
 * An answer as one to six messages that keep all of Discord's limits. The sources, the buttons and, when the text
 * was split, the whole text as a file are on the last one.
 */
export function renderAnswer(answer: Answer, context: AnswerContext): readonly OutgoingMessage[] {
  return context.embeds ? embeddedAnswer(answer, context) : plainAnswer(answer, context);
}

function embeddedAnswer(answer: Answer, context: AnswerContext): readonly OutgoingMessage[] {
  const bodies = answerBody(answer, context.files);
  const remarks = answerRemarks(answer);
  const sources = sourcesText(answer, DISCORD_LIMITS.fieldValueCharacters);
  return bodies.map((body, index) => {
    const last = index === bodies.length - 1;
    const question = embeddedQuestion(answer);
    const sourcesField = {
      name: answer.kind === 'answered' ? 'Sources' : 'Nearest passages',
      value: sources,
    };
    const fields = [...question.fields, ...(last && sources !== '' ? [sourcesField] : [])];
    const embed: APIEmbed = {
      ...(question.author ? { author: question.author } : {}),
      ...(context.kind === 'summary' ? { title: 'Summary' } : {}),
      color: colourOf(answer),
      description: last ? [body, ...remarks].join('\n\n') : body,
      ...(fields.length > 0 ? { fields } : {}),
      footer: { text: last ? answerFooter(answer) : `Part ${index + 1} of ${bodies.length}` },
    };
    return {
      ...textMessage(''),
      embeds: [embed],
      ...(last ? attachments(answer, context, bodies.length) : {}),
    };
  });
}

function plainAnswer(answer: Answer, context: AnswerContext): readonly OutgoingMessage[] {
  const bodies = answerBody(answer, context.files);
  const question = quotedQuestion(answer);
  const heading = answer.kind === 'answered' ? '**Sources**' : '**Nearest passages**';
  const remarks = answerRemarks(answer);
  const taken = [question, heading, ...remarks, answerFooter(answer)].join('\n').length + 4;
  const room = Math.min(DISCORD_LIMITS.fieldValueCharacters, DISCORD_LIMITS.contentCharacters - taken);
  const sources = sourcesText(answer, room);
  const tail = [...remarks, ...(sources === '' ? [] : [`${heading}\n${sources}`]), answerFooter(answer)].join(
    '\n',
  );
  const head = bodies.slice(0, -1);
  const closing = `${question}\n${bodies.at(-1) ?? ''}\n\n${tail}`;
  const fits = closing.length <= DISCORD_LIMITS.contentCharacters;
  // The last message carries the buttons, so it repeats the question that they need.
  const contents = fits ? [...head, closing] : [...bodies, `${question}\n${tail}`];
  return contents.map((content, index) => ({
    ...textMessage(content),
    ...(index === contents.length - 1 ? attachments(answer, context, contents.length) : {}),
  }));
}

function attachments(
  answer: Answer,
  context: AnswerContext,
  messages: number,
): Pick<OutgoingMessage, 'components' | 'files'> {
  const hidden = messages > 1 || answer.citations.length > DISCORD_LIMITS.selectOptions;
  return {
    components: answerComponents(answer, { ...context, replace: messages === 1 }),
    files: hidden && context.files ? [answerFile(answer)] : [],
  };
}

function colourOf(answer: Answer): number {
  if (answer.kind === 'abstained') return COLOURS.abstained;
  return answer.removedSentences > 0 || answer.notice !== null ? COLOURS.partly : COLOURS.verified;
}

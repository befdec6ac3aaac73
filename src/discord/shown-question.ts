import type { APIEmbed, APIEmbedField } from 'discord.js';
import type { Answer } from '../core/answer.ts';
import { DISCORD_LIMITS, LAYOUT } from './limits.ts';
import {
  cutMarkdown,
  markdownText,
  oneLine,
  plainText,
  restoreMentions,
  unescapeMarkdown,
} from './safe-text.ts';

const FIELD_NAME = 'Question';
/** Before the question that a follow-up was completed to. */
const UNDERSTOOD = 'Understood as';

type Asked = Pick<Answer, 'question' | 'interpreted'>;

/** The question's part of an embed: its author line, or a field when it is too long for that; and what it was taken for. */
export function embeddedQuestion({ question, interpreted }: Asked): {
  readonly author: { readonly name: string } | null;
  readonly fields: readonly APIEmbedField[];
} {
  const understood = interpreted === null ? [] : [{ name: UNDERSTOOD, value: shortText(interpreted) }];
  const plain = plainText(question);
  if (plain === '') return { author: null, fields: understood };
  if (plain.length <= DISCORD_LIMITS.authorCharacters) return { author: { name: plain }, fields: understood };
  return {
    author: null,
    fields: [{ name: FIELD_NAME, value: questionText({ question, interpreted }) }, ...understood],
  };
}

/** The question as the first lines of a plain message. */
export function quotedQuestion(asked: Asked): string {
  const quoted = `> ${questionText(asked)}`;
  return asked.interpreted === null ? quoted : `${quoted}\n> ${UNDERSTOOD}: ${shortText(asked.interpreted)}`;
}

/**
 * Reads the question back from a message that this bot wrote: the completed one where there is one, since it stands alone;
 * null when the message holds none.
 */
export function questionOfMessage(message: {
  readonly content: string;
  readonly embeds: readonly Pick<APIEmbed, 'author' | 'fields'>[];
}): string | null {
  const embed = message.embeds[0];
  const fieldOf = (wanted: string): string | undefined =>
    embed?.fields?.find(({ name }) => name === wanted)?.value;
  const quoted = new RegExp(`^> (.+)(?:\\n> ${UNDERSTOOD}: (.+))?`).exec(message.content);
  const understood = fieldOf(UNDERSTOOD) ?? quoted?.[2];
  if (understood) return unescapeMarkdown(understood);
  if (embed?.author?.name) return restoreMentions(embed.author.name);
  const written = fieldOf(FIELD_NAME) ?? quoted?.[1];
  return written ? unescapeMarkdown(written) : null;
}

/** Whole where it will be read back, short where what it was taken for will be. */
function questionText({ question, interpreted }: Asked): string {
  return interpreted === null ? markdownText(oneLine(question)).slice(0, 1024) : shortText(question);
}

function shortText(question: string): string {
  return cutMarkdown(question, LAYOUT.completedQuestionCharacters);
}

import type { APIEmbed, APIEmbedField } from 'discord.js';
import { DISCORD_LIMITS } from './limits.ts';
import { markdownText, oneLine, plainText, restoreMentions, unescapeMarkdown } from './safe-text.ts';

const FIELD_NAME = 'Question';

/** The question's part of an embed: its author line, or a field when it is too long for that. */
export function embeddedQuestion(question: string): {
  readonly author: { readonly name: string } | null;
  readonly fields: readonly APIEmbedField[];
} {
  const plain = plainText(question);
  if (plain === '') return { author: null, fields: [] };
  if (plain.length <= DISCORD_LIMITS.authorCharacters) return { author: { name: plain }, fields: [] };
  return {
    author: null,
    fields: [{ name: FIELD_NAME, value: markdownText(oneLine(question)).slice(0, 1024) }],
  };
}

/** The question as the first line of a plain message. */
export function quotedQuestion(question: string): string {
  return `> ${markdownText(oneLine(question)).slice(0, 1024)}`;
}

/** Reads the question back from a message that this bot wrote; null when it holds none. */
export function questionOfMessage(message: {
  readonly content: string;
  readonly embeds: readonly Pick<APIEmbed, 'author' | 'fields'>[];
}): string | null {
  const embed = message.embeds[0];
  if (embed?.author?.name) return restoreMentions(embed.author.name);
  const field = embed?.fields?.find(({ name }) => name === FIELD_NAME);
  if (field) return unescapeMarkdown(field.value);
  const quoted = /^> (.+)/.exec(message.content)?.[1];
  return quoted ? unescapeMarkdown(quoted) : null;
}

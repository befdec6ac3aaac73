import type { APIEmbed, APIEmbedField } from 'discord.js';
import type { Answer } from '../core/answer.ts';
import { oneLine } from '../core/shown-text.ts';
import { DISCORD_LIMITS, LAYOUT } from './limits.ts';
import { cutMarkdown, markdownText, plainText, restoreMentions, unescapeMarkdown } from './safe-text.ts';

const FIELD_NAME = 'Question';
/** Before the question that a follow-up was completed to. */
const UNDERSTOOD = 'Understood as';

type Asked = Pick<Answer, 'question' | 'interpreted'>;

/** The completed question as Markdown; empty where there is none. */
function understoodText({ interpreted }: Asked): string {
  return interpreted === null ? '' : shortText(interpreted);
}

/** The question's part of an embed: its author line, or a field when it is too long for that; and what it was taken for. */
export function embeddedQuestion(asked: Asked): {
  readonly author: { readonly name: string } | null;
  readonly fields: readonly APIEmbedField[];
} {
  const understood = understoodText(asked);
  const fields = understood === '' ? [] : [{ name: UNDERSTOOD, value: understood }];
  const plain = plainText(asked.question);
  if (plain === '') return { author: null, fields };
  if (plain.length <= DISCORD_LIMITS.authorCharacters) return { author: { name: plain }, fields };
  return { author: null, fields: [{ name: FIELD_NAME, value: questionText(asked) }, ...fields] };
}

/** The question as the first lines of a plain message. */
export function quotedQuestion(asked: Asked): string {
  const quoted = `> ${questionText(asked)}`;
  const understood = understoodText(asked);
  return understood === '' ? quoted : `${quoted}\n> ${UNDERSTOOD}: ${understood}`;
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
function questionText(asked: Asked): string {
  const { question } = asked;
  return understoodText(asked) === '' ? markdownText(oneLine(question)).slice(0, 1024) : shortText(question);
}

function shortText(question: string): string {
  return cutMarkdown(question, LAYOUT.completedQuestionCharacters);
}

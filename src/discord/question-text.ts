import type { Client, Guild } from 'discord.js';
import { oneLine } from '../core/shown-text.ts';

const MENTION = /<(@[!&]?|#)(\d+)>/g;
/** Mentions before and after a question say whom it is meant for, not what is asked. */
const ADDRESSED = /^(?:\s*<@[!&]?\d+>[,:]?)+|(?:<@[!&]?\d+>\s*)+$/g;
/** An emoji of a server: pictures that no document holds. */
const EMOJI = /<a?:\w+:\d+>/g;

/** A question as the assistant gets it: visible characters on one line, with names in place of mentions. */
export function questionText(content: string, client: Client<true>, guild: Guild | null): string {
  const nameOf = (kind: string, id: string): string | undefined => {
    if (kind === '#') return guild?.channels.cache.get(id)?.name;
    if (kind === '@&') return guild?.roles.cache.get(id)?.name;
    return client.users.cache.get(id)?.displayName;
  };
  const text = content
    .replaceAll(new RegExp(`<@!?${client.user.id}>`, 'g'), ' ')
    .replace(EMOJI, ' ')
    .trim()
    .replace(ADDRESSED, ' ')
    .replace(MENTION, (_, kind: string, id: string) => nameOf(kind, id) ?? ' ');
  return oneLine(text);
}

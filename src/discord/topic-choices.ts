import type { Topic } from '../core/answer.ts';
import { oneLine } from '../core/shown-text.ts';
import { DISCORD_LIMITS } from './limits.ts';

/** At most 25 topics that contain what was typed; those that begin with it come first, else the given order. */
export function topicChoices(topics: readonly Topic[], typed: string): { name: string; value: string }[] {
  const wanted = oneLine(typed).toLowerCase();
  const names = [...new Set(topics.map(({ topic }) => oneLine(topic)))].filter(
    (name) =>
      name !== '' && name.length <= DISCORD_LIMITS.choiceCharacters && name.toLowerCase().includes(wanted),
  );
  const begins = (name: string): boolean => name.toLowerCase().startsWith(wanted);
  return [...names.filter(begins), ...names.filter((name) => !begins(name))]
    .slice(0, DISCORD_LIMITS.choices)
    .map((name) => ({ name, value: name }));
}

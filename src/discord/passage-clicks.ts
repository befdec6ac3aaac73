import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ComponentType,
  type MessageComponentInteraction,
} from 'discord.js';
import type { SearchHit } from '../core/answer.ts';
import { textMessage } from './answer-message.ts';
import { orAborted } from './ask-assistant.ts';
import type { ComponentAction } from './component-ids.ts';
import type { BotContext } from './context.ts';
import { failureMessage } from './failure-message.ts';
import { acknowledge, editOptions } from './interaction-reply.ts';
import { holds, type RememberedPlace, rememberedPlace } from './passage-options.ts';
import { passageMessage, sourcesMessage, sourcesOnPage } from './sources-page.ts';

// More than any answer retrieves, so that its passages are found again.
const SEARCH_PASSAGES = 40;

/** Shows a page of sources or a chosen passage to the user alone, from the menu of the clicked message. */
export async function showPassages(
  context: BotContext,
  interaction: MessageComponentInteraction,
  action: Extract<ComponentAction, { action: 'sources' | 'page' | 'passages' }>,
  question: string,
): Promise<void> {
  if (action.action === 'page') await interaction.deferUpdate();
  else await acknowledge(interaction, { ephemeral: true });
  const options = menuOptions(interaction);
  if (action.action !== 'passages') {
    const page = sourcesOnPage(options, action.action === 'page' ? action.page : 0);
    const hits = await findPassages(context, question, page.places);
    await interaction.editReply(editOptions(sourcesMessage(question, options, page, hits)));
    return;
  }
  const chosen = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
  const option = options.find(({ value }) => value === chosen);
  const place = option ? rememberedPlace(option) : null;
  const message = place
    ? passageMessage(question, place, await findPassages(context, question, [place]))
    : textMessage('This passage is no longer known.');
  await interaction.editReply(editOptions(message));
}

/** Passages that hold the places, with their text. What fails or is missing is left out: the places are known. */
async function findPassages(
  context: BotContext,
  question: string,
  places: readonly RememberedPlace[],
): Promise<readonly SearchHit[]> {
  const { assistant, logger, stopping } = context;
  const search = async (query: string): Promise<readonly SearchHit[]> => {
    const found = assistant.search(query, { k: SEARCH_PASSAGES, signal: stopping });
    return (await orAborted(found, stopping)).results;
  };
  const hits: SearchHit[] = [];
  try {
    hits.push(...(await search(question)));
    for (const place of places) {
      // A summary cites more than a search for its topic finds; the quote itself finds its passage.
      const missing = !hits.some((hit) => holds(hit, place));
      if (missing && place.opening !== '') hits.push(...(await search(place.opening)));
    }
  } catch (thrown) {
    failureMessage(thrown, logger);
  }
  return hits;
}

function menuOptions(interaction: MessageComponentInteraction): readonly APISelectMenuOption[] {
  return rowsOf(interaction)
    .flatMap((row) => row.components)
    .flatMap((component) => (component.type === ComponentType.StringSelect ? component.options : []));
}

/** The rows of the clicked message as they were sent. */
export function rowsOf(
  interaction: MessageComponentInteraction,
): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  return interaction.message.components
    .map((row) => row.toJSON())
    .filter((row) => row.type === ComponentType.ActionRow);
}

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Answer } from '../core/answer.ts';
import { type AnswerKind, type ComponentAction, componentId } from './component-ids.ts';
import { passageOptions } from './passage-options.ts';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** The menu of passages and the buttons below an answer. */
export function answerComponents(
  answer: Answer,
  context: { readonly kind: AnswerKind; readonly askerId: string; readonly replace: boolean },
): readonly Row[] {
  const { kind, askerId, replace } = context;
  const buttons = [
    ...(answer.citations.length > 0 ? [button({ action: 'sources' }, { label: 'Sources' })] : []),
    button({ action: 'again', kind, askerId, replace }, { label: 'Regenerate' }),
    button({ action: 'vote', vote: 'up' }, { emoji: { name: '👍' } }),
    button({ action: 'vote', vote: 'down' }, { emoji: { name: '👎' } }),
  ];
  return [...passageMenu(passageOptions(answer)), row(buttons)];
}

/** The menu and the buttons below one page of sources; `page` counts from 0. */
export function pageComponents(
  options: readonly APISelectMenuOption[],
  page: number,
  pages: number,
): readonly Row[] {
  const buttons = [
    ...(page > 0 ? [button({ action: 'page', page: page - 1 }, { label: '◀ Previous' })] : []),
    ...(page < pages - 1 ? [button({ action: 'page', page: page + 1 }, { label: 'Next ▶' })] : []),
  ];
  return [...passageMenu(options), ...(buttons.length > 0 ? [row(buttons)] : [])];
}

function passageMenu(options: readonly APISelectMenuOption[]): readonly Row[] {
  if (options.length === 0) return [];
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: componentId({ action: 'passages' }),
    placeholder: 'Passages: read one in full',
    options: options.map(({ label, value, description }) => ({
      label,
      value,
      description: description ?? '',
    })),
  };
  return [{ type: ComponentType.ActionRow, components: [menu] }];
}

function row(components: APIButtonComponentWithCustomId[]): Row {
  return { type: ComponentType.ActionRow, components };
}

function button(
  action: ComponentAction,
  face: { readonly label?: string; readonly emoji?: { readonly name: string } },
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    custom_id: componentId(action),
    ...face,
  };
}

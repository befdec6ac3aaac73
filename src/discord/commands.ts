import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { DEFAULT_BOT_LIMITS, DISCORD_LIMITS } from './limits.ts';

export const ASK = 'ask';
export const SUMMARY = 'summary';
export const ASK_ABOUT_THIS = 'Ask about this';

/** The application commands, as Discord registers them. */
export const COMMANDS: readonly RESTPostAPIApplicationCommandsJSONBody[] = [
  {
    type: ApplicationCommandType.ChatInput,
    name: ASK,
    description: 'Ask a question; every sentence of the answer cites the documents.',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'question',
        description: 'What you want to know',
        required: true,
        min_length: 1,
        max_length: DEFAULT_BOT_LIMITS.questionCharacters,
      },
    ],
  },
  {
    type: ApplicationCommandType.ChatInput,
    name: SUMMARY,
    description: 'Summarise what the documents say on a topic, with citations.',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'topic',
        description: 'A topic of the documents; start typing to see them',
        required: true,
        min_length: 1,
        max_length: DISCORD_LIMITS.choiceCharacters,
        autocomplete: true,
      },
    ],
  },
  { type: ApplicationCommandType.Message, name: ASK_ABOUT_THIS },
];

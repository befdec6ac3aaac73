import type { APISelectMenuOption } from 'discord.js';
import type { SearchHit } from '../core/answer.ts';
import { pageComponents } from './answer-components.ts';
import { NO_MENTIONS, type OutgoingMessage } from './answer-message.ts';
import { LAYOUT } from './limits.ts';
import { holds, type RememberedPlace, rememberedPlace } from './passage-options.ts';
import { formatPassage, formatPlace, formatQuote } from './places.ts';
import { embeddedQuestion } from './shown-question.ts';

const GREY = 0x8a8f98;

export interface SourcesPage {
  readonly places: readonly RememberedPlace[];
  /** From 0. */
  readonly page: number;
  readonly pages: number;
}

/** The cited places of one page; a page beyond the last is the last. */
export function sourcesOnPage(options: readonly APISelectMenuOption[], wantedPage: number): SourcesPage {
  const cited = options.map(rememberedPlace).filter((place) => place !== null && place.marker !== null);
  const pages = Math.max(1, Math.ceil(cited.length / LAYOUT.sourcesPerPage));
  const page = Math.min(wantedPage, pages - 1);
  const first = page * LAYOUT.sourcesPerPage;
  return { places: cited.slice(first, first + LAYOUT.sourcesPerPage) as RememberedPlace[], page, pages };
}

/** A page of sources with their quotes at length. `hits` are the passages that the quotes are read from. */
export function sourcesMessage(
  question: string,
  options: readonly APISelectMenuOption[],
  { places, page, pages }: SourcesPage,
  hits: readonly SearchHit[],
): OutgoingMessage {
  const text = places.map((place) => sourceText(place, hits)).join('\n\n');
  const footer = pages === 1 ? 'Sources' : `Sources · page ${page + 1} of ${pages}`;
  return ephemeral(
    question,
    text || 'This answer has no sources.',
    footer,
    pageComponents(options, page, pages),
  );
}

/** The passage that was chosen in the menu, with its text when the index still holds it. */
export function passageMessage(
  question: string,
  place: RememberedPlace,
  hits: readonly SearchHit[],
): OutgoingMessage {
  const hit = hits.find((candidate) => holds(candidate, place));
  if (!hit) {
    const known = place.opening === '' ? '' : `\n${formatQuote(place.opening, 200, 450, '')}`;
    const text = `**${formatPlace(place)}**${known}\n\nI could not find its text again; the documents may have changed. Regenerate the answer to be sure.`;
    return ephemeral(question, text, 'Passage', []);
  }
  const where = place.marker === null ? '' : `[${place.marker}] `;
  const text = `**${where}${formatPlace({ ...hit, date: place.date })}**\n${formatPassage(hit.text, LAYOUT.passageCharacters)}`;
  return ephemeral(question, text, 'Passage from the file', []);
}

function sourceText(place: RememberedPlace, hits: readonly SearchHit[]): string {
  const hit = hits.find((candidate) => holds(candidate, place));
  const quote = hit?.text.slice(place.start - hit.start, place.end - hit.start) || place.opening;
  const verified = hit ? ' ✓' : '';
  const max = LAYOUT.pageQuoteCharacters;
  return `**[${place.marker}]** ${formatPlace({ ...place, file: hit?.file ?? place.file })}\n${formatQuote(quote, max, max + 60, verified)}`;
}

function ephemeral(
  question: string,
  description: string,
  footer: string,
  components: OutgoingMessage['components'],
): OutgoingMessage {
  const { author, fields } = embeddedQuestion({ question, interpreted: null });
  const embed = {
    ...(author ? { author } : {}),
    color: GREY,
    description,
    ...(fields.length > 0 ? { fields: [...fields] } : {}),
    footer: { text: footer },
  };
  return { content: '', embeds: [embed], components, files: [], allowedMentions: NO_MENTIONS };
}

import type { Answer } from '../core/answer.ts';
import { oneLine } from '../core/shown-text.ts';
import { formatDate } from './places.ts';
import { cutMarkdown, markdownText } from './safe-text.ts';

interface Statement {
  readonly value: string;
  readonly marker: number;
  readonly when?: string | null;
}

/** In UTF-16 code units, and claims of one disagreement. */
const LONGEST = { value: 60, when: 30, subject: 60, title: 40, claims: 3 } as const;

/**
 * Where sources differ, then what changed over time: a heading and a line for each value with its title and date. The
 * first is always shown; what does not fit `max` characters is counted.
 */
export function disagreementText(answer: Answer, max: number): string {
  const paragraphs = [
    ...answer.conflicts.map(({ subject, claims }) =>
      paragraph('⚖ **Sources differ**', ' on ', subject, claims, answer),
    ),
    ...answer.developments.map(({ subject, claims }) =>
      paragraph('📅 **Values of different times**', ' for ', subject, claims, answer),
    ),
  ];
  const shown: string[] = [];
  let room = max;
  for (const text of paragraphs) {
    room -= text.length + 1;
    if (shown.length > 0 && room < 0)
      return `${shown.join('\n')}\n⚖ … and ${paragraphs.length - shown.length} more`;
    shown.push(text);
  }
  return shown.join('\n');
}

function paragraph(
  heading: string,
  preposition: string,
  subject: string,
  claims: readonly Statement[],
  { citations }: Answer,
): string {
  const about = oneLine(subject) === '' ? '' : `${preposition}${cutMarkdown(subject, LONGEST.subject)}`;
  const lines = claims.slice(0, LONGEST.claims).map(({ value, marker, when }) => {
    const source = citations.find((citation) => citation.marker === marker);
    const time = when && when !== source?.date ? ` (${cutMarkdown(when, LONGEST.when)})` : '';
    const origin = source
      ? ` · ${cutMarkdown(source.title, LONGEST.title)} · ${source.date ? markdownText(formatDate(source.date)) : 'undated'}`
      : '';
    return `• ${cutMarkdown(value, LONGEST.value)}${time} [${marker}]${origin}`;
  });
  if (claims.length > LONGEST.claims) lines.push(`• … and ${claims.length - LONGEST.claims} more`);
  return [`${heading}${about}:`, ...lines].join('\n');
}

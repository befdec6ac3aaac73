import type { Answer, Citation } from '../core/answer.ts';
import { safeTerminalText } from './safe-terminal-text.ts';

const LONGEST_TITLE = 72;

/** Where sources differ, and what changed over time: a block each, with value, title and date of every claim. */
export function renderDisagreements({ conflicts, developments, citations }: Answer): string[] {
  const sourceOf = (marker: number): Citation | undefined =>
    citations.find((citation) => citation.marker === marker);
  const conflictBlocks = conflicts.map(({ subject, claims }) => {
    const lines = claims.map(({ value, marker }) => claimLine(value, marker, sourceOf(marker)));
    return [`Sources differ${subject === '' ? '' : ` on ${oneLine(subject)}`}:`, ...lines].join('\n');
  });
  const developmentBlocks = developments.map(({ subject, claims }) => {
    const lines = claims.map(({ value, marker, when }) => {
      const source = sourceOf(marker);
      const time = when === null || when === source?.date ? '' : ` (${oneLine(when)})`;
      return claimLine(`${value}${time}`, marker, source);
    });
    return [`Values of different times${subject === '' ? '' : ` for ${oneLine(subject)}`}:`, ...lines].join(
      '\n',
    );
  });
  return [...conflictBlocks, ...developmentBlocks];
}

function claimLine(value: string, marker: number, source: Citation | undefined): string {
  const parts = [`${oneLine(value)} [${marker}]`];
  if (source) parts.push(shortTitle(source.title), source.date ?? 'undated');
  return `    ${parts.join(' · ')}`;
}

function shortTitle(title: string): string {
  const line = oneLine(title);
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : line;
}

function oneLine(text: string): string {
  return safeTerminalText(text.replace(/\s+/g, ' ').trim());
}

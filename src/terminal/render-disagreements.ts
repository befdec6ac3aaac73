import type { Answer, Citation } from '../core/answer.ts';
import { cutText, oneLine } from '../core/shown-text.ts';

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
  if (source) parts.push(cutText(oneLine(source.title), LONGEST_TITLE), source.date ?? 'undated');
  return `    ${parts.join(' · ')}`;
}

import type { Answer, Citation, SearchResult, Topic } from '../core/answer.ts';
import { cutText, oneLine, visibleText } from '../core/shown-text.ts';
import { linesText } from '../core/span.ts';
import { renderDisagreements } from './render-disagreements.ts';

/** How text is set off on a terminal; plain text stays as it is. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
}

export const PLAIN: Style = { bold: (text) => text, dim: (text) => text };
export const ANSI: Style = {
  bold: (text) => `\x1b[1m${text}\x1b[22m`,
  dim: (text) => `\x1b[2m${text}\x1b[22m`,
};

const LONGEST_QUOTE = 240;

/** What a question was taken to mean, if it was completed. */
export function renderInterpreted(interpreted: string | null, style: Style): string[] {
  return interpreted === null ? [] : [style.dim(`Understood as: ${visibleText(interpreted)}`)];
}

/** An answer as people read it: sentences, then every source with its file, lines and quote. */
export function renderAnswer(answer: Answer, style: Style): string {
  const parts = [...renderInterpreted(answer.interpreted, style), visibleText(answer.text)];
  if (answer.notice) parts.push(style.dim(`Note: ${visibleText(answer.notice)}`));
  parts.push(...renderDisagreements(answer));
  if (answer.citations.length > 0) parts.push(renderSources(answer.citations, style));
  for (const { file, quote, ...lines } of answer.nearest) {
    parts.push(`${style.bold(oneLine(file))} · ${linesText(lines)}\n    ${style.dim(quoteText(quote))}`);
  }
  if (answer.topics.length > 0)
    parts.push(`The documents are about: ${visibleText(answer.topics.join(' · '))}`);
  parts.push(style.dim(`(${footer(answer)})`));
  return `${parts.join('\n\n')}\n`;
}

/** Every source with its file, lines and quote. */
export function renderSources(citations: readonly Citation[], style: Style): string {
  return [style.bold('Sources'), ...citations.map((citation) => renderCitation(citation, style))].join('\n');
}

/** Ranked passages, best first. */
export function renderSearch({ results, elapsedMs }: SearchResult, style: Style): string {
  if (results.length === 0) return 'No passage was found.\n';
  const blocks = results.map(({ file, score, text, startLine, endLine }, rank) => {
    const head = `${rank + 1}. ${style.bold(oneLine(file))} · ${linesText({ startLine, endLine })} · score ${score.toFixed(2)}`;
    return `${head}\n    ${quoteText(text)}`;
  });
  return `${blocks.join('\n\n')}\n\n${style.dim(`(${elapsedMs} ms)`)}\n`;
}

export function renderTopics(topics: readonly Topic[]): string {
  return topics
    .map(
      ({ topic, documents }) =>
        `${visibleText(topic)} (${documents === 1 ? '1 document' : `${documents} documents`})\n`,
    )
    .join('');
}

function renderCitation({ marker, file, date, quote, startLine, endLine }: Citation, style: Style): string {
  const place = [style.bold(oneLine(file)), linesText({ startLine, endLine }), ...(date ? [date] : [])].join(
    ' · ',
  );
  return `[${marker}] ${place}\n    ${style.dim(quoteText(quote))}`;
}

function quoteText(quote: string): string {
  return `"${cutText(oneLine(quote), LONGEST_QUOTE)}"`;
}

function footer({ mode, model, citations, removedSentences, elapsedMs }: Answer): string {
  const quotes = citations.length === 1 ? '1 quote verified' : `${citations.length} quotes verified`;
  return [
    ...(citations.length > 0 ? [quotes] : []),
    ...(removedSentences > 0
      ? [`${removedSentences} unverified ${removedSentences === 1 ? 'sentence' : 'sentences'} removed`]
      : []),
    mode === 'chat' ? (model ?? 'generated') : 'offline',
    `${elapsedMs} ms`,
  ].join(' · ');
}

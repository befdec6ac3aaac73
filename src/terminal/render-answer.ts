import type { Answer, Citation, SearchResult, Topic } from '../core/answer.ts';
import type { LineRange } from '../core/span.ts';
import { renderDisagreements } from './render-disagreements.ts';
import { safeTerminalText } from './safe-terminal-text.ts';

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
  return interpreted === null ? [] : [style.dim(`Understood as: ${safeTerminalText(interpreted)}`)];
}

/** An answer as people read it: sentences, then every source with its file, lines and quote. */
export function renderAnswer(answer: Answer, style: Style): string {
  const parts = [...renderInterpreted(answer.interpreted, style), safeTerminalText(answer.text)];
  if (answer.notice) parts.push(style.dim(`Note: ${safeTerminalText(answer.notice)}`));
  parts.push(...renderDisagreements(answer));
  if (answer.citations.length > 0) parts.push(renderSources(answer.citations, style));
  for (const { file, quote, ...lines } of answer.nearest) {
    parts.push(`${style.bold(fileText(file))} · ${linesText(lines)}\n    ${style.dim(quoteText(quote))}`);
  }
  if (answer.topics.length > 0)
    parts.push(`The documents are about: ${safeTerminalText(answer.topics.join(' · '))}`);
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
    const head = `${rank + 1}. ${style.bold(fileText(file))} · ${linesText({ startLine, endLine })} · score ${score.toFixed(2)}`;
    return `${head}\n    ${quoteText(text)}`;
  });
  return `${blocks.join('\n\n')}\n\n${style.dim(`(${elapsedMs} ms)`)}\n`;
}

export function renderTopics(topics: readonly Topic[]): string {
  return topics
    .map(
      ({ topic, documents }) =>
        `${safeTerminalText(topic)} (${documents === 1 ? '1 document' : `${documents} documents`})\n`,
    )
    .join('');
}

function renderCitation({ marker, file, date, quote, startLine, endLine }: Citation, style: Style): string {
  const place = [style.bold(fileText(file)), linesText({ startLine, endLine }), ...(date ? [date] : [])].join(
    ' · ',
  );
  return `[${marker}] ${place}\n    ${style.dim(quoteText(quote))}`;
}

/** "line 17", "lines 14–17". */
export function linesText({ startLine, endLine }: LineRange): string {
  return startLine === endLine ? `line ${startLine}` : `lines ${startLine}–${endLine}`;
}

/** A file's name may hold anything but a slash, line breaks included. */
function fileText(file: string): string {
  return safeTerminalText(file.replace(/\s/g, ' '));
}

function quoteText(quote: string): string {
  const line = safeTerminalText(quote.replace(/\s+/g, ' ').trim());
  return `"${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE - 1).trimEnd()}…` : line}"`;
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

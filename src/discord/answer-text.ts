import type { Answer } from '../core/answer.ts';
import { cutText, oneLine } from '../core/shown-text.ts';
import { disagreementText } from './disagreement-text.ts';
import { LAYOUT } from './limits.ts';
import { formatPlace, formatQuote } from './places.ts';
import { cutMarkdown, escapeLineStarts, markdownText, plainText } from './safe-text.ts';
import { splitMarkdown } from './split-text.ts';

/** The answer's sentences as Markdown in parts of at most `LAYOUT.bodyCharacters`, at least one. */
export function answerBody(answer: Answer, hasFile: boolean): readonly string[] {
  const markdown = markdownText(answer.text).trim();
  // Two characters are kept for the escapes that a new beginning may need.
  const parts = splitMarkdown(markdown, LAYOUT.bodyCharacters - 2).map(escapeLineStarts);
  if (parts.length === 0) return ['*(empty answer)*'];
  if (parts.length <= LAYOUT.messagesPerAnswer) return parts;
  const rest = hasFile
    ? '*The rest is in the attached file.*'
    : '*The rest was left out: it is too long to show.*';
  return [...parts.slice(0, LAYOUT.messagesPerAnswer - 1), rest];
}

/** What the reader should know besides the sentences, as paragraphs: topics, where sources differ, removed sentences, the notice. */
export function answerRemarks(answer: Answer): readonly string[] {
  const remarks: string[] = [];
  const disagreements = disagreementText(answer, LAYOUT.disagreementCharacters);
  if (disagreements !== '') remarks.push(disagreements);
  else if (answer.topics.length > 0) remarks.push(`The documents are about: ${topicsText(answer.topics)}`);
  if (answer.removedSentences > 0) {
    const what =
      answer.removedSentences === 1 ? '1 sentence was' : `${answer.removedSentences} sentences were`;
    remarks.push(`⚠ ${what} left out: no source supports ${answer.removedSentences === 1 ? 'it' : 'them'}.`);
  }
  if (answer.notice !== null && oneLine(answer.notice) !== '')
    remarks.push(`ℹ ${cutMarkdown(answer.notice, LAYOUT.noticeCharacters)}`);
  return remarks;
}

/** The first sources, or the nearest passages of an abstention, within `max` characters; empty when there are none. */
export function sourcesText(answer: Answer, max: number): string {
  const places =
    answer.kind === 'answered'
      ? answer.citations.map((citation) => ({ ...citation, label: `**[${citation.marker}]** `, mark: ' ✓' }))
      : answer.nearest.map((passage) => ({ ...passage, label: '', mark: '' }));
  const hintCharacters = 45;
  const lines: string[] = [];
  let room = max - hintCharacters;
  for (const place of places.slice(0, LAYOUT.inlineSources)) {
    const head = `${place.label}${formatPlace(place)}\n`;
    const quoteRoom = Math.min(LAYOUT.inlineSourceCharacters, room) - head.length;
    if (quoteRoom < 40) break;
    const line = head + formatQuote(place.quote, LAYOUT.inlineQuoteCharacters, quoteRoom, place.mark);
    lines.push(line);
    room -= line.length + 1;
  }
  const more = answer.citations.length - lines.length;
  return lines.join('\n') + (lines.length > 0 && more > 0 ? `\n… ${more} more behind “Sources”` : '');
}

/** `3 of 3 quotes verified · offline · 0.1 s`, plain text. */
export function answerFooter(answer: Answer): string {
  const count = answer.citations.length;
  const verified = `${count} of ${count} ${count === 1 ? 'quote' : 'quotes'} verified`;
  const model = plainText(answer.model ?? '');
  const mode =
    answer.mode === 'chat' && model !== '' ? cutText(model, 80) : answer.mode === 'chat' ? 'chat' : 'offline';
  return `${answer.kind === 'answered' ? verified : 'No verified answer'} · ${mode} · ${seconds(answer.elapsedMs)}`;
}

/** Each short enough that all of them fit beside the notice. */
function topicsText(topics: readonly string[]): string {
  return topics.map((topic) => cutMarkdown(topic, LAYOUT.topicCharacters)).join(' · ');
}

function seconds(elapsedMs: number): string {
  return elapsedMs < 50 ? 'under 0.1 s' : `${(elapsedMs / 1000).toFixed(1)} s`;
}

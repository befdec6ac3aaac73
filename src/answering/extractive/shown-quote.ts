import type { Span } from '../../core/span.ts';
import type { CorpusDocument } from '../../corpus/document.ts';
import { displayText } from './display-text.ts';
import { tableHeadOf } from './table-heads.ts';

/** A quote as it is shown, and the places that prove what is shown, the quote itself first. */
export interface ShownQuote {
  readonly text: string;
  readonly spans: readonly Span[];
}

/** A quote that begins with a table's row is read under the head of its table: "40" says nothing without "Cost". */
export function shownQuote(document: CorpusDocument, { start, end }: Span): ShownQuote {
  const quote = { start, end };
  const head = tableHeadOf(document, start);
  const quoted = document.text.slice(start, end);
  if (!head) return { text: displayText(quoted), spans: [quote] };
  return {
    text: displayText(`${document.text.slice(head.start, head.firstRow)}${quoted}`),
    spans: [quote, { start: head.start, end: head.end }],
  };
}

import type { Evidence } from './answer.ts';
import type { Span } from './span.ts';

/** Evidence with its text, taken from a file whose sha256 is the one in the index's manifest. */
export interface Passage extends Evidence {
  /** `fileText.slice(start, end)`, verbatim: line breaks and web furniture included. */
  readonly text: string;
  readonly title: string;
  readonly date: string | null;
}

/** A verbatim place in a file that proves a sentence. Offsets count in the file, not in the passage. */
export interface Quote extends Span {
  readonly file: string;
}

/** One sentence to show, without markers, and the quotes that prove it, most important first. */
export interface SupportedSentence {
  readonly text: string;
  readonly quotes: readonly Quote[];
}

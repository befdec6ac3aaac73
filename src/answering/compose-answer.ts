import type { Citation } from '../core/answer.ts';
import { LineTable } from '../corpus/lines.ts';
import type { DocumentRecord } from '../indexing/manifest.ts';
import type { VerifiedDocuments } from '../indexing/verified-documents.ts';
import { displayText } from './candidate-sentences.ts';
import type { Quote, SupportedSentence } from './passage.ts';

export interface ComposedAnswer {
  /** `Sentence. [1] Another. [1][2]`. */
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Sentences that were left out because none of their quotes stands in its file any more. */
  readonly dropped: number;
}

/**
 * Numbers the quotes in the order of their first use and turns them into citations. Each cited file is read from disk
 * now: a quote is cited only when the file's sha256 is still that of the index.
 */
export async function composeAnswer(
  sentences: readonly SupportedSentence[],
  documents: VerifiedDocuments,
  records: readonly DocumentRecord[],
): Promise<ComposedAnswer> {
  const texts = new Map<string, string | null>();
  for (const file of new Set(sentences.flatMap(({ quotes }) => quotes.map((quote) => quote.file)))) {
    texts.set(file, (await documents.readAgain(file))?.text ?? null);
  }
  const citations = new Map<string, Citation>();
  const parts: string[] = [];
  for (const sentence of sentences) {
    const markers = new Set<number>();
    for (const quote of sentence.quotes) {
      const text = texts.get(quote.file);
      const record = records.find(({ file }) => file === quote.file);
      if (typeof text !== 'string' || !record || quote.end > text.length) continue;
      const key = `${quote.file} ${quote.start} ${quote.end}`;
      const citation = citations.get(key) ?? cite(citations.size + 1, quote, text, record);
      citations.set(key, citation);
      markers.add(citation.marker);
    }
    if (markers.size > 0)
      parts.push(`${sentence.text} ${[...markers].map((marker) => `[${marker}]`).join('')}`);
  }
  return {
    text: parts.join(' '),
    citations: [...citations.values()],
    dropped: sentences.length - parts.length,
  };
}

/** Quotes as sentences of their own, in the documents' words. A quote of a file that has changed is left out. */
export async function quotedSentences(
  quotes: readonly Quote[],
  documents: VerifiedDocuments,
): Promise<SupportedSentence[]> {
  const sentences: SupportedSentence[] = [];
  for (const quote of quotes) {
    const document = await documents.read(quote.file);
    if (document)
      sentences.push({ text: displayText(document.text.slice(quote.start, quote.end)), quotes: [quote] });
  }
  return sentences;
}

function cite(marker: number, { file, start, end }: Quote, text: string, record: DocumentRecord): Citation {
  return {
    marker,
    file,
    title: record.title,
    date: record.date?.value ?? null,
    ...new LineTable(text).rangeOf({ start, end }),
    start,
    end,
    quote: text.slice(start, end),
  };
}

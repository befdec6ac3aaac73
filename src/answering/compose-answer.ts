import type { Citation, StreamedSentence } from '../core/answer.ts';
import type { Quote, SupportedSentence } from '../core/passage.ts';
import { LineTable } from '../corpus/lines.ts';
import type { DocumentRecord } from '../indexing/manifest.ts';
import type { VerifiedDocuments } from '../indexing/verified-documents.ts';
import { shownQuote } from './extractive/shown-quote.ts';

export interface ComposedAnswer {
  /** `Sentence. [1] Another. [1][2]`. */
  readonly text: string;
  readonly citations: readonly Citation[];
  /** Sentences that were left out because none of their quotes stands in its file any more. */
  readonly dropped: number;
}

/** One sentence with its markers, and the citations that it is the first to use. */
export type ComposedSentence = Pick<StreamedSentence, 'text' | 'citations'>;

/** Composes an answer sentence by sentence. */
export interface AnswerComposer {
  /** Cites the sentence's quotes; null when none of them stands in its file any more. Not to be called twice at a time. */
  add(sentence: SupportedSentence): Promise<ComposedSentence | null>;
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
  const texts = new Map<string, Promise<string | null>>();
  const composer = createComposer(records, (file) => {
    const text = texts.get(file) ?? currentText(documents, file);
    texts.set(file, text);
    return text;
  });
  const composed: ComposedSentence[] = [];
  for (const sentence of sentences) {
    const added = await composer.add(sentence);
    if (added) composed.push(added);
  }
  return {
    text: composed.map(({ text }) => text).join(' '),
    citations: composed.flatMap(({ citations }) => citations),
    dropped: sentences.length - composed.length,
  };
}

/** Composes sentences as they come, under the numbers that `composeAnswer` would give them. Files are read each time. */
export function answerComposer(
  documents: VerifiedDocuments,
  records: readonly DocumentRecord[],
): AnswerComposer {
  return createComposer(records, (file) => currentText(documents, file));
}

function createComposer(
  records: readonly DocumentRecord[],
  textOf: (file: string) => Promise<string | null>,
): AnswerComposer {
  const known = new Map<string, Citation>();
  return {
    async add({ text, quotes }) {
      const markers = new Set<number>();
      const citations: Citation[] = [];
      for (const quote of quotes) {
        const fileText = await textOf(quote.file);
        const record = records.find(({ file }) => file === quote.file);
        if (fileText === null || !record || quote.end > fileText.length) continue;
        const key = `${quote.file} ${quote.start} ${quote.end}`;
        let citation = known.get(key);
        if (citation === undefined) {
          citation = cite(known.size + 1, quote, fileText, record);
          known.set(key, citation);
          citations.push(citation);
        }
        markers.add(citation.marker);
      }
      if (markers.size === 0) return null;
      return { text: `${text} ${[...markers].map((marker) => `[${marker}]`).join('')}`, citations };
    },
  };
}

async function currentText(documents: VerifiedDocuments, file: string): Promise<string | null> {
  return (await documents.readAgain(file))?.text ?? null;
}

/** Quotes as sentences of their own, in the documents' words. A quote of a file that has changed is left out. */
export async function quotedSentences(
  quotes: readonly Quote[],
  documents: VerifiedDocuments,
): Promise<SupportedSentence[]> {
  const sentences: SupportedSentence[] = [];
  for (const quote of quotes) {
    const document = await documents.read(quote.file);
    if (!document) continue;
    const { text, spans } = shownQuote(document, quote);
    sentences.push({ text, quotes: spans.map((span) => ({ file: quote.file, ...span })) });
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

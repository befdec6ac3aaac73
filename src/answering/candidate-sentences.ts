import { overlaps, type Span } from '../core/span.ts';
import { stems } from '../core/words.ts';
import type { CorpusDocument, DocumentBlock } from '../corpus/document.ts';

/** A sentence of the evidence, with what surrounds it. */
export interface CandidateSentence extends Span {
  readonly file: string;
  /** White space collapsed, list marks removed. */
  readonly text: string;
  readonly stems: ReadonlySet<string>;
  /** The same in their order, with repetitions. */
  readonly stemList: readonly string[];
  /** Stems of the heading above it and of the sentence before it in the same block. */
  readonly contextStems: ReadonlySet<string>;
  /** Stems of the document's title. */
  readonly titleStems: ReadonlySet<string>;
  /** The sentence before it in the same block, if any. */
  readonly previous: Span | null;
  /** Rank of the passage that brought it, from 0. */
  readonly passageRank: number;
}

/** The body sentences that a passage touches, in order; headings are context, not sentences. */
export function candidateSentences(
  document: CorpusDocument,
  passage: Span,
  passageRank: number,
): CandidateSentence[] {
  const titleStems = new Set(stems(document.metadata.title));
  const candidates: CandidateSentence[] = [];
  let heading: DocumentBlock | null = null;
  for (const block of document.blocks) {
    if (block.start >= passage.end) break;
    if (block.kind === 'heading') heading = block;
    else if (overlaps(block, passage)) {
      const headingStems = heading ? stems(document.text.slice(heading.start, heading.end)) : [];
      candidates.push(...sentencesOf(document, block, headingStems, titleStems, passage, passageRank));
    }
  }
  return candidates;
}

function sentencesOf(
  document: CorpusDocument,
  block: DocumentBlock,
  headingStems: readonly string[],
  titleStems: ReadonlySet<string>,
  passage: Span,
  passageRank: number,
): CandidateSentence[] {
  return block.sentences.flatMap((sentence, position) => {
    if (!overlaps(sentence, passage)) return [];
    const previous = block.sentences[position - 1] ?? null;
    const text = displayText(document.text.slice(sentence.start, sentence.end));
    const stemList = stems(text);
    const before = previous ? stems(document.text.slice(previous.start, previous.end)) : [];
    return [
      {
        ...sentence,
        file: document.file,
        text,
        stems: new Set(stemList),
        stemList,
        contextStems: new Set([...headingStems, ...before]),
        titleStems,
        previous,
        passageRank,
      },
    ];
  });
}

/** A quote as it is shown inside an answer: on one line, without the mark of a list item. */
export function displayText(quote: string): string {
  return quote
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[•◦▪‣*]\s+/u, '');
}

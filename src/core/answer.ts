import type { LineRange, Span } from './span.ts';

/** A place in a corpus file: `text.slice(start, end)` of that file, on lines `startLine` to `endLine`. */
export interface Place extends Span, LineRange {
  /** Path of the document relative to the corpus folder, with forward slashes. */
  readonly file: string;
}

/** A retrieved chunk offered in support of an answer. Larger scores are better; scores of one query compare. */
export interface Evidence extends Place {
  readonly score: number;
}

/** A quote that was found verbatim in the file on disk at exactly this place. */
export interface Citation extends Place {
  /** The number that the answer's text uses for it, `[marker]`, from 1. */
  readonly marker: number;
  readonly title: string;
  /** The document's date as `YYYY-MM-DD`, or null when its text does not give one. */
  readonly date: string | null;
  readonly quote: string;
}

/** A passage shown with an abstention, so that the reader sees what the corpus does hold. */
export interface NearestPassage extends LineRange {
  readonly file: string;
  readonly quote: string;
}

/** Citations that give different values for the same thing at the same time; the answer's own claim stands first. */
export interface Conflict {
  /** What the values are of, in a document's words: "bilateral trade". */
  readonly subject: string;
  /** Values as the documents write them; the citation of the marker has the file, the title and the date. */
  readonly claims: readonly { readonly value: string; readonly marker: number }[];
}

/** Citations that give different values for the same thing at different times, earliest first: no contradiction. */
export interface Development {
  readonly subject: string;
  readonly claims: readonly {
    readonly value: string;
    readonly marker: number;
    /**
     * The time that the value is for, as the document writes it or resolved by the document's date: `2023`,
     * `second half of 2024`. Where the sentence states none, the document's date as `YYYY-MM-DD`; null when it has none.
     */
    readonly when: string | null;
  }[];
}

export type AbstentionReason = 'no-evidence' | 'weak-evidence' | 'unsupported';

/** What a question (or a summary's topic) led to. `ask --json` prints exactly this object. */
export interface Answer {
  /** As asked. */
  readonly question: string;
  /**
   * The question that was looked up in its place: a follow-up ("and in 2023?") completed from its conversation, or what
   * was left without a greeting or an instruction to the assistant. Null when `question` itself was looked up.
   */
  readonly interpreted: string | null;
  readonly kind: 'answered' | 'abstained';
  /** Null when answered. */
  readonly reason: AbstentionReason | null;
  /** Sentences, each followed by its markers: `Sentence. [1] Another. [1][2]`. When abstained, what to tell the user. */
  readonly text: string;
  /** In the order of their markers; empty when abstained. */
  readonly citations: readonly Citation[];
  readonly conflicts: readonly Conflict[];
  readonly developments: readonly Development[];
  /** Filled when abstained: at most three passages, best first. */
  readonly nearest: readonly NearestPassage[];
  /** Filled when abstained: at most five key phrases of the documents, most characteristic first. */
  readonly topics: readonly string[];
  readonly mode: 'extractive' | 'chat';
  /** The chat model's name in chat mode, else null. */
  readonly model: string | null;
  /** Sentences of a draft that were removed because they could not be verified. */
  readonly removedSentences: number;
  /** Something the reader should know, such as why a generated answer was replaced by an extractive one; else null. */
  readonly notice: string | null;
  readonly evidence: readonly Evidence[];
  readonly elapsedMs: number;
}

export interface SearchHit extends Evidence {
  readonly text: string;
}

/** `search --json` prints exactly this object; results are best first. */
export interface SearchResult {
  readonly query: string;
  readonly results: readonly SearchHit[];
  readonly elapsedMs: number;
}

/** A key phrase of the corpus and the number of documents that mention it. */
export interface Topic {
  readonly topic: string;
  readonly documents: number;
}

/** A verified sentence of a generated answer, shown while the rest is still being written. */
export interface StreamedSentence {
  /** With its markers, as the answer's text will give it: `Sentence. [1][2]`. */
  readonly text: string;
  /** The citations that this sentence is the first to use, in the order of their markers; read from disk just now. */
  readonly citations: readonly Citation[];
  /** As in the answer that it belongs to. */
  readonly interpreted: string | null;
}

export interface AskOptions {
  /** How many passages to retrieve. */
  readonly k?: number;
  /**
   * Id of the conversation that the question belongs to: follow-ups refer to its last answered and declined questions,
   * which are kept in memory for a while. Whoever shares an id shares a conversation. Without it a question stands alone.
   */
  readonly conversation?: string;
  /**
   * Called with each sentence of a generated answer as soon as it is verified, one after the other; a returned promise is
   * awaited. The final text begins with these sentences, joined by spaces, and the citations with theirs, unless a cited
   * file changed meanwhile: then the final answer replaces them. Extractive answers come whole and call nothing.
   */
  readonly onSentence?: (sentence: StreamedSentence) => void | Promise<void>;
  /** Cancels the work; the promise then rejects with a `cancelled` SummitError. */
  readonly signal?: AbortSignal;
}

/** What every surface talks to: one open index with its answerers. */
export interface Assistant {
  /** Answers a question. An abstention is a result; failures reject with a SummitError. */
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** The best sentences on a topic over all documents, each cited. Extractive, whatever the mode. */
  summarize(topic: string, options?: AskOptions): Promise<Answer>;
  search(query: string, options?: AskOptions): Promise<SearchResult>;
  /** Key phrases of the corpus, most characteristic first. */
  topics(): readonly Topic[];
  close(): Promise<void>;
}

import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import type { AskOptions, SearchResult } from '../core/answer.ts';

/** Where a retrieved passage stands; `text.slice(start, end)` of the file is the document's `pageContent`. */
export interface PassageMetadata {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
  /** Larger is better; comparable within one query only. */
  readonly score: number;
}

export interface SummitRetrieverInput extends BaseRetrieverInput {
  /** What searches, such as the `search` of an assistant. */
  readonly search: (query: string, options?: AskOptions) => Promise<SearchResult>;
  /** How many passages to retrieve. */
  readonly k?: number;
}

/** Our retrieval as a LangChain retriever, for anyone's chain. Rejects as `search` does. */
export class SummitRetriever extends BaseRetriever<PassageMetadata & Record<string, unknown>> {
  lc_namespace: string[] = ['summit-assistant', 'retrievers'];
  readonly #search: SummitRetrieverInput['search'];
  readonly #k: number | undefined;

  constructor({ search, k, ...fields }: SummitRetrieverInput) {
    super(fields);
    this.#search = search;
    this.#k = k;
  }

  static override lc_name(): string {
    return 'SummitRetriever';
  }

  override async _getRelevantDocuments(
    query: string,
  ): Promise<Document<PassageMetadata & Record<string, unknown>>[]> {
    const { results } = await this.#search(query, this.#k === undefined ? {} : { k: this.#k });
    return results.map(
      ({ text, ...metadata }) => new Document({ pageContent: text, metadata: { ...metadata } }),
    );
  }
}

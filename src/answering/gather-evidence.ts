import { placeOf } from '../indexing/chunk-table.ts';
import type { OpenIndex } from '../indexing/open-index.ts';
import { type VerifiedDocuments, verifiedDocuments } from '../indexing/verified-documents.ts';
import { hybridSearch } from '../retrieval/hybrid-search.ts';
import type { QueryGroup } from '../retrieval/query-terms.ts';
import { type AnswerabilityFeatures, answerabilityFeatures } from './answerability.ts';
import { type CandidateSentence, candidateSentences } from './candidate-sentences.ts';
import type { Passage } from './passage.ts';
import type { Question } from './question.ts';
import { type ScoredSentence, scoreSentences, wordWeights } from './score-sentences.ts';

/** Everything an answer to one question is made of. */
export interface GatheredEvidence {
  readonly open: OpenIndex;
  readonly documents: VerifiedDocuments;
  readonly question: Question;
  /** Best first. Passages of files that have changed since they were indexed are left out. */
  readonly passages: readonly Passage[];
  /** What tells whether the evidence carries an answer. */
  readonly features: AnswerabilityFeatures;
  /** The passages' sentences, best first, each once. */
  readonly scored: readonly ScoredSentence[];
}

const documentsOf = new WeakMap<OpenIndex, VerifiedDocuments>();

/** Leaves out sentences that cannot answer, whatever they share with the question; the order stays. */
export type Narrowing = (scored: readonly ScoredSentence[]) => readonly ScoredSentence[];

/** Retrieves the `k` best passages for a question and scores their sentences, of which only those of `narrow` count. */
export async function gatherEvidence(
  open: OpenIndex,
  question: Question,
  k: number,
  narrow: Narrowing = (scored) => scored,
): Promise<GatheredEvidence> {
  const documents = documentsOf.get(open) ?? verifiedDocuments(open.corpusFolder, open.manifest);
  documentsOf.set(open, documents);
  const passages: Passage[] = [];
  const candidates = new Map<string, CandidateSentence>();
  let groups: readonly QueryGroup[] = [];
  if (question.text !== '') {
    const found = await hybridSearch(open, question.text, k);
    groups = found.groups;
    for (const { label, score } of found.ranked) {
      const place = placeOf(open.chunks, open.manifest.documents, label);
      const document = await documents.read(place.file);
      if (!document) continue;
      const text = document.text.slice(place.start, place.end);
      const { title, date } = document.metadata;
      passages.push({ ...place, score, text, title, date: date?.value ?? null });
      for (const sentence of candidateSentences(document, place, passages.length - 1)) {
        const key = `${sentence.file} ${sentence.start}`;
        // A sentence of two overlapping passages keeps the better rank.
        if (!candidates.has(key)) candidates.set(key, sentence);
      }
    }
  }
  const weights = wordWeights(question, groups, open.postings);
  const scored = narrow(scoreSentences(question, weights, [...candidates.values()]));
  const features = answerabilityFeatures(question, weights, scored, passages);
  return { open, documents, question, passages, scored, features };
}
